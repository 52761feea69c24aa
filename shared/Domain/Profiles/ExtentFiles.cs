using Platform.Domain.Regions;
using Platform.Findings;

namespace Platform.Domain.Profiles;

/// <summary>The files of a profile directory that <see cref="ExtentBuilder"/> works from and writes to; the profile need not be complete yet.</summary>
public sealed class ExtentFiles
{
    private readonly RegionRegister regions;
    private readonly UnitList units;

    private ExtentFiles(string directory, RegionRegister regions, UnitList units)
    {
        this.regions = regions;
        this.units = units;
        UnitFile = Path.Combine(directory, "units", units.ExtentFile);
        RegionFile = Path.Combine(directory, "boundaries", $"regions-{units.Id}.geojson");
    }

    /// <summary>Extents of the units.</summary>
    public string UnitFile { get; }

    /// <summary>Outlines of all regions.</summary>
    public string RegionFile { get; }

    /// <summary>Reads the register and the list, or returns null with findings.</summary>
    public static ExtentFiles? Read(string directory, string unitList, out IReadOnlyList<Finding> findings)
    {
        var files = new ProfileFiles(directory);
        var register = files.Read<RegionRegister>("regions.json");
        var list = files.Read<UnitList>($"units/{unitList}.json");
        findings = files.Findings;
        return register is null || list is null ? null : new ExtentFiles(directory, register, list);
    }

    /// <summary>Builds without writing.</summary>
    public ExtentBuild Build(IEnumerable<OutlineSource> sources) => new ExtentBuilder(regions, units).Build(sources);

    /// <summary>Writes the units' extents, and the outlines if region outlines were given.</summary>
    public void Write(ExtentBuild build)
    {
        ArgumentNullException.ThrowIfNull(build);
        if (build.Regions.Count > 0)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(RegionFile)!);
            ExtentWriter.Write(RegionFile, build.Regions);
        }

        ExtentWriter.Write(UnitFile, build.Units);
    }
}
