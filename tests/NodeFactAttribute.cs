namespace Platform.Tests;

/// <summary>A test that needs Azurite, hence Node.js with npm. One source for every test project that has such tests.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute()
    {
        if (!CanRun)
            Skip = "Node.js with npm is not on the PATH; the platform's local storage (Azurite) runs on it.";
    }

    /// <summary>Whether Azurite can be started here.</summary>
    public static bool CanRun { get; } = Has("node") && Has("npm");

    private static bool Has(string program) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator)
        .Any(directory => new[] { program, program + ".exe", program + ".cmd" }.Any(name => File.Exists(Path.Combine(directory, name))));
}
