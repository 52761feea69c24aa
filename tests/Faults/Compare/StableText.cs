using System.Text.RegularExpressions;
using Platform.Domain.Submissions;

namespace Platform.Tests.Faults.Compare;

/// <summary>
/// Takes out of a text what two runs cannot have in common: instants, and the names of tickets and attempts, which are drawn. An attempt is named instead by what it
/// was for, its content and its round; one of several with the same is handled, the others repeat it and have no name.
/// </summary>
internal sealed partial class StableText
{
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    public StableText(IReadOnlyList<Attempt> attempts)
    {
        var judged = attempts.Where(a => a.IsJudged && a.State is not AttemptState.Duplicate).ToLookup(a => (a.Scope, a.Sha256));
        foreach (var same in attempts.Where(a => !IsRepetition(a, judged.Contains((a.Scope, a.Sha256)))).GroupBy(a => (a.Scope, a.Sha256, a.Round)))
        {
            var place = 0;
            foreach (var attempt in same.OrderBy(a => a.CommittedAt).ThenBy(a => a.Id, StringComparer.Ordinal))
            {
                var name = $"attempt({same.Key.Scope} {same.Key.Sha256[..12]} {same.Key.Round}){(place++ == 0 ? "" : $"#{place}")}";
                names[attempt.Id] = name;
                names[attempt.Ticket] = $"ticket of {name}";
            }
        }
    }

    /// <summary>Whether a ticket or attempt came to nothing or to a duplicate: how many of those there are depends on how often a client had to send again.</summary>
    public bool IsRepetition(string id) => !names.ContainsKey(id);

    /// <summary>The text without what is drawn or told by the clock.</summary>
    public string Of(string text) =>
        Instant().Replace(Drawn().Replace(text, match => names.GetValueOrDefault(match.Value.Replace("~003A", ":", StringComparison.Ordinal), "drawn")), "instant");

    // A duplicate, a file that came under an expired ticket, or one that came too late while its twin was in time.
    private static bool IsRepetition(Attempt attempt, bool hasTwin) => attempt.State == AttemptState.Duplicate
        || (attempt.State == AttemptState.Refused && (attempt.ProcessedAt == attempt.ReceivedAt || (!attempt.IsJudged && hasTwin)));

    [GeneratedRegex(@"attempt(:|~003A)[0-9a-f]{20}|(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")]
    private static partial Regex Drawn();

    [GeneratedRegex(@"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})")]
    private static partial Regex Instant();
}
