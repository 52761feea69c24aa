using Platform.Tests.Faults.Child;

namespace Platform.Tests.Faults.Lives;

/// <summary>
/// Takes the durable steps of the undisturbed campaign in turn: each life ends at the next step that is still owed. A step is owed as often as the undisturbed campaign takes it;
/// what has been died at is done again by the next life and passed, so that every life gets further than the one before. What one campaign does not come to is owed to the next.
/// </summary>
internal sealed class Walk
{
    private readonly int steps;
    private readonly Dictionary<string, int> owed = new(StringComparer.Ordinal);

    public Walk(IEnumerable<string> steps, Side side)
    {
        Side = side;
        foreach (var step in steps)
            owed[step] = owed.GetValueOrDefault(step) + 1;
        this.steps = owed.Values.Sum();
    }

    /// <summary>On which side of the steps.</summary>
    public Side Side { get; }

    /// <summary>The step that the next life passes once before it may end there: the one at which the last has ended.</summary>
    public string? Passed { get; private set; }

    /// <summary>The places where the next life may end; empty when the walk is over.</summary>
    public IReadOnlyList<Target> Targets => [.. owed.Keys.Select(step => new Target(step, Side))];

    /// <summary>Nothing is owed any more.</summary>
    public bool IsOver => owed.Count == 0;

    /// <summary>How far it has come, and what it still owes.</summary>
    public override string ToString()
    {
        var due = owed.Values.Sum();
        var missing = IsOver ? "" : $"; not met: {string.Join(", ", owed.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => $"{o.Value} × {o.Key}"))}";
        return $"{Side} every step: {steps - due} of {steps}{missing}";
    }

    /// <summary>A life has ended there.</summary>
    public void Reached(string step)
    {
        Passed = step;
        if (--owed[step] == 0)
            owed.Remove(step);
    }
}
