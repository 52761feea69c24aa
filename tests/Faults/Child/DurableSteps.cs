using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Platform.Tests.Faults.Child;

/// <summary>
/// The durable steps of the platform, as the decorators around its ports announce them: <c>archive</c>, <c>layer</c>, <c>document container types</c>,
/// <c>message …</c>, <c>blob …</c>, <c>engine operation</c>. Says each, and kills the process where the plan says. Thread-safe.
/// </summary>
internal sealed partial class DurableSteps(LifePlan plan, Voice voice)
{
    /// <summary>What is to run again in a life has begun by then.</summary>
    public static readonly TimeSpan TimeToBegin = TimeSpan.FromSeconds(4);

    private const int Sigkill = 9;
    private const string Turn = "engine turn";

    private readonly HashSet<Target> targets = [.. plan.Targets];
    private readonly HashSet<string> due = [.. plan.Due];

    // A name as often as it runs: activities of one workflow run side by side under the same.
    private readonly List<string> running = [];
    private readonly HashSet<string> ended = new(StringComparer.Ordinal);
    private readonly Stopwatch life = Stopwatch.StartNew();
    private readonly Lock gate = new();
    private bool hasPassed;

    /// <summary>A step around which the process may end.</summary>
    public async Task<T> AroundAsync<T>(string step, Func<Task<T>> write)
    {
        Arrive(Side.Before, step);
        var answer = await write().ConfigureAwait(false);
        Arrive(Side.After, step);
        return answer;
    }

    /// <summary>A step that gives no answer.</summary>
    public Task AroundAsync(string step, Func<Task> write) => AroundAsync(step, async () =>
    {
        await write().ConfigureAwait(false);
        return true;
    });

    /// <summary>One side of a step has been reached; of several steps at once, where they go to disk together.</summary>
    public void Arrive(Side side, params IReadOnlyList<string> together)
    {
        lock (gate)
        {
            foreach (var step in together)
                voice.Say(Voice.Step, $"{side} {step}");
            if (side == Side.After && together.Contains(Turn))
                due.ExceptWith(ended.Except(running, StringComparer.Ordinal));
            if (IsArmed && together.FirstOrDefault(step => EndsLife(step, side)) is { } last)
                Die(last, side);
        }
    }

    /// <summary>An activity or function runs.</summary>
    public void Begin(string name)
    {
        lock (gate)
        {
            voice.Say(Voice.Begun, name);
            running.Add(name);
        }
    }

    /// <summary>It has ended well, which counts once the next turn is kept.</summary>
    public void End(string name)
    {
        lock (gate)
        {
            voice.Say(Voice.Ended, name);
            running.Remove(name);
            ended.Add(name);
        }
    }

    /// <summary>It has ended with an error and will be tried again, perhaps by another: the process did not die in it.</summary>
    public void Fail(string name)
    {
        lock (gate)
        {
            voice.Say(Voice.Failed, name);
            running.Remove(name);
        }
    }

    private bool EndsLife(string step, Side side)
    {
        if (!targets.Contains(new Target(step, side)))
            return false;
        if (step != plan.Passed || hasPassed)
            return true;
        hasPassed = true;
        return false;
    }

    private void Die(string step, Side side)
    {
        voice.Say(Voice.Dying, $"{side} {step}");
        _ = Kill(Environment.ProcessId, Sigkill);
        throw new UnreachableException();
    }

    // What is due and does not run although there was time for it does not run again in this life.
    private bool IsArmed => due.Count == 0 || (life.Elapsed > TimeToBegin && !due.Overlaps(running));

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
