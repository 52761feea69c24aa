using System.Text;
using Platform.Findings;
using Platform.Formats.Features;
using Platform.Formats.Sources;

namespace Platform.Formats.GeoJson;

/// <summary>
/// A GeoJSON file (RFC 7946, and the <c>crs</c> member of the 2008 version) as a layer. It is read twice: once on opening, which finds
/// fields, types and CRS and proves that the file is whole, and once per enumeration.
/// </summary>
public sealed class GeoJsonLayer : IFeatureLayer
{
    private readonly DeliveredFile _file;
    private readonly Encoding? _transcode;
    private readonly FindingLog _findings;
    private readonly Dictionary<string, int> _positions = [];

    private GeoJsonLayer(DeliveredFile file, Encoding? transcode, LayerSchema schema, FindingLog findings)
    {
        _file = file;
        _transcode = transcode;
        _findings = findings;
        Schema = schema;
        for (var i = 0; i < schema.Fields.Count; i++)
        {
            _positions.Add(schema.Fields[i].Name, i);
        }
    }

    public LayerSchema Schema { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="file">The file, unpacked.</param>
    /// <param name="name">Layer name.</param>
    /// <param name="findings">Receives what is wrong.</param>
    /// <param name="cancellation">Stops the first pass.</param>
    /// <returns>The layer, or null when it cannot be read; then the reason is among the findings.</returns>
    public static GeoJsonLayer? Open(DeliveredFile file, string name, FindingLog findings, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(findings);
        try
        {
            var transcode = GeoJsonSchema.DetectEncoding(file, findings);
            return new GeoJsonLayer(file, transcode, GeoJsonSchema.Read(file, name, transcode, findings, cancellation), findings);
        }
        catch (RefusedException refused)
        {
            findings.Add(refused.Finding);
            return null;
        }
    }

    public IEnumerable<FeatureRow> ReadRows(CancellationToken cancellation = default)
    {
        var at = new Location(_file.Path);
        using var json = GeoJsonSchema.Open(_file, _transcode, at);
        using var features = new GeoJsonDocument(json, at).ReadFeatures().GetEnumerator();
        for (long index = 0; Advance(features); index++)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return Fit(features.Current, index);
        }
    }

    private bool Advance(IEnumerator<RawFeature> features)
    {
        try
        {
            return features.MoveNext();
        }
        catch (RefusedException refused)
        {
            _findings.Add(refused.Finding);
            return false;
        }
    }

    private FeatureRow Fit(RawFeature feature, long index)
    {
        var at = new Location(_file.Path, Schema.Name, index);
        var findings = new List<Finding>();
        if (feature.Type != "Feature")
        {
            findings.Add(FormatFindings.JsonNotAFeature.At(at, feature.Type));
        }

        var values = new object?[Schema.Fields.Count];
        var seen = new bool[values.Length];
        foreach (var (name, value) in feature.Properties)
        {
            // A name that the first pass did not see means that the file has changed since.
            if (!_positions.TryGetValue(name, out var position))
            {
                findings.Add(FormatFindings.FileChanged.At(at));
                continue;
            }

            if (seen[position])
            {
                findings.Add(FormatFindings.JsonDuplicateName.At(at with { Field = name }, name));
            }

            if (value.IsOutOfRange)
            {
                findings.Add(FormatFindings.JsonNumberRange.At(at with { Field = name }, value.Spelled));
            }

            seen[position] = true;
            values[position] = value.As(Schema.Fields[position].Type);
        }

        return new FeatureRow(index, feature.Id, feature.BuildGeometry(at, findings), values, findings);
    }
}
