using System.Globalization;
using Platform.Findings;
using Platform.Formats.Tables;
using Platform.Spatial;
using Platform.Spatial.Areas;
using Platform.Spatial.Crs;
using Platform.Spatial.Overlay;
using Platform.Spatial.Partition;

namespace Platform.Desk;

/// <summary>One run of <c>desk partition</c>. Subjects and layers are held in memory; the table appears under its name only when it is complete.</summary>
internal sealed class PartitionRun(OverlayFile subjects, IReadOnlyList<OverlayFile> layers, List<Finding> findings, int threads)
{
    private readonly Dictionary<long, string> _ids = [];

    /// <summary>Divides into a CSV file. Nothing is written unless all of the files can be read.</summary>
    /// <returns>The exit code; the findings say why it is not <see cref="ExitCodes.Done"/>.</returns>
    public int Write(string target, bool planar)
    {
        if (planar && subjects.Crs.IsGeographic)
        {
            findings.Add(SpatialFindings.PlanarNeedsProjection.At(subjects.At(null), subjects.Crs));
            return ExitCodes.Refused;
        }

        var to = planar ? subjects.Crs : CrsRegistry.Cgcs2000;
        CrsTransformation?[] ways = [Way(subjects, to), .. layers.Select(layer => Way(layer, to))];
        if (ways.Contains(null))
            return ExitCodes.Refused;

        var measure = planar ? to.AreaMeasure : AreaMeasure.Ellipsoidal;
        var partition = new LayerPartition(
            layers.Select((layer, i) => new PartitionLayer(i.ToString(CultureInfo.InvariantCulture), Rows(layer, ways[i + 1]!))), measure, threads: threads);
        findings.AddRange(partition.Findings.Select(finding => finding with { Location = PlaceOf(finding) }));
        return WriteTable(target, partition, ways[0]!);
    }

    private int WriteTable(string target, LayerPartition partition, CrsTransformation way)
    {
        var part = target + ".part";
        try
        {
            using (var stream = File.Create(part))
            using (var table = new CsvWriter(stream, new CsvOptions(ByteOrderMark: false)))
            {
                table.WriteRow(["subject", .. layers.Select((_, i) => $"class_{i + 1}"), "area_m2"]);
                foreach (var divided in partition.Divide(Subjects(way).ToList()))
                    WriteSubject(table, divided);
            }

            var fileFindings = layers.Prepend(subjects).SelectMany(file => file.FileFindings).ToArray();
            findings.AddRange(fileFindings);
            if (fileFindings.Any(finding => finding.Severity == Severity.Error))
                return ExitCodes.FileTrouble;

            File.Move(part, target, overwrite: true);
            return ExitCodes.Done;
        }
        finally
        {
            File.Delete(part);
        }
    }

    private void WriteSubject(CsvWriter table, SubjectPartition divided)
    {
        if (divided.Refusal is { } refusal)
        {
            findings.Add(refusal with { Location = subjects.At(divided.Subject) with { X = refusal.Location.X, Y = refusal.Location.Y } });
            return;
        }

        foreach (var (part, area) in divided.Parts.Zip(divided.Official()).Where(part => part.Second > AreaM2.Zero))
            table.WriteRow([_ids[divided.Subject], .. part.Classes.Select(classes => string.Join('+', classes)), area.Value]);
    }

    private IEnumerable<OverlaySubject> Subjects(CrsTransformation way)
    {
        foreach (var (row, id, geometry) in subjects.Read(way))
        {
            if (id is null && subjects.HasField)
                findings.Add(SpatialFindings.SubjectIdMissing.At(subjects.At(row)));
            _ids[row] = id ?? row.ToString(CultureInfo.InvariantCulture);
            yield return new OverlaySubject(row, geometry!);
        }
    }

    private static IEnumerable<LayerRow> Rows(OverlayFile layer, CrsTransformation way) =>
        layer.Read(way).Select(row => new LayerRow(row.Row, row.Value, row.Geometry!));

    private Location PlaceOf(Finding finding) =>
        layers[int.Parse(finding.Location.Layer!, CultureInfo.InvariantCulture)].At(finding.Location.Row) with { X = finding.Location.X, Y = finding.Location.Y };

    private CrsTransformation? Way(OverlayFile file, CrsDefinition to)
    {
        if (CrsTransformation.TryCreate(file.Crs, to, RegisteredParameters.None, out var way, out var refusal))
            return way;
        findings.Add(refusal with { Location = file.At(null) });
        return null;
    }
}
