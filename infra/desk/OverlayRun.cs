using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Platform.Findings;
using Platform.Formats.Tables;
using Platform.Spatial;
using Platform.Spatial.Areas;
using Platform.Spatial.Crs;
using Platform.Spatial.Overlay;

namespace Platform.Desk;

/// <summary>One run of <c>desk overlay</c>: reads, overlays, writes, counts. The table appears under its name only when it is complete.</summary>
internal sealed class OverlayRun(OverlayFile subjects, OverlayFile layer, List<Finding> findings, int threads)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private readonly Stopwatch _reading = new();
    private readonly Stopwatch _all = new();
    private readonly Queue<string> _ids = new();
    private readonly HashSet<(long, long)> _overlapping = [];
    private (long Pairs, long Fallbacks, long LayerRows) _counts;
    private long _subjects;
    private long _refused;

    /// <summary>Overlays into a CSV file. Nothing is written unless all of both files can be read.</summary>
    /// <returns>The exit code; the findings say why it is not <see cref="ExitCodes.Done"/>.</returns>
    public int Write(string target, bool planar)
    {
        var measure = planar ? subjects.Crs.AreaMeasure : AreaMeasure.Ellipsoidal;
        if (planar && subjects.Crs.IsGeographic)
        {
            findings.Add(SpatialFindings.PlanarNeedsProjection.At(subjects.At(null), subjects.Crs));
            return ExitCodes.Refused;
        }

        var to = planar ? subjects.Crs : CrsRegistry.Cgcs2000;
        return Way(subjects, to) is { } subjectWay && Way(layer, to) is { } layerWay
            ? WriteTable(target, measure, subjectWay, layerWay)
            : ExitCodes.Refused;
    }

    /// <summary>
    /// One JSON object: counts, and seconds by the clock. Flattening, checking and indexing count as computing; with several threads some of it goes on while
    /// rows are read, and counts as reading.
    /// </summary>
    public string Summary()
    {
        using var process = Process.GetCurrentProcess();
        return JsonSerializer.Serialize(
            new
            {
                Subjects = _subjects,
                Layer = _counts.LayerRows,
                _counts.Pairs,
                _counts.Fallbacks,
                ReadSeconds = _reading.Elapsed.TotalSeconds,
                ComputeSeconds = (_all.Elapsed - _reading.Elapsed).TotalSeconds,
                PeakMiB = process.PeakWorkingSet64 / (1024.0 * 1024.0),
                Refused = _refused,
                Findings = findings.Count,
            },
            Options);
    }

    private int WriteTable(string target, AreaMeasure measure, CrsTransformation subjectWay, CrsTransformation layerWay)
    {
        var part = target + ".part";
        try
        {
            var overlay = new StreamedOverlay(measure, threads: threads);
            using (var stream = File.Create(part))
            using (var table = new CsvWriter(stream, new CsvOptions(ByteOrderMark: false)))
                WriteRows(table, overlay, subjectWay, layerWay);
            var fileFindings = subjects.FileFindings.Concat(layer.FileFindings).ToArray();
            findings.AddRange(fileFindings);
            if (fileFindings.Any(finding => finding.Severity == Severity.Error))
                return ExitCodes.FileTrouble;

            File.Move(part, target, overwrite: true);
            _counts = (overlay.Pairs, overlay.Fallbacks, overlay.LayerRows);
            return ExitCodes.Done;
        }
        finally
        {
            File.Delete(part);
        }
    }

    private void WriteRows(CsvWriter table, StreamedOverlay overlay, CrsTransformation subjectWay, CrsTransformation layerWay)
    {
        table.WriteRow("subject", "class", "area_m2");
        _all.Start();
        foreach (var areas in overlay.Run(Subjects(subjectWay), () => Layer(layerWay), Report))
        {
            _all.Stop();
            WriteSubject(table, _ids.Dequeue(), areas);
            _subjects++;
            _all.Start();
        }

        _all.Stop();
    }

    private void WriteSubject(CsvWriter table, string id, SubjectAreas areas)
    {
        if (areas.Refusal is { } refusal)
        {
            _refused++;
            findings.Add(refusal with { Location = subjects.At(areas.Subject) with { X = refusal.Location.X, Y = refusal.Location.Y } });
        }

        foreach (var share in areas.Classes)
            table.WriteRow(id, share.Class, share.AreaM2);
        foreach (var overlap in areas.OverlappingRows.Where(overlap => _overlapping.Add((overlap.First, overlap.Second))))
            findings.Add(SpatialFindings.RowsOverlap.At(layer.At(overlap.Second), overlap.First, AreaM2.Round(overlap.AreaM2), areas.Subject));
    }

    private void Report(Finding finding) => findings.Add(finding with { Location = layer.At(finding.Location.Row) });

    private CrsTransformation? Way(OverlayFile file, CrsDefinition to)
    {
        if (!CrsTransformation.TryCreate(file.Crs, to, RegisteredParameters.None, out var way, out var refusal))
        {
            findings.Add(refusal with { Location = file.At(null) });
            return null;
        }

        findings.AddRange(way.Findings.Select(hint => hint with { Location = file.At(null) }));
        return way;
    }

    private IEnumerable<OverlaySubject> Subjects(CrsTransformation way)
    {
        foreach (var (row, id, geometry) in Timed(subjects.Read(way)))
        {
            if (id is null && subjects.HasField)
                findings.Add(SpatialFindings.SubjectIdMissing.At(subjects.At(row)));
            _ids.Enqueue(id ?? row.ToString(CultureInfo.InvariantCulture));
            yield return new OverlaySubject(row, geometry!);
        }
    }

    private IEnumerable<LayerRow> Layer(CrsTransformation way) => Timed(layer.Read(way)).Select(row => new LayerRow(row.Row, row.Value, row.Geometry!));

    // Reading is told from computing, although they alternate.
    private IEnumerable<T> Timed<T>(IEnumerable<T> rows)
    {
        using var reader = rows.GetEnumerator();
        while (true)
        {
            _reading.Start();
            var more = reader.MoveNext();
            _reading.Stop();
            if (!more)
                yield break;
            yield return reader.Current;
        }
    }
}
