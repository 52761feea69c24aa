using NetTopologySuite.Geometries;
using Platform.Domain.Monitoring;

namespace Platform.Reporting.Maps;

/// <summary>A patch on a map.</summary>
/// <param name="Shape">Polygon or multipolygon, EPSG:4490, x = longitude, y = latitude, degrees.</param>
/// <param name="Approval">Recorded approval status; null for a patch without an outcome.</param>
/// <param name="Legality">Recorded legality; null for a patch without an outcome.</param>
public sealed record MapPatch(Geometry Shape, ApprovalStatus? Approval, Legality? Legality);

/// <summary>A monitoring unit on a map.</summary>
/// <param name="Code">Unit code.</param>
/// <param name="Name">What the map writes inside it.</param>
/// <param name="Extent">Monitoring extent, EPSG:4490, x = longitude, y = latitude, degrees.</param>
public sealed record MapUnit(string Code, string Name, Geometry Extent);

/// <summary>What the report's maps show.</summary>
/// <param name="Patches">
/// The patches in key order. Enumerated several times, so that they can be read from a file and need not be in memory all at once.
/// </param>
/// <param name="Count">How many there are.</param>
/// <param name="Units">All monitoring units.</param>
public sealed record MapContent(IEnumerable<MapPatch> Patches, int Count, IReadOnlyList<MapUnit> Units);
