using Platform.Tests.Faults.Child;

namespace Platform.Tests.Faults.Lives;

/// <summary>
/// Takes the durable steps of the undisturbed campaign in turn: each life ends at the next one. Bureaus work side by side, so that the order of steps is not quite the
/// same twice; whichever of the next few comes first is taken, and the walk goes on behind it.
/// </summary>
internal sealed class Walk(IReadOnlyList<string> steps, Side side)
{
    private const int Window = 6;

    private int next;

    /// <summary>The places where the next life may end; empty when the walk is over.</summary>
    public IReadOnlyList<Target> Targets => [.. steps.Skip(next).Take(Window).Distinct(StringComparer.Ordinal).Select(step => new Target(step, side))];

    /// <summary>A life has ended there.</summary>
    public void Reached(string step)
    {
        for (var i = next; i < steps.Count; i++)
        {
            if (steps[i] != step)
                continue;
            next = i + 1;
            return;
        }
    }
}
