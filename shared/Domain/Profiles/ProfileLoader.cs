using System.Security.Cryptography;
using System.Text;
using Platform.Domain.Calendars;
using Platform.Domain.Layers;
using Platform.Domain.Regions;
using Platform.Findings;

namespace Platform.Domain.Profiles;

/// <summary>What became of loading a profile.</summary>
/// <param name="Profile">The profile; null exactly when a finding is an error.</param>
/// <param name="Findings">Everything that is wrong, with file and field.</param>
public sealed record ProfileLoadResult(Profile? Profile, IReadOnlyList<Finding> Findings)
{
    /// <summary>The profile, or an exception that lists the findings: for the start of a program, which cannot go on without it.</summary>
    public Profile Required() => Profile
        ?? throw new InvalidOperationException("The profile is not usable: " + string.Join("; ", Findings.Select(f => $"{f.Code} {f.MessageEn}")));
}

/// <summary>
/// Loads a profile directory: <c>profile.json</c>, <c>calendar.json</c>, <c>regions.json</c> and the files that it names in <c>rulesets/</c>,
/// <c>classifications/</c>, <c>plan-classes/</c>, <c>conformity/</c>, <c>correspondences/</c>, <c>units/</c> and <c>layers/</c>.
/// </summary>
public static class ProfileLoader
{
    /// <summary>Where the shipped profiles lie: <c>profiles/</c> beside the program.</summary>
    public static string ShippedRoot => Path.Combine(AppContext.BaseDirectory, "profiles");

    /// <summary>Loads a shipped profile, e.g. <c>hebei</c>.</summary>
    public static ProfileLoadResult LoadShipped(string id) => Load(Path.Combine(ShippedRoot, id));

    /// <summary>Loads and validates the profile in <paramref name="directory"/>. Never throws for what the files contain.</summary>
    public static ProfileLoadResult Load(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        var files = new ProfileFiles(directory);
        var profile = Read(files);
        if (profile is not null)
        {
            files.Findings.AddRange(ProfileChecks.Check(profile));
        }

        var usable = files.Findings.All(f => f.Severity != Severity.Error);
        return new ProfileLoadResult(usable ? profile : null, files.Findings);
    }

    private static Profile? Read(ProfileFiles files)
    {
        var settings = files.Read<ProfileSettings>("profile.json");
        var calendar = files.Read<CalendarData>("calendar.json");
        var regions = files.Read<RegionRegister>("regions.json");
        if (settings is null || calendar is null || regions is null || Zone(settings, files) is not { } zone)
        {
            return null;
        }

        return new Profile
        {
            Settings = settings,
            Directory = files.Directory,
            Sha256 = Hash(files.Directory),
            RuleSets = [.. files.ReadAll<RuleSet>("rulesets", settings.RuleSets).Select(set => Resolve(set, files)).OrderBy(set => set.ValidFrom)],
            UnitLists = [.. files.ReadAll<UnitList>("units", settings.UnitLists).Select(list => UnitExtents.Attach(list, files)).OrderBy(list => list.ValidFrom)],
            LayerSchemas = files.ReadAll<LayerSchema>("layers", settings.LayerRoles),
            Correspondences = files.ReadAll<ClassCorrespondence>("correspondences", settings.Correspondences),
            Regions = regions,
            Calendar = new WorkingCalendar(calendar, zone),
            CrsParameters = CrsParameterEntry.ReadAll(settings.CrsParameters, files.Findings),
        };
    }

    private static RuleSet Resolve(RuleSet set, ProfileFiles files) => set with
    {
        LandUse = files.Read<LandUseClassification>($"classifications/{set.ClassificationId}.json") ?? set.LandUse,
        PlanClasses = files.Read<PlanClassTable>($"plan-classes/{set.PlanClassTableId}.json") ?? set.PlanClasses,
        ConformityTable = files.Read<ConformityTable>($"conformity/{set.ConformityTableId}.json") ?? set.ConformityTable,
    };

    private static TimeZoneInfo? Zone(ProfileSettings settings, ProfileFiles files)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(settings.TimeZone, out var zone) && settings.TimeZone.Contains('/', StringComparison.Ordinal))
        {
            return zone;
        }

        files.Findings.Add(DomainFindings.ProfileValueInvalid.At(
            new Location("profile.json", Field: "timeZone"), "timeZone", settings.TimeZone, "IANA time zone, e.g. Asia/Shanghai"));
        return null;
    }

    /// <summary>Over relative path, length and bytes of every JSON and GeoJSON file, in ordinal path order.</summary>
    private static string Hash(string directory)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var paths = Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".json" or ".geojson")
            .Select(path => (Path: path, Name: Path.GetRelativePath(directory, path).Replace('\\', '/')))
            .OrderBy(file => file.Name, StringComparer.Ordinal);
        foreach (var (path, name) in paths)
        {
            var bytes = File.ReadAllBytes(path);
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{bytes.Length}\n"));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
