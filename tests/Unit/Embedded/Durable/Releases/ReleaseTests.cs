using Microsoft.DurableTask.Client;
using Platform.Domain.Monitoring;
using Platform.Embedded.Durable;
using Platform.Embedded.Durable.Replay;
using Platform.Embedded.Durable.Store;
using Platform.Orchestrations.Campaigns;
using Platform.Orchestrations.Indicators;
using Platform.Orchestrations.Tasks;

namespace Platform.Tests.Unit.Embedded.Durable.Releases;

/// <summary>Instances that an earlier commit started, and was killed in the middle of, go on under this one. See the README beside the stored databases.</summary>
public sealed class ReleaseTests : EngineFixture
{
    [Fact]
    public async Task InstancesOfAnEarlierRelease_ComeToTheRightEnd()
    {
        await StartOnAsync("engine", engine => StoredRelease.Register(engine, isMended: true));

        await Client.ResumeInstanceAsync("suspended", Soon);
        foreach (var (id, output) in StoredRelease.Awaiting)
        {
            await Client.RaiseEventAsync(id, "go", 100);
            Assert.Equal((id, output), (id, await OutputAsync(id)));
        }

        Assert.Equal(204, await OutputAsync("parent"));
        Assert.Equal(15, await OutputAsync("fan-out"));
        Assert.Equal(7, await OutputAsync("short"));
        Assert.Equal(42, (await PassTimeUntilCompletedAsync("retries", TimeSpan.FromMinutes(30))).ReadOutputAs<int>());
        Assert.Equal(7, (await PassTimeUntilCompletedAsync("later", TimeSpan.FromHours(12))).ReadOutputAs<int>());
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await Client.GetInstanceAsync("fails", Soon))!.RuntimeStatus);
        await Client.RewindInstanceAsync("fails", "mended", Soon);
        Assert.Equal(7, await OutputAsync("fails"));
        Assert.Equal(0, Count("SELECT count(*) FROM activity") + Count("SELECT count(*) FROM inbox"));
    }

    [Fact]
    public async Task InstanceWhoseOrchestratorChangedIncompatibly_FailsAndSaysWhere()
    {
        await StartOnAsync("engine", engine =>
        {
            StoredRelease.Register(engine, isMended: true);
            StoredRelease.RegisterChanging(engine, isChanged: true);
        });

        await Client.RaiseEventAsync("changes", "go", 100);
        var result = await Client.WaitForInstanceCompletionAsync("changes", true, Soon);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, result.RuntimeStatus);
        Assert.Equal(typeof(NonDeterministicOrchestrationException).FullName, result.FailureDetails!.ErrorType);
        Assert.Contains(
            "instance 'changes' is not deterministic at history event 2: expected activity 'Add' (#0), but the code scheduled timer (#0), in "
            + typeof(StoredRelease).FullName + ".RegisterChanging (StoredRelease.cs:",
            result.FailureDetails.ErrorMessage,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task InstanceOfAnOrchestratorThatIsGone_FailsAndSaysSo_AndGoesOnWhenItIsBack()
    {
        await StartOnAsync("engine", engine => StoredRelease.Register(engine, isMended: true));
        await Client.RaiseEventAsync("changes", "go", 100);
        Assert.Equal(Failures.OrchestratorNotFound, (await Client.WaitForInstanceCompletionAsync("changes", Soon)).FailureDetails!.ErrorType);
        await StopAsync();

        Configure(engine => StoredRelease.RegisterChanging(engine, isChanged: false));
        await StartAsync();
        await Client.RewindInstanceAsync("changes", "it is back", Soon);

        Assert.Equal(102, await OutputAsync("changes"));
    }

    /// <summary>The app's own orchestrators of today with histories of theirs from the earlier commit.</summary>
    [Fact]
    public async Task WorkflowsOfTheAppThatAnEarlierReleaseStarted_ComeToTheRightEnd()
    {
        var app = new StoredAppRelease { IsMended = true };
        await StartOnAsync("app", app.Register);
        Assert.Equal("version of 6", (await Client.WaitForInstanceCompletionAsync("indicators", true, Soon)).ReadOutputAs<string>());
        Assert.Equal("layer-7", (await PassTimeUntilCompletedAsync("ingest", TimeSpan.FromSeconds(1))).ReadCustomStatusAs<string>());
        var campaign = await Client.GetInstanceAsync("campaign-" + StoredAppRelease.Campaign, true, Soon);
        Assert.Equal((OrchestrationRuntimeStatus.Running, nameof(CampaignState.Issued)), (campaign!.RuntimeStatus, campaign.ReadCustomStatusAs<string>()));

        app.Step = TaskStep.End;
        await Client.RaiseEventAsync(StoredAppRelease.InstanceOfTask(0), "wake", "accepted");
        await Client.WaitForInstanceCompletionAsync(StoredAppRelease.InstanceOfTask(0), Soon);
        var ended = await PassTimeUntilCompletedAsync("campaign-" + StoredAppRelease.Campaign, TimeSpan.FromDays(2));

        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
        Assert.Equal(nameof(CampaignState.Published), ended.ReadCustomStatusAs<string>());
        string[] ends = ["EndTask 130102", "EndTask 130104"];
        Assert.Equal(
            [
                .. ends, nameof(CampaignActivities.CloseFinishedCampaign), nameof(ReportActivities.WriteReport), nameof(ReportActivities.PublishReport),
            ],
            app.Calls.Where(call => ends.Contains(call) || call.Contains("Campaign", StringComparison.Ordinal) || call.Contains("Report", StringComparison.Ordinal))
                .Where(call => call != nameof(CampaignActivities.LookAtCampaign)));
        Assert.Equal(
            ["c-2", "c-3", "c-4", "c-5"],
            app.Calls.Where(call => call.StartsWith(nameof(IndicatorActivities.ComputeIndicators), StringComparison.Ordinal)).Select(call => call[^3..]).Order());
    }

    private async Task StartOnAsync(string stored, Action<DurableEngine> register)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "fixtures", "durable", stored)))
        {
            File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)));
        }

        Assert.Equal(1, Count("SELECT user_version FROM pragma_user_version"));
        Configure(register);
        await StartAsync();
        Assert.Equal(StoreSchema.Version, Count("SELECT user_version FROM pragma_user_version"));
    }

    private async Task<int> OutputAsync(string id) => (await Client.WaitForInstanceCompletionAsync(id, true, Soon)).ReadOutputAs<int>();
}
