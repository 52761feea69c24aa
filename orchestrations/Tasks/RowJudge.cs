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
/// <param name="Foreign">Those among the refused that answer a patch which the uploading district does not have.</param>
/// <param name="Findings">Findings of all rows, in file order.</param>
internal sealed record JudgedRows(IReadOnlyList<VerificationEntry> Entries, int Refused, int Foreign, IReadOnlyList<Finding> Findings);

/// <summary>
/// Judges the rows of one upload by the campaign's rule set and turns the valid ones into entries. A district answers only what was passed on to it.
/// </summary>
internal sealed class RowJudge(
    RuleSet rules, IReadOnlyDictionary<string, PatchRecord> records, Evidence evidence, Attempt attempt, VerificationTask task, DateOnly day)
{
    public JudgedRows Judge(VerificationReading reading)
    {
        var entries = new List<VerificationEntry>();
        var findings = new List<Finding>();
        var foreign = 0;
        foreach (var (row, issued) in reading.Rows)
        {
            if (attempt.District is { } district && task.SubDispatches.GetValueOrDefault(issued.Key) != district)
            {
                findings.Add(MonitoringFindings.AnswerNotDispatched.At(row.At, issued.Number, district));
                foreign++;
                continue;
            }

            var record = records[issued.Key];
            var judged = VerificationRules.Validate(row, record.Patch, record.Prejudgement, rules, day);
            findings.AddRange(judged.Findings);
            if (judged.Answer is not null)
                entries.Add(Entry(row, issued.Key, judged.Answer with { Photographs = evidence.PhotographsOf(issued.Key) }));
        }

        return new JudgedRows(entries, reading.Rows.Count - entries.Count, foreign, findings);
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
            Round = task.Round,
            Source = new SourceRow(attempt.Sha256, at.File ?? attempt.Name, at.Layer, at.Row ?? 0),
        };
    }
}
