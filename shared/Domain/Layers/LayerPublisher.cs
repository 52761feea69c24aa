using System.Security.Cryptography;
using Platform.Domain.Labels;
using Platform.Formats.GeoPackages;

namespace Platform.Domain.Layers;

/// <summary>What a publication is about, besides the features.</summary>
/// <param name="Profile">Profile id.</param>
/// <param name="ValidFrom">First day of validity.</param>
/// <param name="PublishedAt">System time.</param>
/// <param name="SourceSha256">Hash of the upload.</param>
/// <param name="SourceFile">Name of the upload.</param>
/// <param name="PublishedBy">Subject that uploaded it.</param>
/// <param name="Warnings">Warnings that it is published with.</param>
/// <param name="Approximate">Label of an approximate layer.</param>
public sealed record Publication(
    string Profile, DateOnly ValidFrom, DateTimeOffset PublishedAt, string PublishedBy, string SourceSha256, string SourceFile, int Warnings, Label? Approximate = null);

/// <summary>Writes artefacts.</summary>
public static class LayerPublisher
{
    /// <summary>
    /// Writes the artefact to <paramref name="path"/> and describes the version. The bytes depend on the features and the schema only: the same
    /// upload gives the same file.
    /// </summary>
    public static LayerVersion Write(CheckedLayer layer, string path, Publication publication, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(publication);
        GeoPackageWriter.Write(path, [LayerArtefact.Describe(layer.Schema, layer.Crs.ToString(), layer.ReadFeatures())], cancellation);
        return new LayerVersion
        {
            Id = LayerVersion.IdOf(publication.Profile, layer.Schema, publication.SourceSha256, publication.ValidFrom),
            Profile = publication.Profile,
            Role = layer.Schema.Role,
            Kind = layer.Schema.Kind,
            Theme = layer.Schema.Theme,
            Title = layer.Schema.Title.Zh,
            TitleEn = layer.Schema.Title.En,
            SchemaVersion = layer.Schema.Version,
            ValidFrom = publication.ValidFrom,
            PublishedAt = publication.PublishedAt,
            PublishedBy = publication.PublishedBy,
            SourceSha256 = publication.SourceSha256,
            SourceFile = publication.SourceFile,
            SourceLayer = $"{layer.Source.Schema.File}#{layer.Source.Schema.Name}",
            Features = checked((int)layer.Count),
            Bbox = layer.Bounds.IsNull ? [] : [layer.Bounds.MinX, layer.Bounds.MinY, layer.Bounds.MaxX, layer.Bounds.MaxY],
            DeliveredCrs = layer.Crs.ToString(),
            Warnings = publication.Warnings,
            ArtefactSha256 = HashOf(path),
            Sensitivity = layer.Schema.Sensitivity,
            Approximate = publication.Approximate,
        };
    }

    private static string HashOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
