using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace Platform.Tests.Conformance.Architecture;

/// <summary>
/// Orchestrators replay: what they do must depend on their history alone. They and everything of their assembly that they reach use no clock, no chance, no
/// I/O, no thread and no environment of their own, and stay on the orchestrator's thread.
/// </summary>
public sealed class DeterminismTests
{
    // Type, and the member that is forbidden; null forbids every member. Iterators ask for the thread's id, which decides nothing.
    private static readonly (string Type, string? Member)[] Forbidden =
    [
        ("System.DateTime", "get_Now"), ("System.DateTime", "get_UtcNow"), ("System.DateTime", "get_Today"),
        ("System.DateTimeOffset", "get_Now"), ("System.DateTimeOffset", "get_UtcNow"),
        ("System.TimeProvider", "get_System"), ("System.TimeProvider", "GetUtcNow"), ("System.TimeProvider", "GetLocalNow"), ("System.TimeProvider", "GetTimestamp"),
        ("System.Guid", "NewGuid"), ("System.Guid", "CreateVersion7"), ("System.Random", null), ("System.Security.Cryptography.RandomNumberGenerator", null),
        ("System.Diagnostics.Stopwatch", null), ("System.Threading.Tasks.Task", "Run"), ("System.Threading.Tasks.Task", "Delay"),
        ("System.Threading.Tasks.Task", "Wait"), ("System.Threading.Tasks.Task", "ContinueWith"), ("System.Threading.Tasks.Task`1", "ContinueWith"),
        ("System.Threading.Tasks.TaskFactory", null), ("System.Threading.Thread", null), ("System.Threading.ThreadPool", null),
        ("System.Threading.Timer", null), ("System.Threading.PeriodicTimer", null), ("System.Threading.SemaphoreSlim", null),
        ("System.Threading.CancellationTokenSource", "CancelAsync"), ("System.Threading.CancellationTokenSource", "CancelAfter"),
        ("System.IO.File", null), ("System.IO.Directory", null), ("System.IO.FileStream", null), ("System.Net.Http.HttpClient", null), ("System.Console", null),
        ("System.Environment", "GetEnvironmentVariable"), ("System.Environment", "get_MachineName"), ("System.Environment", "get_ProcessId"),
        ("System.Environment", "get_TickCount"), ("System.Environment", "get_TickCount64"), ("System.Environment", "get_ProcessorCount"),
        ("System.Environment", "get_CurrentDirectory"), ("System.Environment", "get_NewLine"), ("System.Environment", "get_UserName"),
    ];

    [Fact]
    public void Orchestrators_DependOnTheirHistoryAlone()
    {
        using var code = new AssemblyCode(Path.Combine(AppContext.BaseDirectory, "Platform.Orchestrations.dll"));
        var reach = new CodeReach(code);
        var orchestrators = reach.MethodsWithParameterAttribute("Microsoft.Azure.Functions.Worker.OrchestrationTriggerAttribute").ToList();
        Assert.True(orchestrators.Count >= 4, $"only {orchestrators.Count} orchestrators were found");
        Violations.None(orchestrators.SelectMany(start => Offences(reach, start)));
    }

    [Fact]
    public void Scan_FindsOffencesInLocalFunctionsLambdasAndAsyncMethods()
    {
        using var code = new AssemblyCode(typeof(OffendingSamples).Assembly.Location);
        var reach = new CodeReach(code);
        foreach (var name in OffendingSamples.Names)
        {
            var start = code.Metadata.MethodDefinitions.Single(method => reach.NameOf(method) == $"{typeof(OffendingSamples).FullName}.{name}");
            Assert.True(Offences(reach, start).Any(), $"the offence of {name} was not found");
        }

        var blameless = code.Metadata.MethodDefinitions.Single(
            method => reach.NameOf(method) == $"{typeof(OffendingSamples).FullName}.{nameof(OffendingSamples.BlamelessAsync)}");
        Violations.None(Offences(reach, blameless));
    }

    private static IEnumerable<string> Offences(CodeReach reach, MethodDefinitionHandle start) => reach.From(start)
        .Where(found => IsForbidden(found.Use))
        .Select(found => $"{reach.NameOf(start)}: {found.User} uses {found.Use.Type}.{found.Use.Member}");

    private static bool IsForbidden(MemberUse use) =>
        Forbidden.Any(rule => rule.Type == use.Type && (rule.Member is null || rule.Member == use.Member)) || LeavesTheThread(use);

    // ConfigureAwait(false): the constant is loaded right before the call.
    private static bool LeavesTheThread(MemberUse use) => use.Member == "ConfigureAwait"
        && use.Type.StartsWith("System.Threading.Tasks.", StringComparison.Ordinal) && use.Before.Code == OpCodes.Ldc_I4_0;
}
