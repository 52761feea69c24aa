using System.Net;
using System.Text.Json;
using Platform.Domain.Campaigns;
using Platform.Domain.Monitoring;
using Platform.Domain.Submissions;
using Platform.Functions;

namespace Platform.Tests.EndToEnd.Scenarios;

/// <summary>The report of a finished campaign: its figures are the sums of the answers and lead back to them.</summary>
[Collection(ScenarioGroup.Name)]
public sealed class ReportScenarios(ScenarioPlatform platform)
{
    private const string Campaign = "reported";
    private const string One = $"api/campaigns/{Campaign}";

    [NodeFact]
    public async Task Figures_AreSumsOfTheAnswers_AndTraceBackToThem()
    {
        await platform.IssueAsync(Campaign, ["N11", "N12"], 6, skip: 10);
        var (first, second) = (await platform.ReceivedAsync("N11", Campaign), await platform.ReceivedAsync("N12", Campaign));
        var (p, q) = (first.Patches, second.Patches);
        var uploads = new[]
        {
            await FinishAsync(first, first.Form().Approved(p.Take(2)).Illegal(p.Skip(2).Take(3)).Exempt(p[5]).Zip()),
            await FinishAsync(second, second.Form().Approved(q[0]).Illegal(q.Skip(1)).Zip()),
        };
        await platform.Officer.UntilAsync<Campaign>(One, c => c.State == CampaignState.Published);
        using var report = JsonDocument.Parse(await platform.Officer.DownloadAsync($"{One}/report"));
        var tables = report.RootElement.GetProperty("tables");

        PatchRecord[] approved = [.. p.Take(2), q[0]], illegal = [.. p.Skip(2).Take(3), .. q.Skip(1)], exempt = [p[5]];
        AssertRow(Row(tables, "approval", "approved"), approved);
        AssertRow(Row(tables, "approval", "unapproved"), illegal);
        AssertRow(Row(tables, "approval", "exempt"), exempt);
        AssertRow(Row(tables, "approval", "total"), [.. p, .. q]);
        AssertRow(Row(tables, "legality", "legal"), [.. approved, .. exempt]);
        AssertRow(Row(tables, "legality", "illegal"), illegal);
        AssertRow(Row(tables, "unit", "N11"), p);
        AssertRow(Row(tables, "unit", "N12"), q);
        AssertRow(Row(tables, "unit", "N01"), []);
        foreach (var table in new[] { "approval", "legality", "unit", "conformity", "construction", "size", "theme" })
            await AssertTracesAsync(tables, table, [.. uploads.Select(upload => upload.Sha256)]);

        var sources = report.RootElement.GetProperty("sources").EnumerateArray().ToList();
        Assert.Equal(uploads.Select(u => u.Sha256).Order(), sources.Select(s => s.GetProperty("sha256").GetString()).Order());
        Assert.Equal(12, sources.Sum(s => s.GetProperty("rows").GetInt32()));
        await AssertFilesAsync();
        await platform.Officer.RefusedAsync(
            HttpStatusCode.UnprocessableEntity, "QUERY_INVALID", HttpMethod.Get, $"{One}/trace?table=approval&row=nonsense");
    }

    private async Task<Attempt> FinishAsync(Bureau bureau, byte[] content)
    {
        var attempt = await bureau.UploadAsync(content);
        Assert.Equal((AttemptState.Taken, 6), (attempt.State, attempt.RowsTaken));
        await bureau.OrderAsync("check", bureau.Checker);
        await bureau.OrderAsync("submit");
        await bureau.OrderAsync("accept", platform.Reviewer);
        return attempt;
    }

    private async Task AssertTracesAsync(JsonElement tables, string table, IReadOnlyList<string> uploads)
    {
        var rows = tables.GetProperty(table).GetProperty("rows").EnumerateArray().Append(tables.GetProperty(table).GetProperty("total"));
        foreach (var row in rows)
        {
            var key = row.GetProperty("key").GetString();
            var trace = await platform.Officer.GetAsync<Trace>($"{One}/trace?table={table}&row={key}");
            var figure = (row.GetProperty("count").GetInt32(), row.GetProperty("areaM2").GetDecimal());
            Assert.True(figure.Item1 == trace.Count, $"{table}/{key}");
            Assert.Equal(trace.Count, trace.Patches.Count);
            Assert.All(trace.Patches, patch => Assert.Contains(patch.Answered!.Sha256, uploads));

            // In the themes' table the area is that inside the theme, not that of the patches.
            if (table != "theme")
                Assert.Equal((figure.Item2, figure.Item2), (trace.AreaM2, trace.Patches.Sum(patch => patch.AreaM2)));
        }
    }

    private async Task AssertFilesAsync()
    {
        var files = await platform.Officer.GetAsync<IReadOnlyList<ReportFileEntry>>($"{One}/report/files");
        foreach (var extension in new[] { ".json", ".xlsx", ".docx", ".pdf", ".csv" })
            Assert.Contains(files, file => file.Name.EndsWith(extension, StringComparison.Ordinal));
        foreach (var file in files)
        {
            var content = await platform.Officer.DownloadAsync($"{One}/report/files/{file.Name}");
            Assert.Equal(file.Sha256, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)));
        }
    }

    private static JsonElement Row(JsonElement tables, string table, string key) => key == "total"
        ? tables.GetProperty(table).GetProperty("total")
        : tables.GetProperty(table).GetProperty("rows").EnumerateArray().Single(row => row.GetProperty("key").GetString() == key);

    private static void AssertRow(JsonElement row, IReadOnlyCollection<PatchRecord> patches)
    {
        Assert.Equal(patches.Count, row.GetProperty("count").GetInt32());
        Assert.Equal(patches.Sum(patch => patch.Patch.AreaM2), row.GetProperty("areaM2").GetDecimal());
    }
}
