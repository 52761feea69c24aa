namespace Platform.Tests.Faults.Lives;

/// <summary>Counts kills and faults by kind. Thread-safe.</summary>
internal sealed class Tally
{
    private readonly SortedDictionary<string, int> kills = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> faults = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>Number of SIGKILLs, of the platform and of its storage.</summary>
    public int Kills
    {
        get
        {
            lock (gate)
                return kills.Values.Sum();
        }
    }

    public void Kill(string kind) => Add(kills, kind);

    public void Fault(string kind) => Add(faults, kind);

    public void Print(TextWriter output)
    {
        lock (gate)
        {
            foreach (var (kind, count) in kills)
                output.WriteLine($"  {count,6} kills   {kind}");
            foreach (var (kind, count) in faults)
                output.WriteLine($"  {count,6} faults  {kind}");
        }
    }

    private void Add(SortedDictionary<string, int> counts, string kind)
    {
        lock (gate)
            counts[kind] = counts.GetValueOrDefault(kind) + 1;
    }
}
