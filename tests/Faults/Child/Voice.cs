using System.Text;

namespace Platform.Tests.Faults.Child;

/// <summary>
/// What the child tells its parent: lines of a word and a value on standard error, each in one write, so that none is lost or torn when the child kills
/// itself in the next moment. Thread-safe.
/// </summary>
internal sealed class Voice
{
    public const string Ready = "ready", Begun = "begun", Ended = "ended", Failed = "failed", Step = "step", Dying = "dying", Answer = "answer";

    private readonly Stream stream = Console.OpenStandardError();
    private readonly Lock gate = new();

    public void Say(string word, string value = "")
    {
        var line = Encoding.UTF8.GetBytes($"@{word} {value}\n");
        lock (gate)
            stream.Write(line);
    }
}
