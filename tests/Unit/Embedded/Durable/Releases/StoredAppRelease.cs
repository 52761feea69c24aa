using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Platform.Domain.Campaigns;
using Platform.Domain.Indicators;
using Platform.Domain.Monitoring;
using Platform.Embedded.Durable;
using Platform.Orchestrations;
using Platform.Orchestrations.Campaigns;
using Platform.Orchestrations.Indicators;
using Platform.Orchestrations.Ingest;
using Platform.Orchestrations.Tasks;

namespace Platform.Tests.Unit.Embedded.Durable.Releases;

/// <summary>
/// The app's own orchestrators with activities that a test can steer, and the process that leaves a database in the middle of their work: an issued campaign with two
/// tasks that wait for a date, a layer whose publication is tried again, and a refresh of indicators of which some are computed.
/// </summary>
internal sealed class StoredAppRelease
{
    public const string Campaign = "c-2026-1";

    /// <summary>When the two tasks look again unasked.</summary>
    public static readonly DateTimeOffset TaskDate = StoredRelease.Moment.AddDays(14);

    private static readonly string[] Units = ["130102", "130104"];
    private static readonly UploadKey Upload = new("ticket", "attempt");

    /// <summary>Activities that were called, in order, with the input where it tells calls apart.</summary>
    public ConcurrentQueue<string> Calls { get; } = [];

    /// <summary>Whether publishing succeeds and every indicator is computed.</summary>
    public bool IsMended { get; set; }

    public CampaignState State { get; set; } = CampaignState.Issued;

    public TaskStep Step { get; set; } = TaskStep.Wait;

    public static string InstanceOfTask(int unit) => Instances.OfTask(Campaign, Units[unit]);

    public void Register(DurableEngine engine)
    {
        engine.AddOrchestrator(nameof(MonitoringCampaign), async context => await Nothing(MonitoringCampaign.RunAsync(context)));
        engine.AddOrchestrator(VerificationTaskFlow.Name, async context => await Nothing(VerificationTaskFlow.RunAsync(context)));
        engine.AddOrchestrator(nameof(PlanIngest), async context => await Nothing(PlanIngest.RunAsync(context)));
        engine.AddOrchestrator(nameof(IndicatorRefresh), async context => await IndicatorRefresh.RunAsync(context));
        Activity(engine, nameof(CampaignActivities.LookAtCampaign), _ => new CampaignLook(State, null, Units));
        Activity(engine, nameof(CampaignActivities.CloseFinishedCampaign), _ => State = CampaignState.Closing);
        Activity(engine, nameof(ReportActivities.WriteReport), _ => null);
        Activity(engine, nameof(ReportActivities.PublishReport), _ => State = CampaignState.Published);
        Activity(engine, nameof(TaskActivities.LookAtTask), _ => new TaskLook(Step, null, TaskDate));
        Activity(engine, nameof(TaskActivities.EndTask), call => call.GetInput<TaskKey>()!.Unit);
        Activity(engine, nameof(IngestActivities.PublishLayer), _ => IsMended ? "layer-7" : throw new IOException("storage is away"));
        Activity(engine, nameof(IndicatorActivities.PlanIndicators), _ => new IndicatorPlan("profile", Sources, Sources));
        Activity(engine, nameof(IndicatorActivities.SwitchIndicators), call => $"version of {call.GetInput<IndicatorPlan>()!.Sources.Count}");
        engine.AddActivity(nameof(IndicatorActivities.ComputeIndicators), async (call, cancellation) =>
        {
            var campaign = call.GetInput<IndicatorInput>()!.Source.Campaign;
            await Task.Delay(IsMended || campaign is "c-0" or "c-1" ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, cancellation);
            Calls.Enqueue($"{call.Name} {campaign}");
            return null;
        });
    }

    /// <summary>Brings the instances into the middle of their work, and ends the process as SIGKILL does.</summary>
    public static async Task<int> LeaveAsync(string path)
    {
        var engine = new DurableEngine(new DurableEngineOptions { DatabasePath = path, TimeProvider = new StandingClock(), MaxConcurrentActivities = 16 });
        new StoredAppRelease().Register(engine);
        await engine.StartAsync();
        await engine.Client.ScheduleNewOrchestrationInstanceAsync(nameof(MonitoringCampaign), Campaign, new StartOrchestrationOptions(Instances.OfCampaign(Campaign)));
        await engine.Client.ScheduleNewOrchestrationInstanceAsync(nameof(PlanIngest), Upload, new StartOrchestrationOptions("ingest"));
        await engine.Client.ScheduleNewOrchestrationInstanceAsync(nameof(IndicatorRefresh), "profile", new StartOrchestrationOptions("indicators"));
        // What they have come to shows in no status.
        await Task.Delay(TimeSpan.FromSeconds(4));
        System.Diagnostics.Process.GetCurrentProcess().Kill();
        return 0;
    }

    private static List<IndicatorSource> Sources =>
        [.. Enumerable.Range(0, 6).Select(n => new IndicatorSource($"c-{n}", "2026-1", new string('0', 64)))];

    private static async Task<object?> Nothing(Task task)
    {
        await task;
        return null;
    }

    private void Activity(DurableEngine engine, string name, Func<ActivityInvocation, object?> code) => engine.AddActivity(name, (call, _) =>
    {
        Calls.Enqueue(name == nameof(TaskActivities.EndTask) ? $"{name} {call.GetInput<TaskKey>()!.Unit}" : name);
        return Task.FromResult(code(call));
    });

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => StoredRelease.Moment;
    }
}
