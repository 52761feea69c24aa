using System.Diagnostics;
using System.Globalization;
using Platform.Tests.Faults.Child;
using Platform.Tests.Faults.Compare;
using Platform.Tests.Faults.Lives;

namespace Platform.Tests.Faults;

/// <summary>What all runs came to.</summary>
internal sealed record FaultResult(int Kills, int Lost, int Twice, int Differing)
{
    /// <summary>Nothing was lost, counted twice or changed.</summary>
    public bool IsClean => Lost + Twice + Differing == 0;

    /// <summary>The last line of the program.</summary>
    public string Line(int seed) =>
        string.Create(CultureInfo.InvariantCulture, $"kills={Kills} seed={seed} lost={Lost} twice={Twice} differing={Differing}");
}

/// <summary>
/// Runs the small campaign once undisturbed, then again and again in every kind of weather until so many kills have been made, and compares what each leaves behind.
/// </summary>
internal sealed class FaultProgram(Options options, TextWriter output)
{
    private const int LeastKillsOfOne = 20;
    private const int MostStuck = 3;

    // Both walks come to their end in 1,000 kills, and the other kinds have as many as one of them.
    private const double ShareOfWalk = 0.35;
    private const double ShareOfOthers = 0.075;

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Tally tally = new();
    private readonly Dictionary<Side, Walk> walks = [];
    private (int Lost, int Twice, int Differing) sums;
    private int campaigns;
    private int stuck;

    /// <summary>Runs everything.</summary>
    public async Task<FaultResult> RunAsync(CancellationToken cancellation)
    {
        var calm = await RunAsync(Weather.Calm, 0, null, cancellation);
        Judge(new Verdict(), calm);
        var kinds = Weather.Kinds
            .Where(kind => (options.Only is null || kind.Name.Contains(options.Only, StringComparison.Ordinal)) && (options.InCosmos || !kind.Account)).ToList();
        for (var turn = 0; tally.Kills < options.Kills && stuck < MostStuck; turn++)
            await TakeTurnAsync(kinds[turn % kinds.Count], calm, cancellation);
        tally.Print(output);
        output.WriteLine($"{tally.Kills / clock.Elapsed.TotalMinutes:0.0} kills per minute, {clock.Elapsed.TotalMinutes:0.0} minutes, {campaigns} campaigns");
        var result = new FaultResult(tally.Kills, sums.Lost, sums.Twice, sums.Differing);
        if (result.IsClean)
            Directory.Delete(options.Work, recursive: true);
        else
            output.WriteLine($"what the runs left is in {options.Work}");
        return result;
    }

    // One campaign; a walk goes on over as many as it takes.
    private async Task TakeTurnAsync(Weather kind, RunOutcome calm, CancellationToken cancellation)
    {
        var share = Math.Max((int)(options.Kills * (kind.Walk is null ? ShareOfOthers : ShareOfWalk)), LeastKillsOfOne);
        var budget = Math.Min(options.Kills, tally.Kills + share);
        bool goesOn;
        do
        {
            var before = tally.Kills;
            var walk = kind.Walk is { } side ? WalkOf(side, calm) : null;
            goesOn = await CompareAsync(kind, budget, walk, calm, cancellation) && walk is not null && !EndsWalk(walk, tally.Kills - before);
        }
        while (goesOn && tally.Kills < budget);
    }

    private Walk WalkOf(Side side, RunOutcome calm)
    {
        if (!walks.TryGetValue(side, out var walk))
            walks[side] = walk = new Walk(calm.Steps, side);
        return walk;
    }

    // A walk is over when it owes nothing, or when a whole campaign has not come to anything that it owes: these steps depend on the moment. The next one begins anew.
    private bool EndsWalk(Walk walk, int kills)
    {
        var isOver = walk.IsOver || kills == 0;
        if (isOver || tally.Kills >= options.Kills)
            output.WriteLine($"  {walk}");
        if (isOver)
            walks.Remove(walk.Side);
        return isOver;
    }

    // False when the campaign did not come to its end.
    private async Task<bool> CompareAsync(Weather kind, int budget, Walk? walk, RunOutcome calm, CancellationToken cancellation)
    {
        try
        {
            var outcome = await RunAsync(kind, budget, walk, cancellation);
            Judge(Verdict.Of(calm.Remains, outcome.Remains), outcome);
            return true;
        }
        catch (Exception trouble) when (trouble is TimeoutException or InvalidOperationException)
        {
            output.WriteLine($"  lost: campaign {campaigns}, {kind.Name}, did not come to its end: {trouble.Message}");
            sums.Lost++;
            stuck++;
            return false;
        }
    }

    private async Task<RunOutcome> RunAsync(Weather weather, int budget, Walk? walk, CancellationToken cancellation)
    {
        var before = tally.Kills;
        var run = campaigns++;
        var directory = Path.Combine(options.Work, run.ToString("D3", CultureInfo.InvariantCulture));
        var outcome = await CampaignRun.RunAsync(
            weather, options.Seed, unchecked((options.Seed * 1_000_003) + run), budget, tally, walk, directory, options.InCosmos, cancellation);
        output.WriteLine(
            $"[{clock.Elapsed:hh\\:mm\\:ss}] {run,3} {weather.Name}: {tally.Kills - before} kills, {outcome.Lives} lives, "
            + $"{outcome.Remains.Count} things, {outcome.Steps.Count} steps, {outcome.Took.TotalSeconds:0.0} s");
        return outcome;
    }

    private void Judge(Verdict verdict, RunOutcome outcome)
    {
        verdict.Lost.AddRange(outcome.Faults);
        verdict.Differing.AddRange(outcome.Replay);
        verdict.Print(output);
        sums = (sums.Lost + verdict.Lost.Count, sums.Twice + verdict.Twice.Count, sums.Differing + verdict.Differing.Count);
    }
}
