using NetTopologySuite.Geometries;
using Platform.Domain.Layers;
using Platform.Domain.Profiles;
using Platform.Findings;
using Platform.Formats.Features;
using Platform.Spatial.Areas;
using Platform.Spatial.Crs;
using Platform.Spatial.Validity;
using DeliveredSchema = Platform.Formats.Features.LayerSchema;
using LayerSchema = Platform.Domain.Layers.LayerSchema;
using Location = Platform.Findings.Location;

namespace Platform.Domain.Monitoring;

/// <summary>A delivered patch that is sound by itself; its unit and its neighbours are not known yet.</summary>
internal sealed record PatchDraft(long Row, Location At, IReadOnlyList<object?> Values, Geometry Shape, AreaM2 Area, AreaM2 PlanarArea, List<Finding> Findings);

/// <summary>Reads single rows of a patch layer: fields, dates, geometry, areas.</summary>
internal sealed class PatchDrafts
{
    private const int MaxVertices = 30_000;

    private readonly LayerSchema _schema;
    private readonly DeliveredSchema _delivered;
    private readonly DeliveredCrs _crs;
    private readonly decimal _minimumAreaM2;
    private readonly MonitoringPeriod _period;
    private readonly GeometryLimits _limits;
    private readonly Dictionary<int, CrsTransformation> _zones = [];

    public PatchDrafts(PatchImportSettings settings, DeliveredSchema delivered, DeliveredCrs crs)
    {
        _schema = settings.Schema;
        _delivered = delivered;
        _crs = crs;
        _minimumAreaM2 = settings.MinimumMappingAreaM2;
        _period = MonitoringPeriod.Parse(settings.Period);
        _limits = (crs.Definition.IsGeographic ? GeometryLimits.Degrees : GeometryLimits.Projected) with { MaxVertices = MaxVertices };
        Fields = LayerFields.Match(settings.Schema, delivered, (list, text) => settings.Rules.FindCodeList(list)?.Resolve(text)?.Code);
    }

    public LayerFields Fields { get; }

    /// <summary>The draft, or null with errors among the findings.</summary>
    public (PatchDraft? Draft, List<Finding> Findings) Read(FeatureRow row)
    {
        var at = new Location(_delivered.File, _delivered.Name, row.Index);
        var findings = new List<Finding>(row.Findings);
        if (row.IsRefused)
        {
            return (null, findings);
        }

        var values = Fields.Read(row, at, findings);
        JudgeDates(values, at, findings);
        if (GeometryGuard.Check(row.Geometry, _limits, at) is { } fault)
        {
            findings.Add(fault);
        }

        return findings.Exists(f => f.Severity == Severity.Error) ? (null, findings) : Measured(row, values, at, findings);
    }

    /// <summary>The value of a field of <see cref="PatchFields"/>.</summary>
    public object? Value(IReadOnlyList<object?> values, string field)
    {
        for (var i = 0; i < _schema.Fields.Count; i++)
        {
            if (_schema.Fields[i].Name == field)
            {
                return values[i];
            }
        }

        return null;
    }

    private (PatchDraft? Draft, List<Finding> Findings) Measured(FeatureRow row, object?[] values, Location at, List<Finding> findings)
    {
        var shape = _crs.ToGeographic.Transform(row.Geometry!);
        if (GeometryGuard.Check(shape, GeometryLimits.Degrees, at) is { } fault)
        {
            // Sound as delivered but not in degrees: coordinates outside the zone that the CRS is for.
            findings.Add(fault);
            return (null, findings);
        }

        var area = EllipsoidalArea.Official(shape);
        if (area.Value < _minimumAreaM2)
        {
            findings.Add(MonitoringFindings.PatchBelowMinimum.At(at, area, _minimumAreaM2));
        }

        if (area == AreaM2.Zero)
        {
            findings.Add(MonitoringFindings.PatchWithoutArea.At(at));
            return (null, findings);
        }

        return (new PatchDraft(row.Index, at, values, shape, area, AreaM2.Round(PlanarArea(row.Geometry!, shape)), findings), findings);
    }

    private double PlanarArea(Geometry delivered, Geometry geographic)
    {
        if (!_crs.Definition.IsGeographic)
        {
            return _crs.Definition.AreaMeasure.Of(delivered);
        }

        var zone = ProjectedZone.For(geographic);
        var meridian = ProjectedZone.CentralMeridian(geographic.EnvelopeInternal.Centre.X);
        if (!_zones.TryGetValue(meridian, out var projection))
        {
            _zones[meridian] = projection = CrsTransformation.TryCreate(CrsRegistry.Cgcs2000, zone, RegisteredParameters.None, out var created, out var refusal)
                ? created
                : throw new InvalidOperationException(refusal.MessageEn);
        }

        return zone.AreaMeasure.Of(projection.Transform(geographic));
    }

    private void JudgeDates(object?[] values, Location at, List<Finding> findings)
    {
        if (Value(values, PatchFields.Period) is string period && !_period.IsNamed(period))
        {
            findings.Add(MonitoringFindings.PatchPeriodDiffers.At(at with { Field = PatchFields.Period }, period, _period));
        }

        if (Value(values, PatchFields.BeforeDate) is not DateOnly before || Value(values, PatchFields.AfterDate) is not DateOnly after)
        {
            return;
        }

        if (before > after)
        {
            findings.Add(MonitoringFindings.PatchDatesReversed.At(at with { Field = PatchFields.BeforeDate }, Iso(before), Iso(after)));
        }

        foreach (var (date, field) in new[] { (before, PatchFields.BeforeDate), (after, PatchFields.AfterDate) })
        {
            if (!_period.Contains(date))
            {
                findings.Add(MonitoringFindings.PatchDateOutsidePeriod.At(at with { Field = field }, Iso(date), _period));
            }
        }
    }

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
