using Platform.Findings;
using Platform.Formats;

namespace Platform.Tests.Fuzz;

/// <summary>What a reader made of a case.</summary>
/// <param name="Content">Rows, tables and layers.</param>
/// <param name="Findings">Everything that it found wrong.</param>
internal readonly record struct FuzzOutcome(long Content, IReadOnlyList<Finding> Findings);

/// <summary>Runs a target on a case and holds it to what every reader promises: no exception, content or a finding, and bounded memory.</summary>
internal static class FuzzCase
{
    private const long FixedAllowance = 64 << 20;

    /// <exception cref="InvalidOperationException">A promise is broken.</exception>
    public static void Run(Func<byte[], FuzzOutcome> target, byte[] content)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var outcome = target(content);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (outcome.Content == 0 && outcome.Findings.Count == 0)
        {
            throw new InvalidOperationException("Neither content nor a finding.");
        }

        if (outcome.Findings.Count > FindingLog.Capacity * 2)
        {
            throw new InvalidOperationException($"{outcome.Findings.Count} findings.");
        }

        // What is allocated in all is more than what is held at once; findings on rows are the caller's and come to about a kilobyte each.
        if (allocated > FixedAllowance + (1024L * outcome.Findings.Count) + (1000L * content.Length))
        {
            throw new InvalidOperationException($"{allocated} bytes allocated for {content.Length}.");
        }
    }
}
