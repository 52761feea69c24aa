using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using Platform.Domain.Regions;
using Platform.Findings;
using Platform.Spatial.Crs;
using Location = Platform.Findings.Location;

namespace Platform.Domain.Profiles;

/// <summary>A file with region outlines.</summary>
/// <param name="Path">GeoJSON, or GeoJSON in gzip (<c>.gz</c>).</param>
/// <param name="IsGcj02">Coordinates are displaced by GCJ-02 and are put back.</param>
/// <param name="NamesWithin">
/// For a file without codes: the code of the region whose children its names mean. Names are keys nowhere else, and only inside one parent.
/// </param>
/// <param name="IsUnitExtents">The polygons are extents of units, by unit code, and stand for themselves instead of a union of regions.</param>
public sealed record OutlineSource(string Path, bool IsGcj02, string? NamesWithin = null, bool IsUnitExtents = false);

/// <summary>A polygon that was made.</summary>
/// <param name="Code">Region or unit code as of the list's date.</param>
/// <param name="Name">Chinese name at that date.</param>
/// <param name="Shape">Valid, EPSG:4490, coordinates rounded to 1e-6° (0.1 m).</param>
public sealed record BuiltExtent(string Code, string Name, MultiPolygon Shape);

/// <summary>What was made, and everything that was mended, assumed or missing.</summary>
public sealed record ExtentBuild(IReadOnlyList<BuiltExtent> Regions, IReadOnlyList<BuiltExtent> Units, IReadOnlyList<Finding> Findings);

/// <summary>
/// Makes region outlines and unit extents of one date from files of region outlines: puts displaced coordinates back, brings codes to the date,
/// mends invalid polygons, merges the regions of each unit that has no extent of its own. Where two units overlap the lower code keeps the ground. The same input gives the same bytes.
/// </summary>
public sealed class ExtentBuilder(RegionRegister regions, UnitList units)
{
    private const double Grid = 1e6;

    /// <summary>Holes and pieces below this are seams between outlines that do not quite meet: square degrees, about 1 km².</summary>
    private const double SeamArea = 1e-4;

    private readonly List<Finding> findings = [];

    /// <summary>Builds everything; a unit that lacks a region is a finding and is left out.</summary>
    public ExtentBuild Build(IEnumerable<OutlineSource> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var given = sources.ToLookup(source => source.IsUnitExtents);
        var outlines = ReadAll(given[false]);
        return new ExtentBuild(outlines, BuildUnits(ByCode(outlines), ByCode(ReadAll(given[true]))), findings);
    }

    private List<BuiltExtent> ReadAll(IEnumerable<OutlineSource> sources)
    {
        var outlines = sources.SelectMany(ReadSource).OrderBy(r => r.Code, StringComparer.Ordinal).ToList();
        foreach (var twice in outlines.GroupBy(r => r.Code).Where(g => g.Count() > 1))
        {
            findings.Add(DomainFindings.ProfileCodeDuplicate.At(new Location(Field: twice.Key), "outlines", twice.Key));
        }

        return outlines;
    }

    private static Dictionary<string, MultiPolygon> ByCode(List<BuiltExtent> outlines) =>
        outlines.DistinctBy(r => r.Code).ToDictionary(r => r.Code, r => r.Shape, StringComparer.Ordinal);

    private List<BuiltExtent> BuildUnits(Dictionary<string, MultiPolygon> outlines, Dictionary<string, MultiPolygon> own)
    {
        var built = new List<BuiltExtent>();
        foreach (var unit in units.Units.OrderBy(u => u.Code, StringComparer.Ordinal))
        {
            if ((own.GetValueOrDefault(unit.Code) ?? Merged(unit, outlines)) is { } ground)
            {
                built.Add(new BuiltExtent(unit.Code, unit.Name.Zh, Rounded(Free(ground, built))));
            }
        }

        return built;
    }

    private MultiPolygon? Merged(MonitoringUnit unit, Dictionary<string, MultiPolygon> outlines)
    {
        var missing = unit.RegionCodes.Where(code => !outlines.ContainsKey(code)).ToList();
        if (missing.Count > 0 || unit.RegionCodes.Count == 0)
        {
            findings.Add(DomainFindings.ProfileUnitWithoutExtent.At(new Location(Field: unit.Code), unit.Code, string.Join(", ", missing)));
            return null;
        }

        var parts = unit.RegionCodes.Select(code => outlines[code]).ToList();
        return parts.Count == 1
            ? parts[0]
            : WithoutSeams(parts.Aggregate<Geometry>((a, b) => OverlayNGRobust.Overlay(a, b, SpatialFunction.Union)));
    }

    /// <summary>What earlier units leave of it.</summary>
    private static MultiPolygon Free(MultiPolygon ground, List<BuiltExtent> earlier)
    {
        foreach (var other in earlier.Where(other => other.Shape.EnvelopeInternal.Intersects(ground.EnvelopeInternal)))
        {
            if (OverlayNGRobust.Overlay(ground, other.Shape, SpatialFunction.Intersection).Area > 0)
            {
                ground = WithoutSeams(OverlayNGRobust.Overlay(ground, other.Shape, SpatialFunction.Difference));
            }
        }

        return ground;
    }

    private IEnumerable<BuiltExtent> ReadSource(OutlineSource source)
    {
        foreach (var (row, outline) in ReadFile(source.Path).Index())
        {
            var at = new Location(System.IO.Path.GetFileName(source.Path), Row: row);
            if (outline.Shape is null || RegionOf(outline, source, at) is not { } region)
            {
                continue;
            }

            var placed = source.IsGcj02 ? Moved(outline.Shape) : outline.Shape;
            if (!outline.Shape.IsValid)
            {
                findings.Add(DomainFindings.ProfileOutlineMended.At(at, region.CodeAt(units.AsOf)));
            }

            yield return new BuiltExtent(region.CodeAt(units.AsOf)!, region.NameAt(units.AsOf)!.Label.Zh, Rounded(placed));
        }
    }

    private List<Outline> ReadFile(string path)
    {
        try
        {
            return OutlineReader.ReadFile(path);
        }
        catch (Exception e) when (OutlineReader.IsMalformed(e) || e is IOException or UnauthorizedAccessException)
        {
            findings.Add(DomainFindings.ProfileFileInvalid.At(new Location(System.IO.Path.GetFileName(path)), path, e.Message));
            return [];
        }
    }

    private Region? RegionOf(Outline outline, OutlineSource source, Location at)
    {
        if (source.NamesWithin is { } parent)
        {
            var name = outline.Properties.GetValueOrDefault("name") ?? "";
            var above = regions.Resolve(parent, units.AsOf, at).Region?.Id;
            var named = regions.At(units.AsOf).Where(r => r.StatisticalParentAt(units.AsOf) == above && r.NameAt(units.AsOf)!.Label.Zh == name).ToList();
            return named.Count == 1 ? named[0] : Missing(name, at);
        }

        var code = outline.Properties.GetValueOrDefault("adcode") ?? outline.Properties.GetValueOrDefault("code") ?? "";
        return regions.Resolve(code, units.AsOf, at).Region ?? Recoded(code, at) ?? Missing(code, at);
    }

    /// <summary>The one region that carried the code at another date and stands at the list's date.</summary>
    private Region? Recoded(string code, Location at)
    {
        var same = regions.Regions.Where(r => r.Codes.Any(c => c.Code == code) && r.ExistsAt(units.AsOf)).ToList();
        if (same.Count != 1)
        {
            return null;
        }

        findings.Add(DomainFindings.ProfileOutlineRecoded.At(at, code, same[0].CodeAt(units.AsOf), units.AsOf));
        return same[0];
    }

    private Region? Missing(string what, Location at)
    {
        findings.Add(DomainFindings.RegionCodeUnknown.At(at, what));
        return null;
    }

    private static MultiPolygon Moved(MultiPolygon shape)
    {
        var moved = (MultiPolygon)shape.Copy();
        moved.Apply(new CoordinateMove(MapServiceShift.FromGcj02));
        return moved;
    }

    /// <summary>Rounded to the grid, then made valid.</summary>
    private static MultiPolygon Rounded(Geometry shape)
    {
        var copy = shape.Copy();
        copy.Apply(new CoordinateMove((x, y) => (Math.Round(x * Grid) / Grid, Math.Round(y * Grid) / Grid)));
        return Polygons(copy.IsValid ? copy : OnGrid(GeometryFixer.Fix(copy)));
    }

    /// <summary>Mending puts vertices at crossings; a snap-rounding union brings those to the grid as well and stays valid.</summary>
    private static Geometry OnGrid(Geometry shape) =>
        UnaryUnionNG.Union(shape, new PrecisionModel(Grid));

    private static MultiPolygon WithoutSeams(Geometry shape)
    {
        var polygons = Polygons(shape).Geometries.Cast<Polygon>().Where(p => p.Area >= SeamArea).Select(p => p.Factory.CreatePolygon(
            p.Shell, [.. p.Holes.Where(hole => p.Factory.CreatePolygon(hole).Area >= SeamArea)]));
        return OutlineReader.Factory.CreateMultiPolygon([.. polygons]);
    }

    private static MultiPolygon Polygons(Geometry shape) =>
        (MultiPolygon)OutlineReader.Factory.CreateMultiPolygon([.. PolygonExtracter.GetPolygons(shape).Cast<Polygon>()]).Normalized();

    private sealed class CoordinateMove(Func<double, double, (double X, double Y)> move) : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence seq, int i)
        {
            var (x, y) = move(seq.GetX(i), seq.GetY(i));
            seq.SetX(i, x);
            seq.SetY(i, y);
        }
    }
}
