using System.Text;
using System.Text.Json.Nodes;
using Platform.Domain.Campaigns;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;
using Platform.Formats.Packaging;
using Platform.Formats.Spreadsheets;
using Platform.Reporting.Letters;

namespace Platform.Tests.Faults.Job;

/// <summary>A bureau's answers, drawn by the seed and the patch, in the forms that bureaus send. The same draw gives the same bytes.</summary>
internal sealed class Answers(RuleSet rules, int seed)
{
    private static readonly string[] Uses = ["R", "B"];

    private readonly IReadOnlyList<FormColumn> columns = VerificationColumns.For(rules);

    /// <summary>The form in XLSX with a letter, in one zip.</summary>
    public byte[] Zip(IReadOnlyList<PatchRecord> patches, int round, string? spoilt = null) =>
        Zip("核查表.xlsx", Workbook(patches, round, spoilt), $"第 {round + 1} 轮：{patches.Count} 个图斑");

    /// <summary>The form as GeoJSON with a letter, in one zip.</summary>
    public byte[] GeoJsonZip(IReadOnlyList<PatchRecord> patches, int round) => Zip("核查结果.geojson", GeoJson(patches, round), $"{patches.Count}");

    /// <summary>The form alone.</summary>
    /// <param name="patches">One row each.</param>
    /// <param name="round">Another round has other answers.</param>
    /// <param name="spoilt">Key of the patch whose row is not valid: exempt without a reason.</param>
    public byte[] Workbook(IReadOnlyList<PatchRecord> patches, int round, string? spoilt = null)
    {
        using var form = new MemoryStream();
        var header = RowToWrite.Of(null, columns.Select(column => column.Header.Zh));
        var rows = patches.Select(patch => Row(patch, round, patch.PatchKey == spoilt))
            .Select(row => RowToWrite.Of(null, columns.Select(column => row.GetValueOrDefault(column.Key))));
        XlsxWriter.Write(form, [new SheetToWrite(VerificationColumns.SheetName, rows.Prepend(header))]);
        return form.ToArray();
    }

    private byte[] GeoJson(IReadOnlyList<PatchRecord> patches, int round)
    {
        var features = patches.Select(patch => (JsonNode)new JsonObject
        {
            ["type"] = "Feature",
            ["properties"] = new JsonObject(Row(patch, round, isSpoilt: false).Select(cell =>
                KeyValuePair.Create(cell.Key, JsonValue.Create(Convert.ToString(cell.Value, System.Globalization.CultureInfo.InvariantCulture)) as JsonNode))),
            ["geometry"] = null,
        });
        return Encoding.UTF8.GetBytes(new JsonObject { ["type"] = "FeatureCollection", ["features"] = new JsonArray([.. features]) }.ToJsonString());
    }

    private static byte[] Zip(string name, byte[] form, string letter)
    {
        using var zip = new MemoryStream();
        DeterministicZip.Write(zip,
        [
            (name, target => target.Write(form)),
            ("确认函.pdf", target => LetterWriter.Write(target, "确认函", [new(letter, 12)])),
        ]);
        return zip.ToArray();
    }

    private Dictionary<string, object?> Row(PatchRecord record, int round, bool isSpoilt)
    {
        var draw = new Random(seed ^ (round * 7919) ^ record.Number.Aggregate(17, (sum, letter) => (sum * 31) + letter)).Next(100);
        var row = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [VerificationColumns.PatchNumber] = record.Number,
            [VerificationColumns.PatchKey] = record.PatchKey,
            [VerificationColumns.Unit] = record.Patch.Unit,
        };
        if (isSpoilt || draw < 25)
        {
            row[AnswerFields.IsReal] = "no";
            row[AnswerFields.Approval] = "exempt";
            row[AnswerFields.Legality] = "legal";
            row[AnswerFields.ExemptReason] = isSpoilt ? null : "not-a-real-change";
            return row;
        }

        row[AnswerFields.IsReal] = "yes";
        row[AnswerFields.ActualUse] = Uses[draw % 2];
        row[AnswerFields.ConstructionState] = "completed";
        row[AnswerFields.Approval] = draw < 60 ? "approved" : "unapproved";
        row[AnswerFields.Legality] = draw < 60 ? "legal" : "illegal";
        if (draw < 60)
            row[VerificationColumns.PermitNumberKey("special-permit")] = $"SP-{draw}";
        return row;
    }
}
