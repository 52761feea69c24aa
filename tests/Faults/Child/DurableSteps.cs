using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Platform.Tests.Faults.Child;

/// <summary>
/// The durable steps of the platform, as the decorators around its ports announce them: <c>archive</c>, <c>layer</c>, <c>document container types</c>,
/// <c>message …</c>, <c>blob …</c>, <c>engine operations</c>. Says each, and kills the process where the plan says. Thread-safe.
/// </summary>
internal sealed partial class DurableSteps(LifePlan plan, Voice voice)
{
    private const int Sigkill = 9;

    private readonly HashSet<Target> targets = [.. plan.Targets];
    private readonly Lock gate = new();
    private bool hasPassed;

    /// <summary>A step around which the process may end.</summary>
    public async Task<T> AroundAsync<T>(string step, Func<Task<T>> write)
    {
        Arrive(step, Side.Before);
        var answer = await write().ConfigureAwait(false);
        Arrive(step, Side.After);
        return answer;
    }

    /// <summary>A step that gives no answer.</summary>
    public Task AroundAsync(string step, Func<Task> write) => AroundAsync(step, async () =>
    {
        await write().ConfigureAwait(false);
        return true;
    });

    /// <summary>One side of a step has been reached.</summary>
    public void Arrive(string step, Side side)
    {
        lock (gate)
        {
            voice.Say(Voice.Step, $"{side} {step}");
            if (!targets.Contains(new Target(step, side)))
                return;
            if (step == plan.Passed && !hasPassed)
            {
                hasPassed = true;
                return;
            }

            voice.Say(Voice.Dying, $"{side} {step}");
            _ = Kill(Environment.ProcessId, Sigkill);
            throw new UnreachableException();
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
