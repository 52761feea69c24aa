using NetTopologySuite.Geometries;
using Platform.Findings;
using Location = Platform.Findings.Location;

namespace Platform.Domain.Profiles;

/// <summary>Joins the polygons of a unit list's GeoJSON file to its units by the property <c>code</c>.</summary>
internal static class UnitExtents
{
    public static UnitList Attach(UnitList list, ProfileFiles files)
    {
        var name = $"units/{list.ExtentFile}";
        var extents = Read(name, files);
        if (extents is null)
        {
            return list;
        }

        foreach (var unit in list.Units.Where(unit => !extents.ContainsKey(unit.Code)))
        {
            files.Findings.Add(DomainFindings.ProfileUnitWithoutExtent.At(new Location(name, Field: unit.Code), unit.Code, name));
        }

        return list with
        {
            Units = [.. list.Units.Select(unit => unit with { Extent = extents.GetValueOrDefault(unit.Code) ?? MultiPolygon.Empty })],
        };
    }

    private static Dictionary<string, MultiPolygon>? Read(string name, ProfileFiles files)
    {
        if (files.Bytes(name) is not { } bytes)
        {
            return null;
        }

        try
        {
            return OutlineReader.Read(bytes)
                .Where(outline => outline.Shape is { IsEmpty: false, IsValid: true })
                .ToDictionary(outline => outline.Properties["code"], outline => outline.Shape!, StringComparer.Ordinal);
        }
        catch (Exception e) when (OutlineReader.IsMalformed(e))
        {
            files.Findings.Add(DomainFindings.ProfileFileInvalid.At(new Location(name), name, e.Message));
            return null;
        }
    }
}
