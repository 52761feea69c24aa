using System.Collections.Concurrent;
using System.Diagnostics;

namespace Platform.Tests.Integration;

/// <summary>A test against a program in Python; skipped with a sentence where the module is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PythonFactAttribute : FactAttribute
{
    public const string Python = "/usr/bin/python3";

    private static readonly ConcurrentDictionary<string, bool> Present = new();

    /// <param name="module">Name of the module; Debian's package is <c>python3-</c> and this name.</param>
    public PythonFactAttribute(string module)
    {
        if (!Present.GetOrAdd(module, Imports))
            Skip = $"The oracle {module} is not installed: apt-get install python3-{module}.";
    }

    private static bool Imports(string module)
    {
        if (!File.Exists(Python))
            return false;
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", $"import {module}"]) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
