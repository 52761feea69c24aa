using System.Diagnostics;
using Platform.Domain.Access;
using Platform.Domain.Campaigns;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;
using Platform.Domain.Samples;
using Platform.Domain.Submissions;

namespace Platform.Functions.Sample;

/// <summary>
/// The main job on the shipped real sample, through the public interface only: layers and patches in, tasks to the bureaus, their answers, audit,
/// report.
/// </summary>
internal sealed class SampleRun(
    Uri platform, Profile profile, SampleManifest manifest, string directory, string password, Func<CancellationToken, PatchFile> makePatches, TextWriter output)
{
    private const int BureausAtOnce = 4;

    private readonly Stopwatch clock = Stopwatch.StartNew();

    /// <summary>Names of the accounts that the run signs in with, and what they may do.</summary>
    public static IEnumerable<(string Name, string Display, RoleGrant Role)> Accounts(UnitList units)
    {
        yield return ("officer", "省厅经办 Province officer", RoleGrant.Of(Role.ProvinceOfficer));
        yield return ("reviewer", "省厅审核 Province reviewer", RoleGrant.Of(Role.ProvinceReviewer));
        foreach (var unit in units.Units)
        {
            yield return (Clerk(unit.Code), $"{unit.Name.Zh}填报 clerk", RoleGrant.Of(Role.Clerk, unit.Code));
            yield return (Checker(unit.Code), $"{unit.Name.Zh}校核 checker", RoleGrant.Of(Role.Checker, unit.Code));
        }
    }

    /// <summary>Runs everything and writes the report's files to <paramref name="target"/>.</summary>
    public async Task RunAsync(string target, CancellationToken cancellation)
    {
        using var officer = await SampleApi.SignInAsync(platform, "officer", password, cancellation).ConfigureAwait(false);
        await UploadLayersAsync(officer, cancellation).ConfigureAwait(false);
        await UploadPatchesAsync(officer, cancellation).ConfigureAwait(false);
        Say("下发核查任务 issuing: prejudgement, task packages");
        await officer.CommandAsync($"{Campaign}/issue", new IssueOrder(null), cancellation).ConfigureAwait(false);
        await officer.UntilAsync<Campaign>(Campaign, c => c.State == CampaignState.Issued, cancellation).ConfigureAwait(false);
        await RunBureausAsync(officer, cancellation).ConfigureAwait(false);
        Say("汇总 aggregating");
        await officer.UntilAsync<Campaign>(Campaign, c => c.State == CampaignState.Published, cancellation).ConfigureAwait(false);
        await DownloadAsync(officer, target, cancellation).ConfigureAwait(false);
        await officer.CommandAsync($"api/indicators/refresh?profile={manifest.Profile}", null, cancellation).ConfigureAwait(false);
        var values = await officer.UntilAsync<IReadOnlyList<IndicatorValueView>>(
            $"api/indicators/values?profile={manifest.Profile}&unit=*", v => v.Count > 0, cancellation).ConfigureAwait(false);
        Say($"指标 {values.Count} indicators for the whole area");
        Say($"完成 done; report in {target}");
    }

    private static string Clerk(string unit) => $"clerk-{unit.ToLowerInvariant()}";

    private static string Checker(string unit) => $"checker-{unit.ToLowerInvariant()}";

    private string Campaign => $"api/campaigns/{manifest.Id}";

    private async Task UploadLayersAsync(SampleApi officer, CancellationToken cancellation)
    {
        foreach (var layer in manifest.Layers)
        {
            var request = new TicketRequest
            {
                Kind = SubmissionKind.Layer,
                Profile = manifest.Profile,
                Role = layer.Role,
                ValidFrom = layer.ValidFrom,
                Name = layer.File,
                Size = 0,
                Sha256 = layer.Sha256,
            };
            var content = await File.ReadAllBytesAsync(Path.Combine(directory, layer.File), cancellation).ConfigureAwait(false);
            var attempt = await officer.UploadAsync(request, content, cancellation).ConfigureAwait(false);
            Say($"图层 layer {layer.Role,-24} {attempt.RowsTaken,6} features, {Describe(attempt)}");
            Require(attempt.LayerVersion is not null, $"layer {layer.Role} was refused");
        }
    }

    private async Task UploadPatchesAsync(SampleApi officer, CancellationToken cancellation)
    {
        var file = makePatches(cancellation);
        Say($"变化检测 change detection: {file.Patches} patches between {manifest.Change.Before} and {manifest.Change.After}");
        await officer.CommandAsync(
            "api/campaigns", new NewCampaign(manifest.Id, manifest.Profile, manifest.Title.Zh, manifest.Title.En, manifest.Period), cancellation)
            .ConfigureAwait(false);
        var request = new TicketRequest { Kind = SubmissionKind.Patches, Campaign = manifest.Id, Name = "change_patches.gpkg", Size = 0 };
        var attempt = await officer.UploadAsync(request, file.Content, cancellation).ConfigureAwait(false);
        Say($"图斑 patches: {attempt.RowsTaken} taken, {attempt.RowsRefused} refused, {Describe(attempt)}");
        Require(attempt.RowsTaken > 0, "no patch was taken");
    }

    private async Task RunBureausAsync(SampleApi officer, CancellationToken cancellation)
    {
        var tasks = await officer.ListAsync<VerificationTask>($"{Campaign}/tasks", cancellation).ConfigureAwait(false);
        Say($"任务 {tasks.Count} tasks issued");
        using var reviewer = await SampleApi.SignInAsync(platform, "reviewer", password, cancellation).ConfigureAwait(false);
        var campaign = await officer.GetAsync<Campaign>(Campaign, cancellation).ConfigureAwait(false);
        var rules = profile.RuleSet(campaign.Pins!.RuleSet)!;
        var form = new SampleForm(rules, new SampleAnswers(rules, manifest.SampleAnswers), manifest);
        await Parallel.ForEachAsync(
            tasks,
            new ParallelOptions { MaxDegreeOfParallelism = BureausAtOnce, CancellationToken = cancellation },
            async (task, stop) => await RunBureauAsync(task, reviewer, form, stop).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private async Task RunBureauAsync(VerificationTask task, SampleApi reviewer, SampleForm form, CancellationToken cancellation)
    {
        var path = $"{Campaign}/tasks/{task.Unit}";
        using var clerk = await SampleApi.SignInAsync(platform, Clerk(task.Unit), password, cancellation).ConfigureAwait(false);
        using var checker = await SampleApi.SignInAsync(platform, Checker(task.Unit), password, cancellation).ConfigureAwait(false);
        await clerk.CommandAsync($"{path}/receive", null, cancellation).ConfigureAwait(false);
        var package = await clerk.DownloadWhenReadyAsync($"{path}/package", cancellation).ConfigureAwait(false);
        var patches = await PatchesAsync(clerk, task.Unit, cancellation).ConfigureAwait(false);
        var request = new TicketRequest
        {
            Kind = SubmissionKind.Verification, Campaign = manifest.Id, Unit = task.Unit, Name = $"核查结果_{task.Unit}.zip", Size = 0,
        };
        var attempt = await clerk.UploadAsync(request, form.Make(task.Unit, task.Bureau, patches), cancellation).ConfigureAwait(false);
        Require(attempt.State == AttemptState.Taken, $"{task.Unit}: the answers were not all taken ({attempt.State})");
        await checker.CommandAsync($"{path}/check", null, cancellation).ConfigureAwait(false);
        await clerk.CommandAsync($"{path}/submit", null, cancellation).ConfigureAwait(false);
        await reviewer.CommandAsync($"{path}/accept", null, cancellation).ConfigureAwait(false);
        Say($"单元 unit {task.Unit}: package {package.Length / 1024} kB, {attempt.RowsTaken} answers, checked, submitted, accepted");
    }

    private async Task<IReadOnlyList<PatchRecord>> PatchesAsync(SampleApi clerk, string unit, CancellationToken cancellation)
    {
        var list = await clerk.ListAsync<PatchSummary>($"{Campaign}/patches?unit={unit}&limit=1000", cancellation).ConfigureAwait(false);
        var records = new List<PatchRecord>();
        foreach (var patch in list)
            records.Add((await clerk.GetAsync<PatchDetail>($"{Campaign}/patches/{unit}/{patch.Key}", cancellation).ConfigureAwait(false)).Patch);
        return records;
    }

    private async Task DownloadAsync(SampleApi officer, string target, CancellationToken cancellation)
    {
        foreach (var file in await officer.GetAsync<IReadOnlyList<ReportFileEntry>>($"{Campaign}/report/files", cancellation).ConfigureAwait(false))
        {
            var path = Path.Combine(target, file.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var content = await officer.DownloadWhenReadyAsync($"{Campaign}/report/files/{file.Name}", cancellation).ConfigureAwait(false);
            await File.WriteAllBytesAsync(path, content, cancellation).ConfigureAwait(false);
        }

        SampleTables.Print(Path.Combine(target, "report.json"), output);
    }

    private static string Describe(Attempt attempt) => $"findings {attempt.FindingCounts.Error} errors {attempt.FindingCounts.Warning} warnings";

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new InvalidOperationException($"The sample stopped: {otherwise}.");
    }

    private void Say(string what)
    {
        lock (output)
            output.WriteLine($"[{clock.Elapsed:mm\\:ss}] {what}");
    }
}
