using Azure.Storage.Blobs;
using Platform.Domain.Access;
using Platform.Domain.Campaigns;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;
using Platform.Domain.Submissions;
using Platform.Functions;
using Platform.Functions.Commands;
using Platform.Functions.Http;
using Platform.Storage;
using Platform.Storage.Blobs;
using Platform.Tests.CosmosGateway;

namespace Platform.Tests.EndToEnd.Scenarios;

/// <summary>Replay of what a platform on one machine did.</summary>
public sealed class ReplayScenarios(ScenarioPlatform platform) : ReplayScenario(platform), IClassFixture<ScenarioPlatform>;

/// <summary>Replay of what a platform did whose documents lie in Cosmos DB: the desk, which keeps its own in SQLite, comes to the same bytes.</summary>
public sealed class CosmosReplayScenarios(CosmosPlatform cosmos) : ReplayScenario(cosmos.Platform), IClassFixture<CosmosPlatform>
{
    [NodeFact]
    public async Task BackupAndRestore_OfDocumentsThatLieElsewhere_AreRefused()
    {
        using var command = cosmos.Platform.Build();
        var backup = Path.Combine(cosmos.Platform.Root, "backup");

        Assert.Equal(1, await BackupCommand.RunAsync(command, ["--out", backup], CancellationToken.None));
        Assert.Equal(1, await RestoreCommand.RunAsync(command, ["--from", backup], CancellationToken.None));
        Assert.False(Directory.Exists(backup));
    }

    protected override void AssertKept()
    {
        Assert.False(File.Exists(new PlatformPaths(cosmos.Platform.Root).DocumentDatabase));
        Assert.True(cosmos.Gateway.Traffic.Count(GatewayCallKind.Batch, 200) > 0);
        Assert.True(cosmos.Gateway.Traffic.Count(GatewayCallKind.ChangeFeed, 200) > 0);
    }
}

/// <summary>
/// The platform's work done again by the desk from the raw archive and the exported log alone. A platform of its own, so that nothing else goes on while
/// the log is written.
/// </summary>
public abstract class ReplayScenario(ScenarioPlatform platform) : IDisposable
{
    private const string Campaign = "replayed";
    private const string One = $"api/campaigns/{Campaign}";

    private readonly string folder = Directory.CreateTempSubdirectory("replay-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [NodeFact]
    public async Task Replay_OfACampaignWithAllThatHappensToOne_GivesTheSameDocumentsAndFiles()
    {
        await SendWhatIsNotTakenAsync();
        await platform.IssueAsync(Campaign, ["N11", "N12", "N10"], 4, skip: 20);
        await AnswerTwiceAsync(await platform.ReceivedAsync("N11", Campaign));
        await AnswerByGeoJsonAsync(await platform.ReceivedAsync("N12", Campaign));
        var late = await MissDatesAsync();
        await late.PostAsync<Campaign>($"{One}/close", new CloseOrder("因汛期提前结束"));
        await late.UntilAsync<Campaign>(One, c => c.State == CampaignState.Published);
        await late.PostAsync<RefreshStarted>("api/indicators/refresh?profile=cambridge");
        await late.UntilAsync<IReadOnlyList<IndicatorValueView>>("api/indicators/values?profile=cambridge&unit=*", v => v.Count > 0);

        var auditor = await platform.PersonAsync("auditor", RoleGrant.Of(Role.Auditor));
        var log = Path.Combine(folder, "decisions.ndjson");
        await File.WriteAllBytesAsync(log, await auditor.DownloadAsync("api/operations/decisions"));
        var target = Path.Combine(folder, "replayed");
        var run = await DeskRun.StartAsync("replay", "--raw", platform.RawArchive, "--log", log, "--out", target);

        Assert.True(run.ExitCode == 0, run.Errors + run.Output);
        Assert.Matches("documents=[1-9][0-9]+ differing=0 reports=[1-9][0-9]* ", run.Output);
        await AssertSameFilesAsync(auditor, Path.Combine(target, "files", "campaigns", Campaign));
        await AssertFaultsAreNoticedAsync(log);
        AssertKept();
    }

    /// <summary>What else holds of the platform that did the work.</summary>
    protected virtual void AssertKept()
    {
    }

    private async Task SendWhatIsNotTakenAsync()
    {
        await platform.OpenAsync("replayed-draft");
        var refused = await platform.Officer.UploadAsync(ScenarioPlatform.PatchesOf("replayed-draft", "图斑.gpkg"), "no GeoPackage"u8.ToArray());
        Assert.Equal(AttemptState.Refused, refused.State);
        var container = new BlobContainerClient(platform.StorageConnection, UploadContainer.Name);
        var path = $"verification/N11/{Guid.NewGuid():N}/偷渡.zip";
        await container.UploadBlobAsync(path, new BinaryData("no ticket"u8.ToArray()));
        await platform.Officer.UntilAsync<Page<QuarantinedBlob>>("api/operations/quarantine", page => page.Items.Any(blob => blob.Path == path));
        await platform.Officer.PostAsync<TicketView>("api/uploads", ScenarioPlatform.PatchesOf("replayed-draft", "从未上传.gpkg") with { Size = 5 });
    }

    // Bad rows, the same file again, a return of one patch, a redo, acceptance.
    private async Task AnswerTwiceAsync(Bureau bureau)
    {
        var patches = bureau.Patches;
        var spoiled = bureau.Form().Illegal(patches[0]).Approved(patches.Skip(1)).But(AnswerFields.Approval, "也许").Zip();
        var first = await bureau.UploadAsync(spoiled);
        Assert.Equal(AttemptState.PartlyTaken, first.State);
        Assert.NotNull(first.MarkedForm);
        Assert.Equal(AttemptState.Duplicate, (await bureau.UploadAsync(spoiled)).State);
        Assert.Equal(AttemptState.Taken, (await bureau.UploadAsync(bureau.Form().Exempt(patches[3]).Zip())).State);
        await FinishAsync(bureau);
        await bureau.OrderAsync("return", platform.Reviewer, new ReturnOrder("照片不清", [patches[0].PatchKey]));
        await bureau.Clerk.UntilAsync<VerificationTask>(bureau.Path, task => task is { PendingReturn: null, Counts.Returned: 1 });

        // Storages date a commit to the second: what is to come after the return has to be committed in a later one.
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        Assert.Equal(AttemptState.Taken, (await bureau.UploadAsync(bureau.Form().Approved(patches[0]).Zip("再次确认"))).State);
        await FinishAsync(bureau);
        await bureau.OrderAsync("accept", platform.Reviewer);
    }

    private async Task AnswerByGeoJsonAsync(Bureau bureau)
    {
        await bureau.OrderAsync("extend", platform.Officer, new ExtendOrder(DateOnly.FromDateTime(DateTime.UtcNow.AddDays(90)), "图斑较多"));
        var answered = await bureau.UploadAsync(bureau.Form().Illegal(bureau.Patches.Take(2)).GeoJson(), "核查结果.geojson");
        Assert.Equal((AttemptState.Taken, 2), (answered.State, answered.RowsTaken));
    }

    // Months later: nobody has received the third task, and whoever signed in before has to do so again.
    private async Task<Caller> MissDatesAsync()
    {
        platform.Clock.Ahead = TimeSpan.FromDays(60);
        var late = await platform.PersonAsync("officer-late", RoleGrant.Of(Role.ProvinceOfficer));
        await late.PostAsync<VerificationTask>($"{One}/tasks/N10/remind");
        await late.UntilAsync<VerificationTask>($"{One}/tasks/N10", task => task is { Breaches.Count: 2, EscalatedAt: not null });
        return late;
    }

    private static async Task FinishAsync(Bureau bureau)
    {
        await bureau.OrderAsync("check", bureau.Checker);
        await bureau.OrderAsync("submit");
    }

    private static async Task AssertSameFilesAsync(Caller by, string replayed)
    {
        var files = await by.GetAsync<IReadOnlyList<ReportFileEntry>>($"{One}/report/files");
        foreach (var extension in new[] { ".json", ".xlsx", ".docx", ".pdf" })
            Assert.Contains(files, file => file.Name.EndsWith(extension, StringComparison.Ordinal));
        foreach (var file in files)
            Assert.Equal(await by.DownloadAsync($"{One}/report/files/{file.Name}"), await File.ReadAllBytesAsync(Path.Combine(replayed, "report", file.Name)));
        foreach (var unit in new[] { "N10", "N11", "N12" })
            Assert.Equal(await by.DownloadAsync($"{One}/tasks/{unit}/package"), await File.ReadAllBytesAsync(Path.Combine(replayed, "packages", $"{unit}.zip")));
    }

    private async Task AssertFaultsAreNoticedAsync(string log)
    {
        var text = await File.ReadAllTextAsync(log);
        await AssertRefusedAsync("LOG_EDITED", text.Replace("因汛期提前结束", "因汛期提前停止", StringComparison.Ordinal), platform.RawArchive);
        await AssertRefusedAsync("LOG_TORN", text[..text.LastIndexOf("{\"chain\"", StringComparison.Ordinal)], platform.RawArchive);
        await AssertRefusedAsync("RAW_FILE_MISSING", text, folder);
    }

    private async Task AssertRefusedAsync(string code, string log, string raw)
    {
        var path = Path.Combine(folder, $"{code}.ndjson");
        await File.WriteAllTextAsync(path, log);
        var run = await DeskRun.StartAsync("replay", "--raw", raw, "--log", path, "--out", Path.Combine(folder, code));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(code, run.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder, code)));
    }
}
