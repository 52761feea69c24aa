using Platform.Domain.Layers;
using Platform.Domain.Texts;
using Platform.Findings;
using Platform.Formats.Features;
using Platform.Spatial.Areas;
using Platform.Spatial.Overlay;
using Platform.Spatial.Topology;
using Location = Platform.Findings.Location;

namespace Platform.Domain.Monitoring;

/// <summary>The second reading of a patch layer: units, duplicates, overlaps, what earlier campaigns have settled.</summary>
internal sealed class PatchIntake : IDisposable
{
    private readonly PatchImportSettings _settings;
    private readonly IVerifiedPatches _verified;
    private readonly PatchDrafts _drafts;
    private readonly IFeatureLayer _layer;
    private readonly IPreparedLayer _units;
    private readonly PatchIndex _taken;

    public PatchIntake(PatchImportSettings settings, IAreaOverlay overlay, IVerifiedPatches verified, PatchDrafts drafts, IFeatureLayer layer)
    {
        _settings = settings;
        _verified = verified;
        _drafts = drafts;
        _layer = layer;
        _units = overlay.Prepare(settings.Units.Select((unit, i) => new LayerRow(i, unit.Code, unit.Extent)), AreaMeasure.Ellipsoidal);
        Directory.CreateDirectory(settings.WorkFolder);
        _taken = new PatchIndex(Path.Combine(settings.WorkFolder, Path.GetRandomFileName()));
    }

    public void Remember(IEnumerable<ChangePatch> existing)
    {
        foreach (var patch in existing)
        {
            _taken.Add(PatchIndex.Earlier, NumberKey(patch.Number), patch.Key, patch.Shape);
        }
    }

    public IEnumerable<ImportedRow> Read(CancellationToken cancellation)
    {
        foreach (var batch in _layer.ReadRows(cancellation).Chunk(PatchImport.BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            var read = batch.Select(row => (row.Index, Result: _drafts.Read(row))).ToList();
            var sound = read.Select(r => r.Result.Draft).OfType<PatchDraft>().ToList();
            var areas = _units.AreasByClass(sound.Select(d => new OverlaySubject(d.Row, d.Shape)), cancellation).ToDictionary(a => a.Subject);
            foreach (var (index, (draft, findings)) in read)
            {
                var patch = draft is null ? null : Take(draft, areas[draft.Row]);
                yield return new ImportedRow(index, patch, findings);
            }
        }
    }

    public void Dispose() => _taken.Dispose();

    private ChangePatch? Take(PatchDraft draft, SubjectAreas areas)
    {
        if (areas.Refusal is { } refusal)
        {
            draft.Findings.Add(refusal with { Location = draft.At });
            return null;
        }

        var assigned = UnitAssignment.Assign(areas);
        if (assigned.Unit is not { } unit)
        {
            var centre = draft.Shape.EnvelopeInternal.Centre;
            draft.Findings.Add(MonitoringFindings.PatchOutsideUnits.At(draft.At with { X = centre.X, Y = centre.Y }, Text(draft, PatchFields.Number)));
            return null;
        }

        var patch = Build(draft, unit, Shares(draft.Area, assigned));
        if (Duplicate(draft, patch) is { } duplicate)
        {
            draft.Findings.Add(duplicate);
            return null;
        }

        if (Settled(draft.At, patch) is { } settled)
        {
            draft.Findings.Add(settled);
            return null;
        }

        _taken.Add(draft.Row, NumberKey(patch.Number), patch.Key, patch.Shape);
        return patch;
    }

    private Finding? Duplicate(PatchDraft draft, ChangePatch patch)
    {
        if (_taken.FindKey(patch.Key) is { } same)
        {
            return same.Row == PatchIndex.Earlier
                ? MonitoringFindings.PatchAlreadyImported.At(draft.At, patch.Number, same.Number)
                : MonitoringFindings.PatchShapeTwice.At(draft.At, patch.Number, same.Row);
        }

        if (_taken.FindNumber(NumberKey(patch.Number)) is { } row)
        {
            var at = draft.At with { Field = PatchFields.Number };
            return row == PatchIndex.Earlier
                ? MonitoringFindings.PatchNumberTaken.At(at, patch.Number)
                : MonitoringFindings.PatchNumberTwice.At(at, patch.Number, row);
        }

        return _settings.Schema.Validity.NoOverlap ? Overlap(draft, patch) : null;
    }

    private Finding? Overlap(PatchDraft draft, ChangePatch patch)
    {
        var tolerance = _settings.Schema.Validity.OverlapToleranceM2;
        foreach (var (row, number, shape) in _taken.Near(patch.Shape.EnvelopeInternal))
        {
            var shared = new PolygonPair(patch.Shape, shape, AreaMeasure.Ellipsoidal);
            if (!shared.IsKnown)
            {
                return MonitoringFindings.PatchTooComplex.At(draft.At, patch.Number, number);
            }

            var area = AreaM2.Round(shared.CommonM2);
            if (area.Value > Math.Max(tolerance, 0.01m))
            {
                var place = shared.Place();
                var at = draft.At with { X = place?.X, Y = place?.Y };
                return MonitoringFindings.PatchOverlaps.At(at, patch.Number, number, area, tolerance, row == PatchIndex.Earlier ? "-" : row);
            }
        }

        return null;
    }

    private Finding? Settled(Location at, ChangePatch patch)
    {
        var same = _verified.Near(patch.Unit, patch.Shape.EnvelopeInternal)
            .Where(v => v.AfterCover == patch.AfterCover)
            .OrderBy(v => v.Campaign, StringComparer.Ordinal).ThenBy(v => v.Key, StringComparer.Ordinal)
            .FirstOrDefault(v => v.Key == patch.Key || CoverEachOther(v, patch));
        return same is null ? null : MonitoringFindings.PatchAlreadyVerified.At(at, patch.Number, same.Campaign, same.Number);
    }

    private static bool CoverEachOther(VerifiedPatch earlier, ChangePatch patch)
    {
        var shared = new PolygonPair(earlier.Shape, patch.Shape, AreaMeasure.Ellipsoidal);
        return shared.IsKnown
            && shared.CommonM2 >= PatchImport.SameShare * EllipsoidalArea.Of(earlier.Shape)
            && shared.CommonM2 >= PatchImport.SameShare * EllipsoidalArea.Of(patch.Shape);
    }

    private ChangePatch Build(PatchDraft draft, string unit, IReadOnlyList<UnitShare> shares) => new()
    {
        Key = PatchIdentity.KeyOf(draft.Shape),
        Number = Text(draft, PatchFields.Number)!,
        Period = _settings.Period,
        BeforeImageDate = (DateOnly)_drafts.Value(draft.Values, PatchFields.BeforeDate)!,
        AfterImageDate = (DateOnly)_drafts.Value(draft.Values, PatchFields.AfterDate)!,
        Sensor = Text(draft, PatchFields.Sensor),
        ResolutionM = _drafts.Value(draft.Values, PatchFields.Resolution) as decimal?,
        BeforeCover = Text(draft, PatchFields.BeforeCover)!,
        AfterCover = Text(draft, PatchFields.AfterCover)!,
        Note = Text(draft, PatchFields.Note),
        Shape = draft.Shape,
        AreaM2 = draft.Area.Value,
        PlanarAreaM2 = draft.PlanarArea.Value,
        Unit = unit,
        Shares = shares,
        Source = new SourceRow(_settings.SourceSha256, _layer.Schema.File, _layer.Schema.Name, draft.Row),
    };

    // The part outside every unit takes part in the rounding, so that shares and rest add up to the patch.
    private static List<UnitShare> Shares(AreaM2 area, UnitShares assigned)
    {
        double[] parts = [.. assigned.Shares.Select(s => s.AreaM2), assigned.OutsideM2];
        var rounded = AreaApportionment.Split(area, parts);
        return [.. assigned.Shares.Select((share, i) => new UnitShare(share.Unit, rounded[i].Value, decimal.Round(rounded[i].Value / area.Value, 6)))
            .OrderByDescending(s => s.AreaM2).ThenBy(s => s.Unit, StringComparer.Ordinal)];
    }

    private string? Text(PatchDraft draft, string field) => _drafts.Value(draft.Values, field) as string;

    private static string NumberKey(string number) => DeliveredText.Narrow(number).ToUpperInvariant();
}
