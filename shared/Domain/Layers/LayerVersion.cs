using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Platform.Domain.Documents;
using Platform.Domain.Labels;

namespace Platform.Domain.Layers;

/// <summary>
/// One published version of a layer: what it is, when it holds, where it came from. Its features are one GeoPackage in the
/// <see cref="ILayerStore"/> under <see cref="Id"/>. Never changed after publication.
/// </summary>
public sealed record LayerVersion
{
    /// <summary>Derived from profile, role, content hash and first valid day: publishing the same again gives the same version.</summary>
    public required string Id { get; init; }

    public required string Profile { get; init; }

    /// <summary>Key of the layer's schema inside the profile.</summary>
    public required string Role { get; init; }

    public required LayerKind Kind { get; init; }

    /// <summary>Control-line theme, for control lines.</summary>
    public string? Theme { get; init; }

    public required string Title { get; init; }

    public required string TitleEn { get; init; }

    /// <summary>First day that it describes (valid time). It holds until a later version of the role begins.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>When it was published (system time).</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>Who uploaded it.</summary>
    public required string PublishedBy { get; init; }

    /// <summary>Content hash of the upload in the raw archive.</summary>
    public required string SourceSha256 { get; init; }

    /// <summary>Name of the upload.</summary>
    public required string SourceFile { get; init; }

    /// <summary>Content hash of the GeoPackage.</summary>
    public required string ArtefactSha256 { get; init; }

    public required int Features { get; init; }

    /// <summary>West, south, east, north, degrees, EPSG:4490.</summary>
    public required IReadOnlyList<double> Bbox { get; init; }

    /// <summary>The bounding box as queries find it; null when it is too wide for that.</summary>
    public Footprint? Footprint => Footprint.TryOf(Bbox);

    /// <summary>CRS as delivered, e.g. <c>EPSG:4549</c>.</summary>
    public required string DeliveredCrs { get; init; }

    /// <summary>Version of the layer schema that it was checked against.</summary>
    public required string SchemaVersion { get; init; }

    /// <summary>Warnings that it was published with.</summary>
    public required int Warnings { get; init; }

    public required string Sensitivity { get; init; }

    /// <summary>Layer inside the upload, as <c>file#layer</c>.</summary>
    public string? SourceLayer { get; init; }

    /// <summary>Shown wherever the layer is, e.g. "approximate, for demonstration"; null when nothing has to be said.</summary>
    public Label? Approximate { get; init; }

    /// <summary>The id of a version: the role and 16 hexadecimal digits derived from profile, role, schema version, content and first valid day.</summary>
    public static string IdOf(string profile, LayerSchema schema, string sourceSha256, DateOnly validFrom)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var day = validFrom.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var meaning = string.Join('\n', profile, schema.Role, schema.Version, sourceSha256, day);
        return $"{schema.Role}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(meaning)))[..16]}";
    }
}
