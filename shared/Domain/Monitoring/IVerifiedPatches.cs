using NetTopologySuite.Geometries;

namespace Platform.Domain.Monitoring;

/// <summary>A patch whose answer was accepted in an earlier campaign.</summary>
/// <param name="Campaign">That campaign.</param>
/// <param name="Key">Its key.</param>
/// <param name="Number">Its number there.</param>
/// <param name="AfterCover">Cover after the change that was verified.</param>
/// <param name="Shape">EPSG:4490.</param>
public sealed record VerifiedPatch(string Campaign, string Key, string Number, string AfterCover, Geometry Shape);

/// <summary>Looks up what earlier campaigns have settled.</summary>
public interface IVerifiedPatches
{
    /// <summary>Accepted patches of a unit, from all other campaigns, whose extent meets <paramref name="extent"/> (EPSG:4490).</summary>
    IReadOnlyList<VerifiedPatch> Near(string unit, Envelope extent);
}
