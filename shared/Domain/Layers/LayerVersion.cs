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

    /// <summary>CRS as delivered, e.g. <c>EPSG:4549</c>.</summary>
    public required string DeliveredCrs { get; init; }

    /// <summary>Version of the layer schema that it was checked against.</summary>
    public required string SchemaVersion { get; init; }

    /// <summary>Warnings that it was published with.</summary>
    public required int Warnings { get; init; }

    public required string Sensitivity { get; init; }
}
