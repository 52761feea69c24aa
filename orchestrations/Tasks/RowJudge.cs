using System.Globalization;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;
using Platform.Domain.Submissions;
using Platform.Findings;

namespace Platform.Orchestrations.Tasks;

/// <summary>The rows of an upload, judged.</summary>
/// <param name="Entries">Valid answers, ready to be recorded, in file order.</param>
/// <param name="Refused">Rows that are not valid.</param>
/// <param name="Findings">Findings of all rows, in file order.</param>
internal sealed record JudgedRows(IReadOnlyList<VerificationEntry> Entries, int Refused, IReadOnlyList<Finding> Findings);

/// <summary>Judges the rows of one upload by the campaign's rule set and turns the valid ones into entries.</summary>
internal sealed class RowJudge(
    RuleSet rules, IReadOnlyDictionary<string, PatchRecord> records, Evidence evidence, Attempt attempt, int round, DateOnly day)
{
    public JudgedRows Judge(VerificationReading reading)
    {
        var entries = new List<VerificationEntry>();
        var findings = new List<Finding>();
        foreach (var (row, issued) in reading.Rows)
        {
            var record = records[issued.Key];
            var judged = VerificationRules.Validate(row, record.Patch, record.Prejudgement, rules, day);
            findings.AddRange(judged.Findings);
            if (judged.Answer is not null)
                entries.Add(Entry(row, issued.Key, judged.Answer with { Photographs = evidence.PhotographsOf(issued.Key) }));
        }

        return new JudgedRows(entries, reading.Rows.Count - entries.Count, findings);
    }

    private VerificationEntry Entry(VerificationRow row, string key, Verification answer)
    {
        var at = row.At;
        return new VerificationEntry
        {
            Id = KeyText.From(key, attempt.Id, (at.Row ?? 0).ToString(CultureInfo.InvariantCulture)),
            PatchKey = key,
            Answer = answer,
            Attempt = attempt.Id,
            CommittedAt = attempt.CommittedAt,
            ReceivedAt = attempt.ReceivedAt,
            Subject = attempt.Subject,
            Round = round,
            Source = new SourceRow(attempt.Sha256, at.File ?? attempt.Name, at.Layer, at.Row ?? 0),
        };
    }
}
