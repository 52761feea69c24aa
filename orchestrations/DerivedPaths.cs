using Platform.Domain.Submissions;

namespace Platform.Orchestrations;

/// <summary>Where derived files stand in their container.</summary>
public static class DerivedPaths
{
    /// <summary>Task package of a unit.</summary>
    public static string Package(string campaign, string unit) => $"campaigns/{campaign}/packages/{unit}.zip";

    /// <summary>Package of a district's part of a task; the version names its content, see <c>DistrictPart.PackageVersionOf</c>.</summary>
    public static string DistrictPackage(string campaign, string unit, string district, string version) =>
        $"campaigns/{campaign}/packages/{unit}/{district}-{version}.zip";

    /// <summary>A file of the report.</summary>
    public static string Report(string campaign, string name) => $"campaigns/{campaign}/report/{name}";

    /// <summary>The bureau's form with refused rows marked.</summary>
    public static string MarkedForm(string attempt, MarkedFormKind kind) => $"marked/{attempt.Replace(':', '-')}{kind.Extension()}";
}
