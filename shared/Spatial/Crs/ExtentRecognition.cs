using System.Globalization;
using NetTopologySuite.Geometries;
using Platform.Findings;

namespace Platform.Spatial.Crs;

/// <summary>
/// Judges coordinates by where they fall. The expected extent (of the unit that delivers) tells zone prefix, missing zone, swapped axes and
/// 3° from 6° zones apart.
/// </summary>
public static class ExtentRecognition
{
    /// <summary>Every reading of the coordinates as degrees or as a CGCS2000 zone under which they fall into the expected extent.</summary>
    /// <param name="data">Extent of the data as delivered.</param>
    /// <param name="expected">Where the data belong, in degrees of longitude (x) and latitude (y); a margin of half its size, at least
    /// 0.1°, is allowed.</param>
    /// <returns>Readings in a fixed order: degrees first, then zones by meridian; unswapped before swapped. A 6° zone that is the same grid
    /// as a listed 3° zone is left out.</returns>
    public static IReadOnlyList<CrsReading> Readings(Envelope data, Envelope expected)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(expected);
        if (data.IsNull || expected.IsNull || !IsFinite(data))
            return [];

        var readings = new List<CrsReading>();
        foreach (var swapped in new[] { false, true })
        {
            var centre = swapped ? new Coordinate(data.Centre.Y, data.Centre.X) : data.Centre;
            foreach (var crs in Candidates(expected))
            {
                if (FallsInto(crs, centre, expected))
                    readings.Add(new CrsReading(crs, swapped));
            }
        }

        return readings;
    }

    /// <summary>Holds a declared CRS against the coordinates.</summary>
    /// <returns>Null when they agree; otherwise a finding that says what the coordinates look like.</returns>
    public static Finding? Check(CrsDefinition declared, Envelope data, Envelope expected, Location at)
    {
        ArgumentNullException.ThrowIfNull(declared);
        if (FallsInto(declared, data.Centre, expected) || !CanPlace(declared))
            return null;
        if (FallsInto(declared, new Coordinate(data.Centre.Y, data.Centre.X), expected))
            return SpatialFindings.CrsSwappedAxes.At(at, declared);

        var readings = Readings(data, expected);
        return readings.Count == 0
            ? SpatialFindings.CrsOutsideExtent.At(at, declared, Describe(data))
            : SpatialFindings.CrsContradictsCoordinates.At(at, declared, Describe(readings));
    }

    /// <summary>The CRS of coordinates without any statement, or a finding that says why it cannot be told.</summary>
    public static (CrsReading? Reading, Finding? Finding) Guess(Envelope data, Envelope expected, Location at)
    {
        var readings = Readings(data, expected);
        return readings.Count switch
        {
            1 => (readings[0], null),
            0 => (null, SpatialFindings.CrsOutsideExtent.At(at, "?", Describe(data))),
            _ => (null, SpatialFindings.CrsAmbiguous.At(at, Describe(readings))),
        };
    }

    private static IEnumerable<CrsDefinition> Candidates(Envelope expected)
    {
        yield return CrsRegistry.Cgcs2000;
        foreach (var crs in CrsRegistry.All.Where(d => d is { Datum: CrsDatum.Cgcs2000, Zone: not null }).OrderBy(d => d.Zone!.Value.CentralMeridian))
        {
            var zone = crs.Zone!.Value;
            var isNear = zone.CentralMeridian > expected.MinX - zone.WidthDegrees && zone.CentralMeridian < expected.MaxX + zone.WidthDegrees;
            var isTwin = zone is { WidthDegrees: 6, IsPrefixed: false };
            if (isNear && !isTwin)
                yield return crs;
        }
    }

    private static bool CanPlace(CrsDefinition crs) =>
        CrsTransformation.TryCreate(crs, Geographic(crs), RegisteredParameters.None, out _, out _);

    // For placing to half a degree the datum does not matter: a system is unprojected on its own ellipsoid.
    private static CrsDefinition Geographic(CrsDefinition crs) =>
        crs.IsGeographic ? crs : CrsRegistry.All.FirstOrDefault(d => d.IsGeographic && d.Datum == crs.Datum) ?? CrsRegistry.Cgcs2000;

    private static bool FallsInto(CrsDefinition crs, Coordinate centre, Envelope expected)
    {
        if (!CrsTransformation.TryCreate(crs, Geographic(crs), RegisteredParameters.None, out var toDegrees, out _))
            return false;

        // Far outside its zone a projection returns nonsense that could fall anywhere: keep to eastings of a zone.
        if (crs.Zone is { } zone && !(Math.Abs(centre.X - zone.FalseEasting) < 400_000 && Math.Abs(centre.Y) < 1e7))
            return false;

        var (longitude, latitude) = toDegrees.Transform(centre.X, centre.Y);
        var allowed = new Envelope(expected);
        allowed.ExpandBy(Math.Max(0.1, expected.Width / 2), Math.Max(0.1, expected.Height / 2));
        return allowed.Contains(longitude, latitude);
    }

    private static bool IsFinite(Envelope e) =>
        double.IsFinite(e.MinX) && double.IsFinite(e.MaxX) && double.IsFinite(e.MinY) && double.IsFinite(e.MaxY);

    private static string Describe(Envelope e) => string.Create(
        CultureInfo.InvariantCulture, $"x {e.MinX:0.###}–{e.MaxX:0.###}, y {e.MinY:0.###}–{e.MaxY:0.###}");

    private static string Describe(IReadOnlyList<CrsReading> readings) =>
        string.Join(" / ", readings.Select(r => r.AxesSwapped ? $"{r.Crs}, x↔y" : r.Crs.ToString()));
}

/// <summary>A way to read coordinates.</summary>
/// <param name="Crs">The system.</param>
/// <param name="AxesSwapped">x and y have to be exchanged first.</param>
public readonly record struct CrsReading(CrsDefinition Crs, bool AxesSwapped);
