using Platform.Findings;
using Platform.Formats.Features;
using Platform.Formats.Sources;
using Platform.Formats.Tables;
using Location = Platform.Findings.Location;

namespace Platform.Formats.Gml;

/// <summary>
/// A GML file (2.1, 3.1, 3.2) with the features of a plan: each feature type is a layer. It is read once on opening, which finds the layers and
/// their fields and proves that the file is whole, and once per enumeration of a layer. Without a schema every field is text.
/// </summary>
public static class GmlFile
{
    private const int MaxLayers = 200;
    private const int MaxFields = 1_000;

    /// <summary>Opens a file.</summary>
    /// <param name="file">The file, unpacked.</param>
    /// <param name="findings">Receives what is wrong.</param>
    /// <param name="cancellation">Stops the first pass.</param>
    /// <returns>The layers in order of their first feature; none when the file cannot be read, and then the reason is among the findings.</returns>
    public static IReadOnlyList<IFeatureLayer> Open(DeliveredFile file, FindingLog findings, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(findings);
        try
        {
            return ReadLayers(file, findings, cancellation);
        }
        catch (RefusedException refused)
        {
            findings.Add(refused.Finding);
            return [];
        }
    }

    /// <summary>Walks over the features of the file.</summary>
    /// <exception cref="RefusedException">Broken XML.</exception>
    internal static IEnumerable<GmlFeature> ReadFeatures(DeliveredFile file)
    {
        using var xml = BoundedXml.Open(file.Open(), new Location(file.Path), file.Name, FormatFindings.GmlXml);
        const int MemberDepth = 1, FeatureDepth = 2;
        var isMember = false;
        while (xml.Read())
        {
            if (!xml.IsStart)
            {
                continue;
            }

            if (xml.Depth == MemberDepth)
            {
                isMember = xml.Name.EndsWith("ember", StringComparison.Ordinal) || xml.Name.EndsWith("embers", StringComparison.Ordinal);
            }
            else if (xml.Depth == FeatureDepth && isMember)
            {
                yield return GmlFeature.Read(xml);
            }
        }
    }

    private static List<IFeatureLayer> ReadLayers(DeliveredFile file, FindingLog findings, CancellationToken cancellation)
    {
        var at = new Location(file.Path);
        var drafts = new List<Draft>();
        foreach (var feature in ReadFeatures(file))
        {
            cancellation.ThrowIfCancellationRequested();
            var draft = drafts.Find(known => known.Name == feature.Type);
            if (draft is null)
            {
                draft = new Draft(feature.Type);
                drafts.Add(draft);
            }

            if (drafts.Count > MaxLayers || !draft.Add(feature))
            {
                throw new RefusedException(FormatFindings.GmlTooLarge.At(at, MaxLayers, MaxFields));
            }
        }

        if (drafts.Count == 0)
        {
            throw new RefusedException(FormatFindings.GmlNoFeatures.At(at));
        }

        return [.. drafts.Select(draft => new GmlLayer(file, draft.Schema(file), draft.Srs is null ? null : GmlSrs.Parse(draft.Srs), findings))];
    }

    /// <summary>A layer while it is being found.</summary>
    private sealed class Draft(string name)
    {
        private readonly List<string> _fields = [];
        private readonly HashSet<string> _known = [];
        private long _count;
        private bool _hasGeometry;

        public string Name => name;

        public string? Srs { get; private set; }

        public bool Add(GmlFeature feature)
        {
            _count++;
            _hasGeometry |= feature.Geometry is not null;
            Srs ??= feature.Geometry?.AnySrs;
            _fields.AddRange(feature.Properties.Keys.Where(_known.Add));
            return _fields.Count <= MaxFields;
        }

        public LayerSchema Schema(DeliveredFile file) => new(
            name,
            file.Path,
            _hasGeometry ? GeometryKind.Any : GeometryKind.None,
            [.. _fields.Select(field => new Field(field, FieldType.Text))],
            Srs is null ? CrsDefinition.Missing : GmlSrs.Parse(Srs).Crs,
            _count);
    }
}
