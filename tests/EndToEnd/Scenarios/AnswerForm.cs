using System.Globalization;
using System.Text.Json;
using Platform.Domain.Campaigns;
using Platform.Domain.Json;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;
using Platform.Formats.Packaging;
using Platform.Formats.Spreadsheets;
using Platform.Reporting.Letters;

namespace Platform.Tests.EndToEnd.Scenarios;

/// <summary>A bureau's filled form: a row per patch, which a scenario may spoil.</summary>
internal sealed class AnswerForm(RuleSet rules)
{
    private readonly IReadOnlyList<FormColumn> columns = VerificationColumns.For(rules);
    private readonly List<Dictionary<string, object?>> rows = [];

    /// <summary>Rows that say: a real change, built without approval, illegal.</summary>
    public AnswerForm Illegal(params IEnumerable<PatchRecord> patches) => Add(patches, row =>
    {
        row[AnswerFields.IsReal] = "yes";
        row[AnswerFields.ActualUse] = "R";
        row[AnswerFields.ConstructionState] = "completed";
        row[AnswerFields.Approval] = "unapproved";
        row[AnswerFields.Legality] = "illegal";
    });

    /// <summary>Rows that say: a real change with its permit, legal.</summary>
    public AnswerForm Approved(params IEnumerable<PatchRecord> patches) => Add(patches, row =>
    {
        row[AnswerFields.IsReal] = "yes";
        row[AnswerFields.ActualUse] = "B";
        row[AnswerFields.ConstructionState] = "under-way";
        row[AnswerFields.Approval] = "approved";
        row[AnswerFields.Legality] = "legal";
        row[VerificationColumns.PermitNumberKey("special-permit")] = "SP-1";
        row[VerificationColumns.PermitDateKey("special-permit")] = new DateOnly(2012, 1, 31);
    });

    /// <summary>Rows that say: no real change, hence exempt.</summary>
    public AnswerForm Exempt(params IEnumerable<PatchRecord> patches) => Add(patches, row =>
    {
        row[AnswerFields.IsReal] = "no";
        row[AnswerFields.Approval] = "exempt";
        row[AnswerFields.Legality] = "legal";
        row[AnswerFields.ExemptReason] = "not-a-real-change";
    });

    /// <summary>Overwrites a cell of the last row.</summary>
    public AnswerForm But(string column, object? value)
    {
        rows[^1][column] = value;
        return this;
    }

    /// <summary>The form alone.</summary>
    public byte[] Workbook()
    {
        using var form = new MemoryStream();
        var header = RowToWrite.Of(null, columns.Select(column => column.Header.Zh));
        var body = rows.Select(row => RowToWrite.Of(null, columns.Select(column => row.GetValueOrDefault(column.Key))));
        XlsxWriter.Write(form, [new SheetToWrite(VerificationColumns.SheetName, body.Prepend(header))]);
        return form.ToArray();
    }

    /// <summary>The rows as points with attributes.</summary>
    public byte[] GeoJson()
    {
        var features = rows.Select(row => new
        {
            type = "Feature",
            geometry = new { type = "Point", coordinates = new[] { -71.1, 42.37 } },
            properties = columns.ToDictionary(column => column.Header.Zh, column => row.GetValueOrDefault(column.Key) switch
            {
                DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
                var value => value,
            }),
        });
        return JsonSerializer.SerializeToUtf8Bytes(new { type = "FeatureCollection", features }, PlatformJson.Options);
    }

    /// <summary>The form with a confirmation letter, in one zip.</summary>
    public byte[] Zip(string letter = "本单位确认核查结果")
    {
        using var zip = new MemoryStream();
        DeterministicZip.Write(zip,
        [
            ("核查表.xlsx", target => target.Write(Workbook())),
            ("确认函.pdf", target => LetterWriter.Write(target, "确认函", [new(letter, 12)])),
        ]);
        return zip.ToArray();
    }

    private AnswerForm Add(IEnumerable<PatchRecord> patches, Action<Dictionary<string, object?>> answer)
    {
        foreach (var record in patches)
        {
            var row = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [VerificationColumns.PatchNumber] = record.Number,
                [VerificationColumns.PatchKey] = record.PatchKey,
                [VerificationColumns.Unit] = record.Patch.Unit,
                [VerificationColumns.AreaM2] = record.Patch.AreaM2,
            };
            answer(row);
            rows.Add(row);
        }

        return this;
    }
}
