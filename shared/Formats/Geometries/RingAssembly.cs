using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

namespace Platform.Formats.Geometries;

/// <summary>
/// Puts the rings of a shapefile polygon together: clockwise rings are shells, counter-clockwise ones are holes of the smallest shell
/// that holds them (ESRI Shapefile Technical Description, 1998). When no ring is clockwise the nesting decides:
/// a ring inside an odd number of others is a hole.
/// </summary>
internal static class RingAssembly
{
    /// <summary>A polygon for one shell, a multipolygon for several.</summary>
    /// <param name="rings">Closed rings that are not empty.</param>
    /// <param name="row">Receives findings.</param>
    /// <exception cref="Platform.Findings.RefusedException">Too many rings on top of each other.</exception>
    public static Geometry Assemble(IReadOnlyList<LinearRing> rings, RowGeometry row)
    {
        if (rings.Count == 1)
        {
            return RowGeometry.Factory.CreatePolygon(rings[0]);
        }

        var all = rings.Select((ring, i) => new NestedRing(ring, i)).ToList();
        var shells = all.Where(r => Area.OfRingSigned(r.Ring.CoordinateSequence) >= 0).ToList();
        if (shells.Count > 0)
        {
            return AssembleByDirection(all, shells, row);
        }

        row.Add(FormatFindings.GeometryRingDirection);
        return AssembleByNesting(all, row);
    }

    private static Geometry AssembleByDirection(List<NestedRing> all, List<NestedRing> shells, RowGeometry row)
    {
        var index = new RingIndex(shells, row);
        foreach (var hole in all.Except(shells).ToList())
        {
            if (index.SmallestAround(hole) is { } shell)
            {
                shell.Holes.Add(hole.Ring);
                continue;
            }

            row.Add(FormatFindings.GeometryHoleOutside);
            shells.Add(hole);
        }

        return Build(shells);
    }

    /// <summary>A polygon or multipolygon of rings whose direction says nothing: a ring inside an odd number of others is a hole.</summary>
    /// <exception cref="Platform.Findings.RefusedException">Too many rings on top of each other.</exception>
    public static Geometry AssembleByNesting(IReadOnlyList<LinearRing> rings, RowGeometry row) =>
        AssembleByNesting(rings.Select((ring, i) => new NestedRing(ring, i)).ToList(), row);

    private static Geometry AssembleByNesting(List<NestedRing> all, RowGeometry row)
    {
        var index = new RingIndex(all, row);
        var shells = new List<NestedRing>();
        foreach (var ring in all.OrderByDescending(r => r.Size).ThenBy(r => r.Position))
        {
            var around = index.SmallestAround(ring);
            ring.Depth = around is null ? 0 : around.Depth + 1;
            if (ring.Depth % 2 == 0)
            {
                shells.Add(ring);
            }
            else
            {
                around!.Holes.Add(ring.Ring);
            }
        }

        return Build(shells);
    }

    /// <summary>Polygons in the order in which their shells stand in the file.</summary>
    private static Geometry Build(List<NestedRing> shells)
    {
        shells.Sort((a, b) => a.Position.CompareTo(b.Position));
        var polygons = shells.Select(s => RowGeometry.Factory.CreatePolygon(s.Ring, [.. s.Holes])).ToArray();
        return polygons.Length == 1 ? polygons[0] : RowGeometry.Factory.CreateMultiPolygon(polygons);
    }
}
