using NetTopologySuite.Geometries;
using Platform.Findings;
using Platform.Spatial.Areas;
using Platform.Spatial.Overlay;
using Platform.Spatial.Partition;
using Platform.Spatial.Validity;

namespace Platform.Spatial.Sectors;

/// <summary>
/// Concentric rings about a centre, cut by sectors of the compass, and the areas of classes in each of them, as urban expansion is told by direction and distance.
/// </summary>
/// <remarks>
/// <para>On the ellipsoid a ring is the places at geodesic distances from the centre between two radii, a sector those whose geodesic leaves the centre between two
/// azimuths, and areas are official ones. In the plane distances are straight, azimuths count from grid north (+y), and areas are planar.</para>
/// <para>The first sector is centred on north, the others follow clockwise. The cells are polygons that share every boundary point: together they are the disc, without
/// gap and overlap. Arcs are drawn as chords that enclose the area of the arc and keep within <see cref="DeviationMetres"/> of it, geodesics as edges in (B, L) that keep
/// within the same.</para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
public sealed class RingSectors
{
    /// <summary>How far a drawn boundary lies from the true one at most, metres.</summary>
    public const double DeviationMetres = 0.001;

    private const double LargestRadius = 1_000_000;
    private const double LatitudeLimit = 85;

    private static readonly string[] Compass = ["N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW"];

    private RingSectors(RingSectorOutline outline, AreaMeasure measure)
    {
        Measure = measure;
        Cells =
        [
            .. from ring in Enumerable.Range(0, outline.Radii.Count)
               from sector in Enumerable.Range(0, outline.Sectors)
               let width = 360.0 / outline.Sectors
               select new RingSector(
                   ring, sector, NameOf(sector, outline.Sectors), outline.Inner(ring), outline.Radii[ring],
                   (((sector - 0.5) * width) + 360) % 360, (sector + 0.5) * width % 360, outline.Shape(ring, sector)),
        ];
    }

    /// <summary>How areas are measured.</summary>
    public AreaMeasure Measure { get; }

    /// <summary>The cells, ring by ring from the centre, clockwise from north.</summary>
    public IReadOnlyList<RingSector> Cells { get; }

    /// <summary>Rings and sectors on the ellipsoid.</summary>
    /// <param name="longitude">Centre, degrees.</param>
    /// <param name="latitude">Centre, degrees; so far from the poles that the outermost ring stays within 85°.</param>
    /// <param name="radiiMetres">Outer radii of the rings, ascending, at most a thousand kilometres.</param>
    /// <param name="sectors">Number of sectors: 1 (none), 4, 8, 16 or any other.</param>
    public static RingSectors Geodesic(double longitude, double latitude, IReadOnlyList<double> radiiMetres, int sectors)
    {
        Check(radiiMetres, sectors);
        if (!(Math.Abs(latitude) + (radiiMetres[^1] / 110_000) <= LatitudeLimit))
            throw new ArgumentOutOfRangeException(nameof(latitude), latitude, "The rings come too near to a pole.");
        if (!(Math.Abs(longitude) <= 180))
            throw new ArgumentOutOfRangeException(nameof(longitude), longitude, "A longitude lies between -180 and 180 degrees.");

        // An edge of length d that is straight in (B, L) and leaves at azimuth α bows d² tan B sin α (1 + cos² α) / 8R from its geodesic, at most 1.09 d² tan B / 8R.
        var steepest = Math.Tan((Math.Abs(latitude) + (radiiMetres[^1] / 110_000)) * Cgcs2000.RadiansPerDegree);
        var step = Math.Sqrt(8 * Cgcs2000.SemiMinorAxis * DeviationMetres / (1.1 * Math.Max(steepest, 0.1)));
        Coordinate Place(double azimuth, double metres)
        {
            var (l, b) = Sectors.Geodesic.Destination(longitude, latitude, azimuth, metres);
            return new Coordinate(l, b);
        }

        return new RingSectors(new RingSectorOutline(Place, radiiMetres, sectors, step), AreaMeasure.Ellipsoidal);
    }

    /// <summary>Rings and sectors in the plane of a projected CRS.</summary>
    /// <param name="x">Centre, east, in the unit of the coordinates.</param>
    /// <param name="y">Centre, north.</param>
    /// <param name="metresPerUnit">Length of the coordinates' unit.</param>
    /// <param name="radiiMetres">Outer radii of the rings, metres, ascending, at most a thousand kilometres.</param>
    /// <param name="sectors">Number of sectors.</param>
    public static RingSectors Planar(double x, double y, double metresPerUnit, IReadOnlyList<double> radiiMetres, int sectors)
    {
        Check(radiiMetres, sectors);
        var measure = AreaMeasure.Planar(metresPerUnit);
        Coordinate Place(double azimuth, double metres)
        {
            var (sin, cos) = Math.SinCos(azimuth * Cgcs2000.RadiansPerDegree);
            return new Coordinate(x + (metres / metresPerUnit * sin), y + (metres / metresPerUnit * cos));
        }

        return new RingSectors(new RingSectorOutline(Place, radiiMetres, sectors, double.PositiveInfinity), measure);
    }

    /// <summary>The area of every class in every cell. Places where rows of one class overlap count once; where rows of different classes overlap, they count for each.</summary>
    /// <param name="rows">Rows of the layer in the coordinates of the measure.</param>
    /// <param name="findings">Gets rows that were refused or have no class.</param>
    /// <param name="budget">Bound on the work of one cell; null for the default.</param>
    /// <param name="threads">Degree of parallelism; 0 takes the machine's processors.</param>
    /// <returns>One row per cell and class with an area above zero: in the order of the cells, then of the classes.</returns>
    /// <exception cref="RefusedException">A cell would take more work than allowed.</exception>
    public IReadOnlyList<RingSectorArea> AreasByClass(
        IEnumerable<LayerRow> rows, ICollection<Finding> findings, OverlayBudget? budget = null, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var partition = new LayerPartition([new PartitionLayer(string.Empty, rows)], Measure, budget, threads);
        foreach (var finding in partition.Findings)
            findings.Add(finding with { Location = finding.Location with { Layer = null } });
        return [.. Cells.Zip(partition.Divide(Cells.Select((cell, i) => new OverlaySubject(i, cell.Shape)))).SelectMany(c => ByClass(c.First, c.Second))];
    }

    private static IEnumerable<RingSectorArea> ByClass(RingSector cell, SubjectPartition divided)
    {
        if (divided.Refusal is { } refusal)
            throw new RefusedException(refusal);
        return from part in divided.Parts
               from name in part.Classes[0]
               group part.AreaM2 by name into areas
               orderby areas.Key, StringComparer.Ordinal
               select new RingSectorArea(cell, areas.Key, areas.Sum());
    }

    private static string NameOf(int sector, int sectors) =>
        sectors > 1 && Compass.Length % sectors == 0 ? Compass[sector * Compass.Length / sectors] : string.Empty;

    private static void Check(IReadOnlyList<double> radii, int sectors)
    {
        ArgumentNullException.ThrowIfNull(radii);
        if (sectors is < 1 or > 360)
            throw new ArgumentOutOfRangeException(nameof(sectors), sectors, "There are 1 to 360 sectors.");
        if (radii.Count == 0 || !(radii[0] > 0 && radii[^1] <= LargestRadius) || radii.Zip(radii.Skip(1)).Any(pair => !(pair.First < pair.Second)))
            throw new ArgumentException($"Radii ascend from above 0 to at most {LargestRadius} m: {string.Join(", ", radii)}.", nameof(radii));
    }
}

/// <summary>A cell: the part of a ring in one sector.</summary>
/// <param name="Ring">0-based, from the centre.</param>
/// <param name="Sector">0-based, clockwise from north.</param>
/// <param name="Direction">N, NNE, NE … for 2, 4, 8 or 16 sectors; otherwise "".</param>
/// <param name="InnerMetres">Inner radius.</param>
/// <param name="OuterMetres">Outer radius.</param>
/// <param name="FromAzimuth">Degrees clockwise from north, 0–360.</param>
/// <param name="ToAzimuth">The same.</param>
/// <param name="Shape">Polygon in the coordinates of the measure.</param>
public sealed record RingSector(
    int Ring, int Sector, string Direction, double InnerMetres, double OuterMetres, double FromAzimuth, double ToAzimuth, Polygon Shape);

/// <summary>The area of a class in a cell.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Class">Class code; "" for rows without one.</param>
/// <param name="AreaM2">Area, m², unrounded.</param>
public sealed record RingSectorArea(RingSector Cell, string Class, double AreaM2);
