using System.Security.Cryptography;
using System.Text;
using Platform.Domain.Layers;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;
using Platform.Findings;
using Platform.Spatial.Areas;
using Platform.Spatial.Overlay;

namespace Platform.Domain.Indicators;

/// <summary>
/// Measures layers inside monitoring extents by the same overlay and the same ellipsoidal area as prejudgement. One unit's surroundings are in memory at a time.
/// </summary>
public sealed class LayerMeasurer(ILayerStore store, IAreaOverlay overlay)
{
    /// <summary>Hash of a unit list's codes and extents.</summary>
    public static string ExtentSha256(UnitList units)
    {
        ArgumentNullException.ThrowIfNull(units);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var unit in units.Units)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{unit.Code}\n"));
            hash.AppendData(unit.Extent.AsBinary());
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Area of an extent, m², rounded to 0.01; null when it is empty.</summary>
    public static decimal? ExtentM2(MonitoringUnit unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return unit.Extent.IsEmpty ? null : AreaM2.Round(AreaMeasure.Ellipsoidal.Of(unit.Extent)).Value;
    }

    /// <summary>Measures a known subject in every unit.</summary>
    /// <param name="units">The basis' units.</param>
    /// <param name="rules">The basis' rule set.</param>
    /// <param name="subject">What to measure.</param>
    /// <param name="id">Identity of the measurement.</param>
    /// <param name="cancellation">Stops between units.</param>
    /// <exception cref="InvalidOperationException">A layer version has no artefact.</exception>
    public async Task<LayerMeasurement> MeasureAsync(UnitList units, RuleSet rules, LayerSubject subject, string id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(units);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(subject);
        var open = new Stack<IDisposable>();
        try
        {
            var readers = new List<ILayerReader>();
            foreach (var layer in subject.Layers)
            {
                var file = await store.OpenLocalAsync(layer.Version, cancellation).ConfigureAwait(false)
                    ?? throw new InvalidOperationException($"The layer version {layer.Version} has no artefact.");
                open.Push(file);
                readers.Add(PublishedLayer.Open(layer.Version, file.Path));
                open.Push(readers[^1]);
            }

            var isPlan = subject.Code == LayerSubject.Plan;
            return new LayerMeasurement(
                subject.Code, id, [.. units.Units.Select(unit => Measure(unit, readers, delivered => isPlan ? ClassOf(delivered, rules) : "", cancellation))]);
        }
        finally
        {
            while (open.TryPop(out var opened))
                opened.Dispose();
        }
    }

    private UnitAreas Measure(MonitoringUnit unit, IReadOnlyList<ILayerReader> readers, Func<string?, string> classOf, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (unit.Extent.IsEmpty)
            return Unknown(unit, IndicatorFindings.ExtentMissing.At(Location.Whole, unit.Code));
        var near = new NearFeatures(readers, [unit.Extent.EnvelopeInternal]);
        var prepared = overlay.Prepare(near.Surfaces(feature => classOf(feature.Class)), AreaMeasure.Ellipsoidal);
        var areas = prepared.AreasByClass([new OverlaySubject(0, unit.Extent)], cancellation).Single();
        var refusal = areas.Refusal ?? prepared.Findings.FirstOrDefault(finding => finding.Severity == Severity.Error);
        return refusal is null
            ? new UnitAreas(
                unit.Code, AreaM2.Round(areas.CoveredM2).Value, [.. areas.Classes.Select(c => new PlanClassArea(c.Class, AreaM2.Round(c.AreaM2).Value))], null)
            : Unknown(unit, refusal);
    }

    private static UnitAreas Unknown(MonitoringUnit unit, Finding why) => new(unit.Code, null, [], why);

    private static string ClassOf(string? delivered, RuleSet rules) => delivered is null ? "" : rules.PlanClassOf(delivered) ?? "";
}
