using Platform.Formats.Features;
using Platform.Spatial.Crs;
using CrsDefinition = Platform.Formats.Features.CrsDefinition;

namespace Platform.Formats.Gml;

/// <summary>What an <c>srsName</c> means: the CRS, and whether its coordinates have to be exchanged to be easting, northing.</summary>
/// <param name="Crs">The CRS.</param>
/// <param name="IsNorthFirst">First ordinate is latitude or northing.</param>
internal sealed record GmlSrs(CrsDefinition Crs, bool IsNorthFirst)
{
    /// <summary>
    /// Names such as <c>EPSG:25832</c> mean easting first, URNs and URLs of the authority mean the axes that it defines (OGC 07-092r3): latitude
    /// first for geographic systems, northing first for the Gauss–Krüger grids of China and of Germany. <c>urn:adv:crs:ETRS89_UTM32</c> is the
    /// name that German surveys give to EPSG:25832.
    /// </summary>
    public static GmlSrs Parse(string name)
    {
        const string Surveys = "urn:adv:crs:";
        if (name.StartsWith(Surveys, StringComparison.OrdinalIgnoreCase))
        {
            return new GmlSrs(new CrsDefinition(name, OfSurveys(name[Surveys.Length..]), "srsName"), IsNorthFirst: false);
        }

        if (!CrsId.TryParse(name, out var id))
        {
            return new GmlSrs(new CrsDefinition(name, null, "srsName"), IsNorthFirst: false);
        }

        var isOfAuthority = name.Contains("def", StringComparison.OrdinalIgnoreCase) && !name.EndsWith("CRS84", StringComparison.OrdinalIgnoreCase)
            && !name.Contains("epsg.xml#", StringComparison.OrdinalIgnoreCase);
        return new GmlSrs(new CrsDefinition(name, id.Code, "srsName"), isOfAuthority && DefinesNorthFirst(id));
    }

    private static bool DefinesNorthFirst(CrsId id) => id.Code is >= 31466 and <= 31469 or 4258
        || (CrsRegistry.TryGet(id, out var known) && (known.IsGeographic || known.Zone is not null));

    private static int? OfSurveys(string name) => name.ToUpperInvariant() switch
    {
        "ETRS89_UTM31" => 25831,
        "ETRS89_UTM32" => 25832,
        "ETRS89_UTM33" => 25833,
        "DE_DHDN_3GK2" => 31466,
        "DE_DHDN_3GK3" => 31467,
        "DE_DHDN_3GK4" => 31468,
        "DE_DHDN_3GK5" => 31469,
        _ => null,
    };
}
