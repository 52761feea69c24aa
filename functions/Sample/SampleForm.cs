using System.Globalization;
using Platform.Domain.Campaigns;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;
using Platform.Domain.Samples;
using Platform.Formats.Packaging;
using Platform.Formats.Spreadsheets;

namespace Platform.Functions.Sample;

/// <summary>
/// What a bureau of the sample sends: the form, filled by the documented rule of the sample answers, and a confirmation letter, in one zip. The same
/// patches give the same bytes.
/// </summary>
internal sealed class SampleForm(RuleSet rules, SampleAnswers answers, SampleManifest manifest)
{
    private readonly IReadOnlyList<FormColumn> columns = VerificationColumns.For(rules);

    /// <summary>The upload for one unit.</summary>
    public byte[] Make(string unit, string bureau, IReadOnlyList<PatchRecord> patches)
    {
        using var form = new MemoryStream();
        XlsxWriter.Write(form, [new SheetToWrite(VerificationColumns.SheetName, Rows(patches))]);
        using var zip = new MemoryStream();
        DeterministicZip.Write(zip,
        [
            ($"核查表_{unit}.xlsx", target => target.Write(form.ToArray())),
            ("确认函.pdf", target => SampleLetter.Write(target, bureau, manifest, patches.Count)),
        ]);
        return zip.ToArray();
    }

    private IEnumerable<RowToWrite> Rows(IReadOnlyList<PatchRecord> patches)
    {
        yield return RowToWrite.Of(null, columns.Select(column => column.Header.Zh));
        foreach (var patch in patches.OrderBy(p => p.Number, StringComparer.Ordinal))
        {
            var values = Values(patch);
            yield return RowToWrite.Of(null, columns.Select(column => values.GetValueOrDefault(column.Key)));
        }
    }

    private Dictionary<string, object?> Values(PatchRecord record)
    {
        var answer = answers.For(Summary(record));
        var values = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [VerificationColumns.PatchNumber] = record.Number,
            [VerificationColumns.PatchKey] = record.PatchKey,
            [VerificationColumns.Unit] = record.Patch.Unit,
            [VerificationColumns.AreaM2] = record.Patch.AreaM2,
            [AnswerFields.IsReal] = answer.IsRealChange ? "yes" : "no",
            [AnswerFields.ActualUse] = answer.ActualUse,
            [VerificationColumns.ProjectName] = answer.ProjectName,
            [AnswerFields.ConstructionState] = answer.ConstructionState,
            [AnswerFields.Approval] = answer.Approval,
            [AnswerFields.Legality] = answer.Legality,
            [AnswerFields.ExemptReason] = answer.ExemptReason,
            [AnswerFields.ExceptionReason] = answer.ExceptionReason,
            [AnswerFields.Enforcement] = answer.Enforcement,
            [AnswerFields.EnforcementDate] = answer.EnforcementDate,
            [VerificationColumns.Remark] = answer.Remark,
        };
        foreach (var type in answer.Permits.GroupBy(permit => permit.Type, StringComparer.Ordinal))
        {
            values[VerificationColumns.PermitNumberKey(type.Key)] = string.Join(';', type.Select(permit => permit.Number));
            if (type.All(permit => permit.DecisionDate is not null))
                values[VerificationColumns.PermitDateKey(type.Key)] = Dates(type);
        }

        return values;
    }

    private static string Dates(IEnumerable<SamplePermit> permits) =>
        string.Join(';', permits.Select(permit => permit.DecisionDate!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

    private static SamplePatch Summary(PatchRecord record)
    {
        var judged = record.Prejudgement!;
        return new SamplePatch(
            record.PatchKey,
            judged.SuggestedApproval == ApprovalStatus.Approved,
            [.. judged.Permits.Where(p => p.Counts).Select(p => new SamplePermit(p.Type, p.Number, p.DecisionDate))],
            judged.PlanClasses.Count == 0 ? null : judged.PlanClasses[0].Class,
            [.. judged.Themes.Where(theme => theme.IsHit).Select(theme => theme.Theme)],
            record.Patch.AfterImageDate);
    }
}
