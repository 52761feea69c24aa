namespace Platform.Tests.Faults.Compare;

/// <summary>What a disturbed run has lost, has twice, and has otherwise than the undisturbed one; each with a line that says what.</summary>
internal sealed class Verdict
{
    public List<string> Lost { get; } = [];

    public List<string> Twice { get; } = [];

    public List<string> Differing { get; } = [];

    /// <summary>Nothing is wrong.</summary>
    public bool IsClean => Lost.Count + Twice.Count + Differing.Count == 0;

    /// <summary>Compares two runs with the same seed.</summary>
    public static Verdict Of(Remains undisturbed, Remains disturbed)
    {
        var verdict = new Verdict();
        foreach (var key in undisturbed.All.Keys.Union(disturbed.All.Keys).Order(StringComparer.Ordinal))
        {
            var expected = undisturbed.All.GetValueOrDefault(key) ?? [];
            var found = disturbed.All.GetValueOrDefault(key) ?? [];
            if (found.Count < expected.Count)
                verdict.Lost.Add(key);
            else if (found.Count > expected.Count)
                verdict.Twice.Add(key);
            else if (!found.Order(StringComparer.Ordinal).SequenceEqual(expected.Order(StringComparer.Ordinal)))
                verdict.Differing.Add($"{key}\n    expected {string.Join(" | ", expected)}\n    found    {string.Join(" | ", found)}");
        }

        return verdict;
    }

    /// <summary>Says what is wrong.</summary>
    public void Print(TextWriter output)
    {
        foreach (var (word, lines) in new[] { ("lost", Lost), ("twice", Twice), ("differing", Differing) })
        {
            foreach (var line in lines)
                output.WriteLine($"  {word}: {line}");
        }
    }
}
