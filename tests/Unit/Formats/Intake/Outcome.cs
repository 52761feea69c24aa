using Platform.Findings;
using Platform.Formats.Features;
using Platform.Formats.Intake;
using Platform.Formats.Tables;

namespace Platform.Tests.Unit.Formats.Intake;

/// <summary>Everything that a delivery yields when it is read to the end.</summary>
internal sealed record Outcome(
    IReadOnlyList<LayerSchema> Layers, IReadOnlyList<FeatureRow> Features, IReadOnlyList<TableRow> Rows, IReadOnlyList<Finding> Findings)
{
    /// <summary>Different finding codes, of rows too, in order of their appearance.</summary>
    public string Codes => string.Join(' ', Findings.Select(f => f.Code).Distinct());

    public bool HasErrors => Findings.Any(f => f.Severity == Severity.Error);

    /// <summary>The features as text, to compare two readings.</summary>
    public IReadOnlyList<string> Content =>
    [
        .. Features.Select(f => $"{f.Index}|{f.Geometry?.AsText()}|{string.Join('|', f.Values)}"),
        .. Rows.Select(r => $"{r.Number}|{string.Join('|', r.Cells.Select(c => c.Text))}"),
    ];

    public static Outcome Of(string path) => Read(Deliveries.Open(path, DeliveryLimits.LayerFile));

    public static Outcome Of(string name, byte[] content) => Read(Deliveries.Open(new MemoryStream(content), name, DeliveryLimits.LayerFile));

    public static Outcome Of(string name, string content) => Of(name, System.Text.Encoding.UTF8.GetBytes(content));

    private static Outcome Read(Delivery delivery)
    {
        using (delivery)
        {
            var features = delivery.Layers.SelectMany(l => l.ReadRows()).ToList();
            var rows = delivery.Tables.SelectMany(t => t.ReadRows()).ToList();
            foreach (var table in delivery.Tables)
            {
                table.ReadMergedRanges();
            }

            var findings = delivery.Findings.Items.Concat(features.SelectMany(f => f.Findings)).Concat(rows.SelectMany(r => r.Findings));
            return new Outcome([.. delivery.Layers.Select(l => l.Schema)], features, rows, [.. findings]);
        }
    }
}
