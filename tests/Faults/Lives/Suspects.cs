namespace Platform.Tests.Faults.Lives;

/// <summary>
/// Which activities, blob and message functions the process has died in, and how often since they last ended. The platform gives one up as poison when it has ended
/// the process five times; a fault run, which kills at random, must not make it think so.
/// </summary>
internal sealed class Suspects
{
    /// <summary>Stands for an activity that the engine had started when the process ended, and that had not come to say so.</summary>
    public const string Unheard = "(not yet begun)";

    private const int Most = 2;

    private readonly Dictionary<string, int> deaths = new(StringComparer.Ordinal);

    /// <summary>Those that have to be let through before the next kill.</summary>
    public IReadOnlyList<string> Due => [.. deaths.Where(entry => entry.Value >= Most).Select(entry => entry.Key)];

    // What an event or the clock triggers runs again at once, or has been settled without running; an activity may wait behind others.
    private static bool IsTriggered(string name) => name.Contains('/', StringComparison.Ordinal) || name.StartsWith("WakeByMessage", StringComparison.Ordinal);

    /// <summary>Takes account of a life that has ended.</summary>
    /// <param name="finished">What has ended well in it.</param>
    /// <param name="running">What had begun and not ended.</param>
    /// <param name="started">How many activities the engine had started and not ended.</param>
    public void Ended(IReadOnlyCollection<string> finished, IReadOnlyCollection<string> running, int started)
    {
        if (started > running.Count(name => !IsTriggered(name)))
            running = [.. running, Unheard];
        else
            deaths.Remove(Unheard);

        // Where several run under one name, the one that has ended may be another than the one that ends the process.
        foreach (var name in finished.Concat(Due.Where(IsTriggered)).Except(running, StringComparer.Ordinal).ToList())
            deaths.Remove(name);
        foreach (var name in running.Distinct(StringComparer.Ordinal))
            deaths[name] = deaths.GetValueOrDefault(name) + 1;
    }
}
