namespace Platform.Tests.EndToEnd.Kills;

/// <summary>A test that needs Azurite, hence Node.js.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeFactAttribute : FactAttribute
{
    private static readonly bool Found = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator)
        .Any(directory => File.Exists(Path.Combine(directory, OperatingSystem.IsWindows() ? "node.exe" : "node")));

    public NodeFactAttribute()
    {
        if (!Found)
            Skip = "Node.js is not on the PATH; this test needs Azurite, which runs on it.";
    }
}
