using System.Diagnostics.CodeAnalysis;
using Platform.Findings;

namespace Platform.Spatial.Crs;

/// <summary>
/// Tells which CRS a file states: by code, by the text of a <c>.prj</c> file (ESRI or OGC, version 1 or 2), or by a GeoPackage's row of
/// <c>gpkg_spatial_ref_sys</c>. A system without a code known here comes back described (name, unit, datum if recognised) rather than
/// refused: whether it can be transformed is <see cref="CrsTransformation"/>'s to say.
/// </summary>
public static class CrsRecognition
{
    private const double DegreeTolerance = 1e-9;

    /// <summary>Recognises well-known text.</summary>
    /// <param name="wkt">Text of the definition; blank means that none is stated.</param>
    /// <param name="at">Where it was found.</param>
    /// <param name="definition">The system.</param>
    /// <param name="finding">Why there is none.</param>
    public static bool TryFromWkt(
        string? wkt, Location at, [NotNullWhen(true)] out CrsDefinition? definition, [NotNullWhen(false)] out Finding? finding)
    {
        definition = null;
        if (string.IsNullOrWhiteSpace(wkt))
        {
            finding = SpatialFindings.CrsMissing.At(at, Place(at));
            return false;
        }

        if (!WktNode.TryParse(wkt, out var root, out var error))
        {
            finding = SpatialFindings.CrsUnreadable.At(at, error);
            return false;
        }

        definition = ByCode(root) ?? ByStructure(root, wkt.Trim());
        finding = definition is null ? SpatialFindings.CrsUnreadable.At(at, $"{root.Keyword}[\"{root.Name}\"]") : null;
        return definition is not null;
    }

    /// <summary>Recognises an identifier such as <c>EPSG:4490</c>, an OGC URN or URL.</summary>
    public static bool TryFromCode(
        string? code, Location at, [NotNullWhen(true)] out CrsDefinition? definition, [NotNullWhen(false)] out Finding? finding)
    {
        definition = null;
        finding = string.IsNullOrWhiteSpace(code) ? SpatialFindings.CrsMissing.At(at, Place(at))
            : !CrsId.TryParse(code, out var id) || !CrsRegistry.TryGet(id, out definition) ? SpatialFindings.CrsUnsupported.At(at, code.Trim())
            : null;
        return definition is not null;
    }

    /// <summary>Recognises a row of <c>gpkg_spatial_ref_sys</c>: first by organisation and code, then by its text.</summary>
    /// <remarks>The identifiers −1 and 0 of the standard (undefined Cartesian, undefined geographic) count as missing.</remarks>
    public static bool TryFromGeoPackage(
        string? organization,
        int organizationCode,
        string? wkt,
        Location at,
        [NotNullWhen(true)] out CrsDefinition? definition,
        [NotNullWhen(false)] out Finding? finding)
    {
        definition = null;
        if (organizationCode > 0 && organization is { Length: > 0 } && organization.All(char.IsAsciiLetterOrDigit)
            && CrsRegistry.TryGet(CrsId.Of(organization, organizationCode), out definition))
        {
            finding = null;
            return true;
        }

        var stated = organizationCode > 0 && !"undefined".Equals(wkt?.Trim(), StringComparison.OrdinalIgnoreCase) ? wkt : null;
        return TryFromWkt(stated, at, out definition, out finding);
    }

    private static string Place(Location at) => at.Layer ?? at.File ?? "?";

    // Only the code of the system itself counts, not that of its datum or unit: a direct child of the root.
    private static CrsDefinition? ByCode(WktNode root)
    {
        var code = root.Child("AUTHORITY", "ID");
        return code?.Literal(0) is { } number && CrsId.TryParse($"{code.Name}:{number}", out var id) && CrsRegistry.TryGet(id, out var known)
            ? known
            : null;
    }

    private static CrsDefinition? ByStructure(WktNode root, string wkt) => root.Keyword switch
    {
        "GEOGCS" or "GEOGCRS" or "GEOGRAPHICCRS" or "GEODCRS" or "GEODETICCRS" => Geographic(root, wkt),
        "PROJCS" or "PROJCRS" or "PROJECTEDCRS" => Projected(root, wkt),
        "LOCAL_CS" or "ENGCRS" or "ENGINEERINGCRS" =>
            new CrsDefinition(CrsId.Unknown, root.Name, CrsDatum.Other, Unit(root) ?? 1, null, wkt),
        "COMPD_CS" or "COMPOUNDCRS" or "BOUNDCRS" or "SOURCECRS" =>
            root.Children.Select(child => ByCode(child) ?? ByStructure(child, wkt)).FirstOrDefault(d => d is not null),
        _ => null,
    };

    private static CrsDefinition Geographic(WktNode root, string wkt)
    {
        var datum = DatumOf(root);
        return CrsRegistry.All.FirstOrDefault(d => d.IsGeographic && d.Datum == datum && IsInDegrees(root))
            ?? new CrsDefinition(CrsId.Unknown, root.Name, CrsDatum.Other, null, null, wkt);
    }

    private static CrsDefinition Projected(WktNode root, string wkt)
    {
        var datum = DatumOf(root);
        var unit = Unit(root) ?? 1;
        return ZoneOf(root, unit) is { } zone && CrsRegistry.TryGetZone(datum, zone, out var known)
            ? known
            : SameParameters(root, datum, unit) ?? new CrsDefinition(CrsId.Unknown, root.Name, datum, unit, null, ForProjNet(wkt));
    }

    private static CrsDefinition? SameParameters(WktNode root, CrsDatum datum, double unit)
    {
        if (datum == CrsDatum.Other)
            return null;

        return CrsRegistry.All.FirstOrDefault(known =>
            !known.IsGeographic && known.Zone is null && known.Datum == datum && Math.Abs(known.MetresPerUnit!.Value - unit) < 1e-9
            && WktNode.TryParse(known.Wkt, out var other, out _)
            && WktParameters.Of(root).Matches(WktParameters.Of(other)));
    }

    private static GaussKrugerZone? ZoneOf(WktNode root, double unit)
    {
        var p = WktParameters.Of(root);
        if (!p.IsTransverseMercator || unit != 1 || p["scalefactor", 1] != 1 || p["latitudeoforigin", 0] != 0 || p["falsenorthing", 0] != 0)
            return null;

        var (meridian, easting) = ((int)Math.Round(p["centralmeridian", 0]), p["falseeasting", 0]);
        if (Math.Abs(p["centralmeridian", 0] - meridian) > DegreeTolerance)
            return null;

        // A central meridian of the 6° zones is one of the 3° zones too: the same grid, told apart by name only.
        var namesThree = root.Name.Contains('3', StringComparison.Ordinal) && root.Name.Contains("degree", StringComparison.OrdinalIgnoreCase);
        GaussKrugerZone[] candidates =
        [
            new(meridian, 3, true),
            new(meridian, 6, true),
            new(meridian, namesThree || (meridian - 3) % 6 != 0 || !IsNamedGaussKruger(root) ? 3 : 6, false),
        ];
        var matching = candidates.Where(z => Math.Abs(z.FalseEasting - easting) < 1e-6).ToArray();
        return matching.Length > 0 ? matching[0] : null;
    }

    private static bool IsNamedGaussKruger(WktNode root) =>
        root.Name.Contains("GK", StringComparison.Ordinal) || root.Name.Contains("Gauss", StringComparison.OrdinalIgnoreCase);

    private static CrsDatum DatumOf(WktNode root)
    {
        var datum = root.Find("DATUM", "GEODETICDATUM", "TRF", "ENSEMBLE")?.Name ?? string.Empty;
        var system = root.Find("GEOGCS", "BASEGEOGCRS", "BASEGEODCRS", "GEOGCRS", "GEODCRS")?.Name ?? string.Empty;
        var byDatum = DatumNames.Find(datum);
        return byDatum == CrsDatum.Other ? DatumNames.Find(system) : byDatum;
    }

    private static bool IsInDegrees(WktNode root) =>
        (root.Find("UNIT", "ANGLEUNIT")?.Number(0) ?? Math.PI / 180) is var unit && Math.Abs(unit - (Math.PI / 180)) < 1e-9;

    // The unit of a projected system is its own child in version 1; in version 2 it may stand under CS or AXIS.
    private static double? Unit(WktNode root)
    {
        var ofAxis = root.Children.Where(c => c.Keyword is "AXIS").Select(a => a.Child("LENGTHUNIT")).FirstOrDefault(u => u is not null);
        return (root.Child("UNIT", "LENGTHUNIT") ?? ofAxis)?.Number(0) is { } unit and > 0 ? unit : null;
    }

    private static string ForProjNet(string wkt) => wkt.Replace("\"Gauss_Kruger\"", "\"Transverse_Mercator\"", StringComparison.OrdinalIgnoreCase);
}
