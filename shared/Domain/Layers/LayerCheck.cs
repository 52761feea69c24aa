using NetTopologySuite.Geometries;
using Platform.Findings;
using Platform.Formats;
using Platform.Formats.Features;
using Platform.Formats.Intake;
using Platform.Spatial.Crs;
using Platform.Spatial.Validity;
using Location = Platform.Findings.Location;

namespace Platform.Domain.Layers;

/// <summary>
/// Checks a delivery against the declarative schema of one layer role. Any error keeps the layer from being published: a plan with holes
/// where rows were refused would answer wrongly. Topology between features is checked on the artefact (<see cref="LayerTopology"/>).
/// </summary>
/// <param name="schema">The role's schema.</param>
/// <param name="codes">Resolves codes of the rule set's lists.</param>
/// <param name="expected">Where the data belong (extent of all monitoring units, degrees); null when anything goes.</param>
/// <param name="parameters">Registered transformation parameters; null for none.</param>
public sealed class LayerCheck(LayerSchema schema, CodeResolver codes, Envelope? expected = null, RegisteredParameters? parameters = null)
{
    /// <summary>Further findings of one layer are not listed.</summary>
    public const int MaxFindings = FindingLog.Capacity;

    /// <summary>Checks a delivery: chooses its layer, then reads every row.</summary>
    public LayerCheckResult Run(Delivery delivery, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return Run(delivery.Layers, delivery.Findings, cancellation);
    }

    /// <summary>Checks layers; <paramref name="files"/> are the findings of the files that they come from, which grow while rows are read.</summary>
    public LayerCheckResult Run(IReadOnlyList<IFeatureLayer> layers, FindingLog files, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentNullException.ThrowIfNull(files);
        var found = new FindingLog();
        var chosen = LayerChoice.Choose(layers, schema.Geometry, schema.Role, schema.Title, found);
        var recognised = new List<Finding>();
        var crs = chosen is null ? null : DeliveredCrs.Recognise(chosen.Schema, schema.AllowedCrs, parameters ?? RegisteredParameters.None, recognised);
        found.AddRange(recognised);
        if (chosen is null || crs is null)
        {
            return Result(null, files, found, 0);
        }

        var rows = new LayerRows(schema, chosen, crs, LayerFields.Match(schema, chosen.Schema, codes));
        found.AddRange(rows.Fields.Findings);
        var totals = ReadAll(rows, found, cancellation);
        JudgeWhole(chosen, crs, totals, files, found);
        var layer = new CheckedLayer(
            schema, chosen, crs.Definition, totals.Published, totals.Geographic, () => rows.Read(cancellation).Select(r => r.Feature).OfType<CheckedFeature>());
        return Result(layer, files, found, totals.Rows);
    }

    private Totals ReadAll(LayerRows rows, FindingLog found, CancellationToken cancellation)
    {
        var totals = new Totals();
        var unique = schema.Fields.Select((field, i) => (field, i)).Where(f => f.field.Unique)
            .Select(f => new UniqueField(f.field, f.i)).ToList();
        foreach (var (row, feature, findings) in rows.Read(cancellation))
        {
            totals.Rows++;
            found.AddRange(findings);
            if (row.Geometry is { IsEmpty: false } delivered)
            {
                totals.Delivered.ExpandToInclude(delivered.EnvelopeInternal);
            }

            if (feature is not null)
            {
                totals.Published++;
                totals.Geographic.ExpandToInclude(feature.Shape.EnvelopeInternal);
                unique.ForEach(field => field.Take(feature, rows.At(row), found));
            }
        }

        return totals;
    }

    private void JudgeWhole(IFeatureLayer chosen, DeliveredCrs crs, Totals totals, FindingLog files, FindingLog found)
    {
        var at = new Location(chosen.Schema.File, chosen.Schema.Name);
        if (files.HasErrors)
        {
            found.Add(LayerFindings.LayerUnreadable.At(at, chosen.Schema.Name));
        }

        if (totals.Rows == 0)
        {
            found.Add(LayerFindings.LayerEmpty.At(at, chosen.Schema.Name));
        }
        else if (crs.Contradiction(totals.Delivered, expected, at) is { } contradiction)
        {
            found.Add(contradiction);
        }
    }

    private static LayerCheckResult Result(CheckedLayer? layer, FindingLog files, FindingLog found, long rows)
    {
        Finding[] all = [.. files.Items, .. found.Items];
        return new LayerCheckResult(Array.Exists(all, f => f.Severity == Severity.Error) ? null : layer, all, rows);
    }

    private sealed class Totals
    {
        public long Rows { get; set; }

        public long Published { get; set; }

        public Envelope Delivered { get; } = new();

        public Envelope Geographic { get; } = new();
    }

    private sealed class UniqueField(LayerField field, int index)
    {
        private readonly Dictionary<object, long> _first = [];

        public void Take(CheckedFeature feature, Location at, FindingLog found)
        {
            if (feature.Values[index] is { } value && !_first.TryAdd(value, feature.Row))
            {
                found.Add(LayerFindings.ValueTwice.At(at with { Field = field.Name }, field.Name, value, _first[value]));
            }
        }
    }
}
