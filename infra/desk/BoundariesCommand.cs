using System.CommandLine;
using Platform.Domain.Profiles;
using Platform.Findings;

namespace Platform.Desk;

/// <summary>
/// <c>desk boundaries</c>: makes the region outlines and unit extents of a profile's unit list from outline files. A province replaces the
/// approximate extents by its own with one call that names its file.
/// </summary>
internal static class BoundariesCommand
{
    public static Command Create()
    {
        var profile = new Option<DirectoryInfo>("--profile") { Description = "Profile directory whose regions.json and units/ are used and written", Required = true };
        var units = new Option<string>("--units") { Description = "Id of the unit list", Required = true };
        var outlines = new Option<string[]>("--outlines") { Description = "GeoJSON (or .gz) with the property adcode or code, CGCS2000 or WGS 84" };
        var gcj02 = new Option<string[]>("--gcj02") { Description = "The same, displaced by GCJ-02: put back" };
        var named = new Option<string[]>("--named") { Description = "PARENT=FILE: GeoJSON without codes, names are those of PARENT's children" };
        var extents = new Option<string[]>("--extents") { Description = "GeoJSON with the property code: extents of units, taken as they are" };
        var command = new Command("boundaries", "Makes region outlines and unit extents from outline files") { profile, units, outlines, gcj02, named, extents };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(profile).FullName, parsed.GetRequiredValue(units), [
            .. (parsed.GetValue(outlines) ?? []).Select(file => new OutlineSource(file, IsGcj02: false)),
            .. (parsed.GetValue(gcj02) ?? []).Select(file => new OutlineSource(file, IsGcj02: true)),
            .. (parsed.GetValue(extents) ?? []).Select(file => new OutlineSource(file, IsGcj02: false, IsUnitExtents: true)),
            .. (parsed.GetValue(named) ?? []).Select(text => text.Split('=', 2)).Select(pair => new OutlineSource(pair[^1], false, pair[0])),
        ]));
        return command;
    }

    private static int Run(string profile, string unitList, IReadOnlyList<OutlineSource> sources)
    {
        if (ExtentFiles.Read(profile, unitList, out var findings) is not { } target)
        {
            Print(findings);
            return 1;
        }

        var build = target.Build(sources);
        Print(build.Findings);
        if (build.Findings.Any(finding => finding.Severity == Severity.Error))
        {
            return 1;
        }

        target.Write(build);
        if (build.Regions.Count > 0)
        {
            Console.WriteLine($"{build.Regions.Count} regions -> {target.RegionFile}");
        }

        Console.WriteLine($"{build.Units.Count} units -> {target.UnitFile}");
        return 0;
    }

    private static void Print(IEnumerable<Finding> findings)
    {
        foreach (var finding in findings)
        {
            Console.Error.WriteLine($"{finding.Severity} {finding.Code} {finding.Location.File}:{finding.Location.Row} {finding.Message} {finding.MessageEn}");
        }
    }
}
