namespace Platform.Tests.EndToEnd.Scenarios;

/// <summary>A scenario on the whole platform, which needs Azurite, hence Node.js with npm.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ScenarioFactAttribute : FactAttribute
{
    private static readonly bool Found = Has("node") && Has("npm");

    public ScenarioFactAttribute()
    {
        if (!Found)
            Skip = "Node.js with npm is not on the PATH; the platform's local storage (Azurite) runs on it.";
    }

    /// <summary>Whether the platform can be started here.</summary>
    public static bool CanRun => Found;

    private static bool Has(string program) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator)
        .Any(directory => File.Exists(Path.Combine(directory, program)) || File.Exists(Path.Combine(directory, program + ".exe"))
            || File.Exists(Path.Combine(directory, program + ".cmd")));
}
