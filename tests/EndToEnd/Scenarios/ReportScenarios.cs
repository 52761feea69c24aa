using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Archive;
using Platform.Domain.Campaigns;
using Platform.Domain.Indicators;
using Platform.Domain.Lineage;
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
        foreach (var table in tables.EnumerateObject())
            await AssertTracesAsync(table, [.. uploads.Select(upload => upload.Sha256)]);
        await AssertIndicatorsTraceAsync();

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

    // Every row and every cell of every table.
    private async Task AssertTracesAsync(JsonProperty table, IReadOnlyList<string> uploads)
    {
        foreach (var row in table.Value.GetProperty("rows").EnumerateArray().Append(table.Value.GetProperty("total")))
        {
            var key = row.GetProperty("key").GetString()!;
            var query = $"{One}/trace?table={table.Name}&row={key}";

            // In the themes' table the area of a row is that inside the theme, not that of the patches.
            var inTheme = table.Name == "theme" && key != "total";
            await AssertTraceAsync(row, query, uploads, patch => inTheme ? patch.Outcome!.ThemeAreasM2![key] : patch.AreaM2);
            if (!row.TryGetProperty("cells", out var cells))
                continue;
            foreach (var cell in cells.EnumerateArray().Where(_ => table.Name != "theme" || key != "total"))
                await AssertTraceAsync(cell, $"{query}&cell={cell.GetProperty("key").GetString()}", uploads, patch => patch.AreaM2);
        }
    }

    private async Task AssertTraceAsync(JsonElement figure, string query, IReadOnlyList<string> uploads, Func<TracedPatch, decimal> area)
    {
        var trace = await platform.Officer.GetAsync<Trace>(query);
        Assert.True(figure.GetProperty("count").GetInt32() == trace.Count, query);
        Assert.Equal(trace.Count, trace.Patches.Count);
        Assert.Equal(figure.GetProperty("areaM2").GetDecimal(), trace.Patches.Sum(area));
        Assert.All(trace.Patches, patch => Assert.Contains(patch.Answered!.Sha256, uploads));
        await AssertGroundsAsync(trace.Patches, trace.Grounds);
    }

    // Every file that is named has a receipt and is in the raw archive; every layer version is pinned; the decisions are complete.
    private async Task AssertGroundsAsync(IReadOnlyList<TracedPatch> patches, Grounds grounds)
    {
        var archive = platform.Services.GetRequiredService<IRawArchive>();
        var receipts = grounds.Uploads.ToDictionary(upload => upload.Attempt, upload => upload.Sha256);
        Assert.All(patches, patch => Assert.Equal(
            (patch.Delivered.Sha256, patch.Answered!.Sha256), (receipts[patch.DeliveredIn], receipts[patch.AnsweredIn!])));
        foreach (var sha256 in receipts.Values.Concat(grounds.Layers.Select(layer => layer.SourceSha256)))
            Assert.NotNull(await archive.FindAsync(ContentHash.Parse(sha256)));
        Assert.Equal(grounds.Pins.LayerVersions.Values.SelectMany(ids => ids).Order(), grounds.Layers.Select(layer => layer.Version).Order());
        Assert.Equal("campaign.created", grounds.Decisions[0].Action);
        Assert.Equal("campaign.published", grounds.Decisions[^1].Action);
        Assert.Equal(patches.Select(patch => patch.Unit).Distinct().Order(), grounds.Tasks.Select(task => task.Unit));
        foreach (var entries in grounds.Tasks.Select(task => task.Entries).Append(grounds.Decisions))
            Assert.Equal(Enumerable.Range(1, entries.Count), entries.Select(entry => entry.Sequence));
        Assert.All(grounds.Tasks, task => Assert.Contains(task.Entries, entry => entry is { Action: "task.accepted", Command: TaskCommand.Accept }));
    }

    private async Task AssertIndicatorsTraceAsync()
    {
        await platform.Officer.PostAsync<RefreshStarted>("api/indicators/refresh?profile=cambridge");
        var values = await platform.Officer.UntilAsync<IReadOnlyList<IndicatorValueView>>(
            "api/indicators/values?profile=cambridge", all => all.Any(value => value.Lineage.Campaign == Campaign));
        var catalogue = platform.Services.GetRequiredService<IndicatorCatalogue>();
        foreach (var value in values.Where(value => value.Lineage.Campaign == Campaign && value.Unit is IndicatorValue.WholeArea or "N11"))
        {
            var trace = await platform.Officer.GetAsync<IndicatorTrace>(
                $"api/indicators/{value.Code}/trace?profile=cambridge&campaign={value.Lineage.Campaign}&unit={value.Unit}");
            Assert.Equal((value.Value, trace.Count), (trace.Value, trace.Patches.Count));
            var outcomes = trace.Patches.Select(patch => patch.Outcome).OfType<Outcome>().ToList();
            Assert.Equal(value.Value, catalogue.Evaluate(value.Code, new Measures(outcomes, trace.Patches.Count - outcomes.Count)));
            Assert.Equal((value.Lineage.DefinitionsSha256, value.Lineage.OutcomesSha256), (trace.DefinitionsSha256, trace.OutcomesSha256));
            await AssertGroundsAsync(trace.Patches, trace.Grounds);
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
