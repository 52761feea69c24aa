using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Platform.Domain.Profiles;
using Platform.Embedded.Durable.Store;
using Platform.Storage;
using Platform.Tests.Faults.Child;
using Platform.Tests.Faults.Compare;
using Platform.Tests.Faults.Job;
using Platform.Tests.Faults.Storage;

namespace Platform.Tests.Faults.Lives;

/// <summary>What a run came to.</summary>
/// <param name="Remains">What it left behind.</param>
/// <param name="Steps">Its durable steps in their order.</param>
/// <param name="Faults">What is wrong in itself, without comparison: lost receipts, a sweep that finds something, workflows that did not end.</param>
/// <param name="Replay">What a replay from raw archive and log did not make the same again.</param>
/// <param name="Lives">Number of child processes.</param>
/// <param name="Took">How long it took.</param>
internal sealed record RunOutcome(
    Remains Remains, IReadOnlyList<string> Steps, IReadOnlyList<string> Faults, IReadOnlyList<string> Replay, int Lives, TimeSpan Took);

/// <summary>One small campaign over as many lives of the platform as its weather takes.</summary>
internal sealed class CampaignRun : IAsyncDisposable
{
    private static readonly TimeSpan Downtime = TimeSpan.FromSeconds(35);

    // Tasks have to be received within three days; a breach that is due to a jump would be no fault.
    private static readonly TimeSpan BeforeAnythingIsDue = TimeSpan.FromHours(60);
    private static readonly TimeSpan PatienceWithSuspects = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(2);

    // A sweep comes within this time after a start.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(12);

    private readonly Weather weather;
    private readonly Random random;
    private readonly Tally tally;
    private readonly Home home;
    private readonly Emulator emulator;
    private readonly DocumentPlace documents;
    private readonly FaultClock clock;
    private readonly SmallCampaign campaign;
    private readonly StreamWriter log;
    private readonly Suspects suspects = new();
    private readonly ConcurrentQueue<string> steps = new();
    private readonly Walk? walk;
    private readonly FaultyDisk? disk;
    private TimeSpan startTime = TimeSpan.FromSeconds(1);
    private int lives;

    private CampaignRun(
        Weather weather, int seed, int draw, Tally tally, Walk? walk, Emulator emulator, DocumentPlace documents, FaultClock clock, string directory)
    {
        (this.weather, this.tally, this.emulator, this.documents, this.clock) = (weather, tally, emulator, documents, clock);
        random = new Random(draw);
        this.walk = walk;
        disk = weather.Disk ? FaultyDisk.TryMake(directory, Path.Combine(directory, "data")) : null;
        log = new StreamWriter(Path.Combine(directory, "platform.log")) { AutoFlush = true };
        home = new Home(Path.Combine(directory, "data"), QuietPort.Draw(), emulator.Connection, OneProfile(directory), documents.Settings, log);
        campaign = new SmallCampaign(home.Address, seed);
    }

    /// <summary>Runs a campaign in a directory of its own.</summary>
    /// <param name="weather">What it suffers.</param>
    /// <param name="seed">Of the campaign: the same for all that are compared.</param>
    /// <param name="draw">Seed of this run's faults.</param>
    /// <param name="budget">Ends the disturbance when so many kills have been counted; the campaign goes on undisturbed.</param>
    /// <param name="tally">Counts.</param>
    /// <param name="walk">Where its lives end; null: at random moments.</param>
    /// <param name="directory">A directory that does not exist.</param>
    /// <param name="inCosmos">Whether documents lie in a Cosmos DB account.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<RunOutcome> RunAsync(
        Weather weather, int seed, int draw, int budget, Tally tally, Walk? walk, string directory, bool inCosmos, CancellationToken cancellation)
    {
        Directory.CreateDirectory(directory);
        var clock = new FaultClock(Path.Combine(directory, "clock"));
        await using var emulator = await Emulator.StartAsync(Path.Combine(directory, "azurite"), clock.Path, Path.GetDirectoryName(directory)!, cancellation);
        await using var documents = await DocumentPlace.MakeAsync(Path.Combine(directory, "data"), inCosmos);
        await using var run = new CampaignRun(weather, seed, draw, tally, walk, emulator, documents, clock, directory);
        return await run.RunAsync(budget, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        campaign.Officer.Dispose();
        disk?.Dispose();
        await log.DisposeAsync();
    }

    private async Task<RunOutcome> RunAsync(int budget, CancellationToken cancellation)
    {
        var took = Stopwatch.StartNew();
        await SmallCampaign.AddAccountsAsync(home.Data);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var calm = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var job = campaign.RunAsync(over.Token);
        var troubles = new Troubles(weather, new Random(random.Next()), tally, emulator, documents.Account, disk, new PlatformPaths(home.Data)).RunAsync(calm.Token);
        try
        {
            while (!job.IsCompleted)
            {
                if (tally.Kills >= budget)
                    await calm.CancelAsync();
                await LiveAsync(job, isDisturbed: !calm.IsCancellationRequested, cancellation);
            }

            await job;
            await WalkOnAsync(budget, cancellation);
            await calm.CancelAsync();
            await troubles;
            return await SettleAsync(took, cancellation);
        }
        finally
        {
            await over.CancelAsync();
            await calm.CancelAsync();
            await troubles;
        }
    }

    private async Task LiveAsync(Task job, bool isDisturbed, CancellationToken cancellation)
    {
        if (lives++ > 0)
            await PassTimeAsync(cancellation);
        var due = suspects.Due;
        var targets = isDisturbed && walk is not null ? walk.Targets : [];
        using var child = ChildProcess.Start(home, PlanOf(targets, due), Environment, steps.Enqueue);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var end = child.WaitForEndAsync(cancellation);
        var killer = isDisturbed && weather != Weather.Calm && walk is null ? KillAsync(child, due, ended.Token) : Task.Delay(Timeout.Infinite, ended.Token);
        await Task.WhenAny(end, job, killer);
        await ended.CancelAsync();
        if (!end.IsCompleted)
            child.Kill();
        await end;
        Count(child, wasKilled: killer.IsCompletedSuccessfully, job.IsCompleted);
        suspects.Ended(child.Finished, child.Running, StartJournal.Read(StartJournal.PathOf(new PlatformPaths(home.Data).EngineDatabase)).Activities.Count);
        lock (log)
            log.WriteLine($"life {lives} ended: {child.Death ?? "-"}; running [{string.Join(", ", child.Running)}]; was due [{string.Join(", ", due)}]");
    }

    // What the sweeps still have to do when the job is over is part of a walk too.
    private async Task WalkOnAsync(int budget, CancellationToken cancellation)
    {
        for (var before = -1; walk is { IsOver: false } && before < tally.Kills && tally.Kills < budget;)
        {
            before = tally.Kills;
            await LiveAsync(Task.Delay(Quiet, cancellation), isDisturbed: true, cancellation);
        }
    }

    private LifePlan PlanOf(IReadOnlyList<Target> targets, IReadOnlyList<string> due) => new(targets, walk?.Passed, due, weather.Redeliver, random.Next());

    private Dictionary<string, string> Environment =>
        new(disk?.Environment ?? new Dictionary<string, string>()) { [JumpingClock.Variable] = clock.Path };

    // Between two lives some time goes by, so that what was interrupted is old enough to be swept up, and a sweep is near. Where the clock jumps, hours or days do, or it
    // is set back.
    private async Task PassTimeAsync(CancellationToken cancellation)
    {
        var draw = weather.Clock ? random.Next(10) : 10;
        if (draw < 2 && campaign.ClockMayGoBack)
        {
            tally.Fault("clock set back");
            await clock.JumpAsync(-clock.Passed * random.NextDouble(), cancellation);
        }
        else if (draw < 5 && campaign.ClockMayJump)
        {
            var hours = TimeSpan.FromHours(draw == 4 ? random.Next(24, 50) : random.Next(1, 7));
            if (clock.Passed + hours < BeforeAnythingIsDue)
            {
                tally.Fault("clock set forward");
                await clock.JumpAsync(hours, cancellation);
            }
        }

        await clock.JumpBeforeSweepAsync(Downtime, TimeSpan.FromMilliseconds(random.Next(500, 8000)), cancellation);
    }

    // A moment within start-up, or within the work after it, which goes on for about as long on however fast a machine; those that must be let through have ended by then.
    private async Task KillAsync(ChildProcess child, IReadOnlyList<string> due, CancellationToken cancellation)
    {
        var starting = Stopwatch.StartNew();
        if (due.Count > 0 || random.Next(4) > 0)
        {
            await child.Ready.WaitAsync(cancellation);
            startTime = starting.Elapsed;
        }

        for (var waited = Stopwatch.StartNew(); !due.All(name => HasPassed(name, child, waited.Elapsed)) && waited.Elapsed < PatienceWithSuspects;)
            await Task.Delay(20, cancellation);
        await Task.Delay(startTime * random.NextDouble() * (weather.Storage ? 6 : 1.5), cancellation);
        child.Kill();
    }

    private static bool HasPassed(string name, ChildProcess child, TimeSpan waited) =>
        name == Suspects.Unheard ? waited > DurableSteps.TimeToBegin : child.HasFinished(name);

    private void Count(ChildProcess child, bool wasKilled, bool isOver)
    {
        if (child.Death is { } death)
        {
            var at = death.IndexOf(' ');
            tally.Kill($"{death[..at].ToLowerInvariant()} {KindOf(death[(at + 1)..])}");
            walk?.Reached(death[(at + 1)..]);
        }
        else if (wasKilled)
        {
            tally.Kill("at a random moment");
        }
        else if (!isOver)
        {
            tally.Fault("the process ended by itself");
        }
    }

    private static string KindOf(string step) => string.Join(' ', step.Split(' ').Take(2));

    // A last life in which nothing happens: what was interrupted is finished, and then nothing is left to do.
    private async Task<RunOutcome> SettleAsync(Stopwatch took, CancellationToken cancellation)
    {
        await PassTimeAsync(cancellation);
        using var child = ChildProcess.Start(home, LifePlan.Undisturbed, Environment, steps.Enqueue);
        await child.Ready.WaitAsync(Settling, cancellation);
        var remains = new Remains();
        await remains.AddFilesAsync(campaign.Officer, cancellation);
        var faults = await LastLookAsync(child, cancellation);
        await child.StopAsync(cancellation);
        faults.AddRange(await documents.ReadAsync(async store =>
        {
            await remains.AddDocumentsAsync(store, cancellation);
            return await ReceiptCheck.FaultsAsync(home.Data, store, campaign.Receipts, cancellation);
        }));
        var replay = await ReplayCheck.FaultsAsync(home, cancellation);
        return new RunOutcome(remains, [.. steps.Select(AfterSteps).OfType<string>()], faults, replay, lives + 1, took.Elapsed);
    }

    private static string? AfterSteps(string said) => said.StartsWith($"{Side.After} ", StringComparison.Ordinal) ? said[(said.IndexOf(' ') + 1)..] : null;

    private async Task<List<string>> LastLookAsync(ChildProcess child, CancellationToken cancellation)
    {
        var waited = Stopwatch.StartNew();
        Inspection look;
        do
        {
            await clock.JumpAsync(Downtime, cancellation);
            look = JsonSerializer.Deserialize<Inspection>(await child.InspectAsync(cancellation))!;
        }
        while ((look.Sweep.FoundSomething || look.Unfinished.Count > 0) && waited.Elapsed < Settling);
        return
        [
            .. look.Sweep.FoundSomething ? [$"the last sweep found {JsonSerializer.Serialize(look.Sweep)}"] : Array.Empty<string>(),
            .. look.Unfinished.Select(instance => $"workflow not completed: {instance}"),
            .. look.DeadLetters.Select(letter => $"dead letter: {letter}"),
        ];
    }

    private static string OneProfile(string directory)
    {
        var profiles = Directory.CreateDirectory(Path.Combine(directory, "profiles")).FullName;
        File.CreateSymbolicLink(
            Path.Combine(profiles, SmallCampaign.ProfileId), Path.Combine(ProfileLoader.ShippedRoot, SmallCampaign.ProfileId));
        return profiles;
    }
}
