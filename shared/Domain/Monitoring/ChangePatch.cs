using System.Text.Json.Serialization;
using NetTopologySuite.Geometries;

namespace Platform.Domain.Monitoring;

/// <summary>Where a record came from: one row of one file, identified by the file's content.</summary>
/// <param name="Sha256">Lower-case hexadecimal SHA-256 of the uploaded file in the raw archive.</param>
/// <param name="File">Path inside the upload (an archive's entry), or the upload's name.</param>
/// <param name="Layer">Layer, table or worksheet.</param>
/// <param name="Row">0-based feature index, or 1-based worksheet row.</param>
public sealed record SourceRow(string Sha256, string File, string? Layer, long Row);

/// <summary>Share of a patch in one monitoring unit's extent.</summary>
/// <param name="Unit">Unit code.</param>
/// <param name="AreaM2">Official area of the part inside, m².</param>
/// <param name="Share">Part of the patch's area, 0…1.</param>
public sealed record UnitShare(string Unit, decimal AreaM2, decimal Share);

/// <summary>
/// A change patch (变化图斑): one place where two images of a period differ, as delivered by the interpreters and accepted by the import checks.
/// Immutable after import.
/// </summary>
public sealed record ChangePatch
{
    /// <summary>Derived from the normalised shape alone: the identity of the patch across uploads and periods, see <see cref="PatchIdentity"/>.</summary>
    public required string Key { get; init; }

    /// <summary>Patch number (图斑编号) as delivered; unique within the campaign.</summary>
    public required string Number { get; init; }

    /// <summary>Monitoring period, e.g. <c>2014-2015</c>.</summary>
    public required string Period { get; init; }

    public required DateOnly BeforeImageDate { get; init; }

    public required DateOnly AfterImageDate { get; init; }

    public string? Sensor { get; init; }

    /// <summary>Ground resolution of the images in metres.</summary>
    public decimal? ResolutionM { get; init; }

    /// <summary>Cover class before, a code of the rule set.</summary>
    public required string BeforeCover { get; init; }

    /// <summary>Cover class after, a code of the rule set.</summary>
    public required string AfterCover { get; init; }

    /// <summary>The interpreter's note.</summary>
    public string? Note { get; init; }

    /// <summary>Polygon or multipolygon, EPSG:4490, x = longitude, y = latitude, degrees; valid.</summary>
    [JsonConverter(typeof(WkbConverter))]
    public required Geometry Shape { get; init; }

    /// <summary>Official area, m², 0.01 steps (ellipsoidal, edges straight in B and L).</summary>
    public required decimal AreaM2 { get; init; }

    /// <summary>Planar area in the delivered projected CRS or the centroid's 3° zone, m².</summary>
    public required decimal PlanarAreaM2 { get; init; }

    /// <summary>The one monitoring unit that the patch belongs to.</summary>
    public required string Unit { get; init; }

    /// <summary>Shares of all units the patch touches, largest first.</summary>
    public required IReadOnlyList<UnitShare> Shares { get; init; }

    public required SourceRow Source { get; init; }
}
