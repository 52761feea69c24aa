using System.Diagnostics.CodeAnalysis;

namespace Platform.Spatial.Crs;

/// <summary>
/// The coordinate reference systems known by code: CGCS2000, Xi'an 1980 and Beijing 1954 in degrees and in their 3° and 6° Gauss–Krüger
/// zones with and without zone prefix, WGS 84 with UTM, and a few foreign ones that real data come in. To be known is not to be
/// transformable: see <see cref="CrsTransformation"/>. Codes and parameters are those of the EPSG dataset. Immutable and thread-safe.
/// </summary>
public static class CrsRegistry
{
    private const double UsSurveyFoot = 1200.0 / 3937;

    private static readonly Dictionary<CrsId, CrsDefinition> Known = Build();

    private static readonly Dictionary<(CrsDatum Datum, GaussKrugerZone Zone), CrsDefinition> Zones =
        Known.Values.Where(d => d.Zone is not null).ToDictionary(d => (d.Datum, d.Zone!.Value));

    /// <summary>CGCS2000 in degrees, the exchange CRS.</summary>
    public static CrsDefinition Cgcs2000 => Known[CrsId.Cgcs2000];

    /// <summary>WGS 84 in degrees.</summary>
    public static CrsDefinition Wgs84 => Known[CrsId.Wgs84];

    /// <summary>All known systems, in the order of their codes.</summary>
    public static IReadOnlyList<CrsDefinition> All { get; } = [.. Known.Values.OrderBy(d => d.Id.Code)];

    /// <summary>Looks a code up.</summary>
    public static bool TryGet(CrsId id, [NotNullWhen(true)] out CrsDefinition? definition) => Known.TryGetValue(id, out definition);

    /// <summary>Looks a Gauss–Krüger zone up.</summary>
    public static bool TryGetZone(CrsDatum datum, GaussKrugerZone zone, [NotNullWhen(true)] out CrsDefinition? definition) =>
        Zones.TryGetValue((datum, zone), out definition);

    private static Dictionary<CrsId, CrsDefinition> Build()
    {
        var all = new List<CrsDefinition>();
        AddDegrees(all);
        AddChineseZones(all, CrsDatum.Cgcs2000, "CGCS2000", 4513, 4534, 4491, 4502);
        AddChineseZones(all, CrsDatum.Xian1980, "Xian 1980", 2349, 2370, 2327, 2338);
        AddChineseZones(all, CrsDatum.Beijing1954, "Beijing 1954", 2401, 2422, 21413, 21453);
        AddUtm(all);
        AddForeign(all);
        return all.ToDictionary(d => d.Id);
    }

    private static void AddDegrees(List<CrsDefinition> all)
    {
        void Add(int code, string name, CrsDatum datum) =>
            all.Add(new CrsDefinition(CrsId.Epsg(code), name, datum, null, null, CrsWkt.Geographic(datum)));

        Add(4490, "CGCS2000", CrsDatum.Cgcs2000);
        Add(4326, "WGS 84", CrsDatum.Wgs84);
        Add(4610, "Xian 1980", CrsDatum.Xian1980);
        Add(4214, "Beijing 1954", CrsDatum.Beijing1954);
        Add(4555, "New Beijing", CrsDatum.NewBeijing1954);
        Add(4269, "NAD83", CrsDatum.Nad83);
    }

    // EPSG numbers the zones of a family without a gap: 3° zones 25–45 (75–135° E), 6° zones 13–23 (75–135° E).
    private static void AddChineseZones(List<CrsDefinition> all, CrsDatum datum, string name, int three, int threePlain, int six, int sixPlain)
    {
        for (var i = 0; i <= 20; i++)
        {
            AddZone(all, three + i, datum, name, new GaussKrugerZone(75 + (3 * i), 3, true));
            AddZone(all, threePlain + i, datum, name, new GaussKrugerZone(75 + (3 * i), 3, false));
        }

        for (var i = 0; i <= 10; i++)
        {
            AddZone(all, six + i, datum, name, new GaussKrugerZone(75 + (6 * i), 6, true));
            AddZone(all, sixPlain + i, datum, name, new GaussKrugerZone(75 + (6 * i), 6, false));
        }
    }

    private static void AddZone(List<CrsDefinition> all, int code, CrsDatum datum, string family, GaussKrugerZone zone)
    {
        var width = zone.WidthDegrees == 3 ? "3-degree " : string.Empty;
        var name = $"{family} / {width}Gauss-Kruger {(zone.IsPrefixed ? $"zone {zone.Number}" : $"CM {zone.CentralMeridian}E")}";
        var wkt = CrsWkt.TransverseMercator(name, datum, zone.CentralMeridian, 1, zone.FalseEasting, 0, CrsId.Epsg(code));
        all.Add(new CrsDefinition(CrsId.Epsg(code), name, datum, 1, zone, wkt));
    }

    private static void AddUtm(List<CrsDefinition> all)
    {
        for (var zone = 1; zone <= 60; zone++)
        {
            foreach (var (first, side, northing) in new[] { (32600, "N", 0.0), (32700, "S", 10_000_000.0) })
            {
                var (id, name) = (CrsId.Epsg(first + zone), $"WGS 84 / UTM zone {zone}{side}");
                var wkt = CrsWkt.TransverseMercator(name, CrsDatum.Wgs84, (6 * zone) - 183, 0.9996, 500_000, northing, id);
                all.Add(new CrsDefinition(id, name, CrsDatum.Wgs84, 1, null, wkt));
            }
        }
    }

    private static void AddForeign(List<CrsDefinition> all)
    {
        void Add(int code, string name, double unit, LambertParameters parameters) =>
            all.Add(new CrsDefinition(
                CrsId.Epsg(code), name, CrsDatum.Nad83, unit, null, CrsWkt.LambertConic(name, CrsDatum.Nad83, parameters, unit, CrsId.Epsg(code))));

        Add(26986, "NAD83 / Massachusetts Mainland", 1, new(41, -71.5, 42 + (41.0 / 60), 41 + (43.0 / 60), 200_000, 750_000));
        Add(2249, "NAD83 / Massachusetts Mainland (ftUS)", UsSurveyFoot, new(41, -71.5, 42 + (41.0 / 60), 41 + (43.0 / 60), 656_166.667, 2_460_625));
    }
}
