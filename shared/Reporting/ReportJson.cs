using System.Text.Encodings.Web;
using System.Text.Json;
using Platform.Domain.Labels;
using Platform.Domain.Monitoring;
using Platform.Domain.Monitoring.Aggregation;

namespace Platform.Reporting;

/// <summary>
/// Writes <c>report.json</c>: UTF-8, LF, indented, Chinese as it is. Numbers are JSON numbers, areas unrounded, percentages with one decimal or null.
/// Equal models give equal bytes but for <c>generated</c>, the only place for clock values and always the last member.
/// </summary>
public static class ReportJson
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="target">Receives the file; stays open.</param>
    /// <param name="report">The figures.</param>
    /// <param name="generatedAt">When the report was made; null leaves <c>generated</c> out.</param>
    public static void Write(Stream target, ReportModel report, DateTimeOffset? generatedAt)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var json = new Utf8JsonWriter(target, Options);
        json.WriteStartObject();
        WriteCampaign(json, report.Header);
        WriteTables(json, report.Tables);
        WriteSentences(json, "narrative", report.Narrative);
        WriteSentences(json, "notes", report.Notes);
        WriteUnanswered(json, report.Unanswered);
        WriteSources(json, report.Sources);
        if (generatedAt is { } instant)
        {
            json.WriteStartObject("generated");
            json.WriteString("at", instant.UtcDateTime);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteCampaign(Utf8JsonWriter json, ReportHeader header)
    {
        json.WriteStartObject("campaign");
        json.WriteString("id", header.Id);
        WriteLabel(json, "title", header.Title);
        json.WriteString("period", header.Period);
        json.WriteString("profile", header.Profile);
        json.WriteString("ruleSet", header.RuleSet);
        json.WriteString("unitList", header.UnitList);
        WriteLabel(json, "publisher", header.Publisher);
        WriteLabel(json, "disclaimer", header.Disclaimer);
        json.WriteEndObject();
    }

    /// <summary>Chinese under the name, English beside it under the name with <c>En</c>.</summary>
    private static void WriteLabel(Utf8JsonWriter json, string name, Label? label)
    {
        json.WriteString(name, label?.Zh);
        json.WriteString(name + "En", label?.En);
    }

    private static void WriteTables(Utf8JsonWriter json, IEnumerable<ReportTable> tables)
    {
        json.WriteStartObject("tables");
        foreach (var table in tables)
        {
            json.WriteStartObject(table.Key);
            json.WriteString("title", table.Title);
            json.WriteString("titleEn", table.TitleEn);
            json.WriteBoolean("partition", table.IsPartition);
            json.WriteStartArray("rows");
            foreach (var row in table.Rows)
            {
                WriteRow(json, row);
            }

            json.WriteEndArray();
            json.WritePropertyName("total");
            WriteRow(json, table.Total);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, ReportRow row)
    {
        json.WriteStartObject();
        json.WriteString("key", row.Key);
        json.WriteString("label", row.Label);
        json.WriteString("labelEn", row.LabelEn);
        json.WriteNumber("count", row.Count);
        WritePercent(json, "countPercent", row.CountPercent);
        json.WriteNumber("areaM2", row.AreaM2);
        WritePercent(json, "areaPercent", row.AreaPercent);
        if (row.Cells.Count > 0)
        {
            json.WriteStartArray("cells");
            foreach (var cell in row.Cells)
            {
                WriteRow(json, cell);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WritePercent(Utf8JsonWriter json, string name, decimal? percent)
    {
        if (percent is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteSentences(Utf8JsonWriter json, string name, IEnumerable<ReportSentence> sentences)
    {
        json.WriteStartArray(name);
        foreach (var sentence in sentences)
        {
            json.WriteStartObject();
            json.WriteString("key", sentence.Key);
            json.WriteString("zh", sentence.Chinese);
            json.WriteString("en", sentence.English);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteUnanswered(Utf8JsonWriter json, IEnumerable<UnansweredPatch> patches)
    {
        json.WriteStartArray("unanswered");
        foreach (var patch in patches)
        {
            json.WriteStartObject();
            json.WriteString("patchId", patch.PatchId);
            json.WriteString("region", patch.Region);
            json.WriteNumber("areaM2", patch.AreaM2);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSources(Utf8JsonWriter json, IEnumerable<ReportSource> sources)
    {
        json.WriteStartArray("sources");
        foreach (var source in sources)
        {
            json.WriteStartObject();
            json.WriteString("path", source.Path);
            json.WriteString("sha256", source.Sha256);
            json.WriteNumber("rows", source.Rows);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
