using NetTopologySuite.Geometries;
using Platform.Domain.Labels;
using Platform.Domain.Monitoring.Aggregation;
using Platform.Reporting.Figures;
using SkiaSharp;

namespace Platform.Reporting.Maps;

/// <summary>The map of all patches, coloured by one table's classes.</summary>
internal sealed class MapFigure
{
    public const float Height = 420f;

    /// <summary>Above this many patches a document takes the map as a picture.</summary>
    public const int DenseFrom = 3_000;

    private static readonly Label NoApproval = new("审图号：（无，仅供内部使用）", "Map approval number: none, for internal use only");

    private const float LegendHeight = 58f;
    private const float SmallestDot = 1.4f;

    public required MapContent Content { get; init; }

    public required ReportTable Table { get; init; }

    /// <summary>Class key of a patch; null for patches without an outcome.</summary>
    public required Func<MapPatch, string?> ClassOf { get; init; }

    public required ReportHeader Header { get; init; }

    public required Wording Words { get; init; }

    public void Draw(SKCanvas canvas, float width)
    {
        using var ink = new Ink(canvas);
        var area = new SKRect(6f, 6f, width - 6f, Height - LegendHeight);
        var frame = new MapFrame(Extent(), SKRect.Inflate(area, -12f, -12f));
        canvas.Save();
        canvas.ClipRect(area);
        DrawUnits(ink, frame);
        DrawPatches(ink, frame);
        DrawNames(ink, frame);
        canvas.Restore();
        ink.Frame(area.Left, area.Top, area.Width, area.Height, Palette.Text, 0.9f);
        MapFurniture.NorthArrow(ink, area.Right - 16f, area.Top + 18f);
        MapFurniture.ScaleBar(ink, frame, area.Left + 14f, area.Bottom - 9f, 110f, Words);
        DrawLegend(ink, area);
    }

    private Envelope Extent()
    {
        var extent = new Envelope();
        foreach (var unit in Content.Units)
        {
            extent.ExpandToInclude(unit.Extent.EnvelopeInternal);
        }

        if (extent.IsNull)
        {
            foreach (var patch in Content.Patches)
            {
                extent.ExpandToInclude(patch.Shape.EnvelopeInternal);
            }
        }

        return extent.IsNull ? new Envelope(0d, 1d, 0d, 1d) : extent;
    }

    private void DrawUnits(Ink ink, MapFrame frame)
    {
        foreach (var unit in Content.Units)
        {
            using var path = frame.Path(unit.Extent);
            ink.Fill(path, new SKColor(0xF6, 0xF4, 0xEE));
            ink.Outline(path, Palette.Faint, 0.7f);
        }
    }

    private void DrawPatches(Ink ink, MapFrame frame)
    {
        var colors = Table.Rows.Select((row, index) => (row.Key, Color: Palette.Of(row.Key, index))).ToDictionary(entry => entry.Key, entry => entry.Color);
        foreach (var patch in Content.Patches)
        {
            var color = ClassOf(patch) is { } key && colors.TryGetValue(key, out var known) ? known : Palette.Unknown;
            using var path = frame.Path(patch.Shape);
            var bounds = path.Bounds;
            if (Math.Max(bounds.Width, bounds.Height) < SmallestDot * 2f)
            {
                ink.Dot(bounds.MidX, bounds.MidY, SmallestDot, color);
                continue;
            }

            ink.Fill(path, color);
            ink.Outline(path, color, 0.4f);
        }
    }

    private void DrawNames(Ink ink, MapFrame frame)
    {
        foreach (var unit in Content.Units.Where(unit => !unit.Extent.IsEmpty))
        {
            var at = frame.Place(unit.Extent.InteriorPoint.Coordinate);
            ink.HaloText(unit.Name, at.X, at.Y, 7.5f, Palette.Text, SKTextAlign.Center);
        }
    }

    private void DrawLegend(Ink ink, SKRect area)
    {
        var names = Table.Rows.Select(row => $"{Words.LabelOf(row)} {row.Count}{Words.Pick(" 个", "")} ({Wording.Percent(row.CountPercent)})").ToArray();
        var colors = Table.Rows.Select((row, index) => Palette.Of(row.Key, index)).ToArray();
        LegendRow.Draw(ink, names, colors, area.MidX, area.Bottom + 17f, 9f);
        ink.Text(Words.Pick(Header.MapApproval ?? NoApproval), area.Left, area.Bottom + 34f, 8f, Palette.Text);
        if (Header.BoundaryLabel is { } label)
        {
            ink.Text(Words.Pick(label), area.Right, area.Bottom + 34f, 8f, Palette.Text, SKTextAlign.Right);
        }

        var disclaimer = Header.Disclaimer is null ? "" : Words.Pick(Header.Disclaimer);
        ink.Text(ink.Fitted(disclaimer, 8f, area.Width), area.Left, area.Bottom + 47f, 8f, Palette.Text);
    }
}
