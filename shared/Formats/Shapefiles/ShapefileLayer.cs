using System.Text;
using NetTopologySuite.Geometries;
using Platform.Findings;
using Platform.Formats.Dbase;
using Platform.Formats.Features;
using Platform.Formats.Geometries;
using Platform.Formats.Sources;
using Location = Platform.Findings.Location;

namespace Platform.Formats.Shapefiles;

/// <summary>
/// A shapefile as a layer. The .shp and .dbf are read side by side from front to back, so it works inside an archive without unpacking.
/// </summary>
public sealed class ShapefileLayer : IFeatureLayer
{
    private const int MaxProjectionLength = 1 << 16;
    private readonly ShapefileSet _set;
    private readonly FindingLog _findings;
    private readonly DbfTable? _table;

    private ShapefileLayer(ShapefileSet set, DbfTable? table, LayerSchema schema, FindingLog findings)
    {
        _set = set;
        _table = table;
        _findings = findings;
        Schema = schema;
    }

    public LayerSchema Schema { get; }

    /// <summary>Opens a set; what is missing or wrong is added to the findings.</summary>
    /// <returns>The layer, or null when it cannot be read at all.</returns>
    public static ShapefileLayer? Open(ShapefileSet set, FindingLog findings)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(findings);
        try
        {
            return OpenSet(set, findings);
        }
        catch (RefusedException refused)
        {
            findings.Add(refused.Finding);
            return null;
        }
    }

    public IEnumerable<FeatureRow> ReadRows(CancellationToken cancellation = default)
    {
        using var reader = new ShapefileReader(_set, Schema, _table, _findings);
        while (reader.Next() is { } row)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!ReferenceEquals(row, ShapefileReader.Deleted))
            {
                yield return row;
            }
        }
    }

    private static ShapefileLayer OpenSet(ShapefileSet set, FindingLog findings)
    {
        var file = (set.Main ?? set.Table)!.Path;
        var at = new Location(file);
        var kind = GeometryKind.None;
        if (set.Main is null)
        {
            findings.Add(FormatFindings.ShapefileOnlyTable.At(at));
        }
        else
        {
            using var stream = set.Main.Open();
            var header = ShapeHeader.Read(stream, set.Main);
            kind = header.Geometry;
            Note(header.HasZOrM, FormatFindings.ShapefileOrdinatesDropped, at, findings);
            Note(set.Index is null, FormatFindings.ShapefileIndexMissing, at, findings);
            Note(set.Table is null, FormatFindings.ShapefileTableMissing, at, findings);
            Note(set.Projection is null, FormatFindings.ShapefileProjectionMissing, at, findings);
        }

        var table = set.Table is null ? null : DbfTable.Open(set.Table, set.CodePage, findings);
        var schema = new LayerSchema(set.Name, file, kind, table?.Fields ?? [], ReadProjection(set.Projection), table?.Header.Records);
        return new ShapefileLayer(set, table, schema, findings);
    }

    private static void Note(bool condition, FindingKind kind, Location at, FindingLog findings)
    {
        if (condition)
        {
            findings.Add(kind.At(at));
        }
    }

    private static CrsDefinition ReadProjection(DeliveredFile? file)
    {
        if (file is null)
        {
            return CrsDefinition.Missing;
        }

        var bytes = new byte[MaxProjectionLength];
        using var stream = file.Open();
        var content = bytes.AsSpan(0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        if (content.StartsWith(Encoding.UTF8.Preamble))
        {
            content = content[Encoding.UTF8.Preamble.Length..];
        }

        var encoding = TextEncodings.CanDecode(TextEncodings.Utf8, content) ? TextEncodings.Utf8 : Encoding.Latin1;
        var text = encoding.GetString(content).Trim(' ', '\0', '\r', '\n', '\t');
        return text.Length == 0 ? CrsDefinition.Missing : new CrsDefinition(text, null, ".prj");
    }
}
