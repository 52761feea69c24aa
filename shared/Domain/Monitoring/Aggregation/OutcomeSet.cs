namespace Platform.Domain.Monitoring.Aggregation;

/// <summary>The outcomes of one report: checked, in key order.</summary>
internal sealed class OutcomeSet
{
    private OutcomeSet(IReadOnlyList<Outcome> outcomes) => Outcomes = outcomes;

    /// <summary>By patch id, ordinal.</summary>
    public IReadOnlyList<Outcome> Outcomes { get; }

    /// <exception cref="ArgumentException">A patch with two outcomes, or a negative area: readers refuse both.</exception>
    public static OutcomeSet Of(IEnumerable<Outcome> outcomes)
    {
        var ordered = outcomes.OrderBy(outcome => outcome.PatchId, StringComparer.Ordinal).ToArray();
        for (var index = 0; index < ordered.Length; index++)
        {
            if (index > 0 && ordered[index].PatchId == ordered[index - 1].PatchId)
            {
                throw new ArgumentException($"Patch '{ordered[index].PatchId}' has two outcomes.", nameof(outcomes));
            }

            if (ordered[index].AreaM2 < 0m)
            {
                throw new ArgumentException($"Patch '{ordered[index].PatchId}' has the negative area {ordered[index].AreaM2}.", nameof(outcomes));
            }
        }

        return new OutcomeSet(ordered);
    }
}
