using NetTopologySuite.Geometries;

namespace Platform.Domain.Layers;

/// <summary>A feature of a published layer.</summary>
/// <param name="Id">Feature id in the artefact, from 1 in delivered order.</param>
/// <param name="SourceRow">0-based row of the delivered layer.</param>
/// <param name="Class">Class as delivered, or null.</param>
/// <param name="Key">What people know the feature by, or null.</param>
/// <param name="Status">Status as delivered (permits), or null.</param>
/// <param name="Date">Decision date (permits), or null.</param>
/// <param name="Shape">Valid geometry, EPSG:4490, x = longitude.</param>
public sealed record PublishedFeature(long Id, long SourceRow, string? Class, string? Key, string? Status, DateOnly? Date, Geometry Shape);

/// <summary>Reads the artefact of one layer version. Not for use from several threads; open one each.</summary>
public interface ILayerReader : IDisposable
{
    /// <summary>Id of the version.</summary>
    string VersionId { get; }

    /// <summary>Ids of the features whose extent meets <paramref name="extent"/>, ascending.</summary>
    IReadOnlyList<long> FindIds(Envelope extent);

    /// <summary>Reads features by id, in the order given; ids that do not exist are left out.</summary>
    IEnumerable<PublishedFeature> Read(IEnumerable<long> ids);

    /// <summary>Reads all features in id order.</summary>
    IEnumerable<PublishedFeature> ReadAll();

    /// <summary>The schema's fields of one feature by canonical name; null when there is no such feature.</summary>
    IReadOnlyDictionary<string, object?>? ReadAttributes(long id);
}
