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

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Tally tally = new();
    private (int Lost, int Twice, int Differing) sums;

    // Before the next kind of campaign comes.
    private int KillsOfOne => Math.Max(options.Kills / 10, LeastKillsOfOne);

    /// <summary>Runs everything.</summary>
    public async Task<FaultResult> RunAsync(CancellationToken cancellation)
    {
        var calm = await RunAsync(Weather.Calm, 0, null, cancellation);
        Judge(new Verdict(), calm);
        var walks = Enum.GetValues<Side>().ToDictionary(side => side, side => new Walk(calm.Steps, side));
        var kinds = Weather.Kinds.Where(kind => options.Only is null || kind.Name.Contains(options.Only, StringComparison.Ordinal)).ToList();
        for (var run = 0; tally.Kills < options.Kills; run++)
        {
            try
            {
                var kind = kinds[run % kinds.Count];
                var outcome = await RunAsync(kind, run + 1, kind.Walk is { } side ? walks[side] : null, cancellation);
                Judge(Verdict.Of(calm.Remains, outcome.Remains), outcome);
            }
            catch (Exception stuck) when (stuck is TimeoutException or InvalidOperationException)
            {
                output.WriteLine($"  lost: campaign {run + 1}, {kinds[run % kinds.Count].Name}, did not come to its end: {stuck.Message}");
                sums.Lost++;
            }
        }

        tally.Print(output);
        output.WriteLine($"{tally.Kills / clock.Elapsed.TotalMinutes:0.0} kills per minute, {clock.Elapsed.TotalMinutes:0.0} minutes");
        var result = new FaultResult(tally.Kills, sums.Lost, sums.Twice, sums.Differing);
        if (result.IsClean)
            Directory.Delete(options.Work, recursive: true);
        else
            output.WriteLine($"what the runs left is in {options.Work}");
        return result;
    }

    private async Task<RunOutcome> RunAsync(Weather weather, int run, Walk? walk, CancellationToken cancellation)
    {
        var before = tally.Kills;
        var directory = Path.Combine(options.Work, run.ToString("D3", CultureInfo.InvariantCulture));
        var outcome = await CampaignRun.RunAsync(
            weather, options.Seed, unchecked((options.Seed * 1_000_003) + run), Math.Min(options.Kills, before + KillsOfOne), tally, walk, directory, cancellation);
        output.WriteLine(
            $"[{clock.Elapsed:hh\\:mm\\:ss}] {run,3} {weather.Name}: {tally.Kills - before} kills, {outcome.Lives} lives, "
            + $"{outcome.Remains.Count} things, {outcome.Steps.Count} steps, {outcome.Took.TotalSeconds:0.0} s");
        return outcome;
    }

    private void Judge(Verdict verdict, RunOutcome outcome)
    {
        verdict.Lost.AddRange(outcome.Faults);
        verdict.Print(output);
        sums = (sums.Lost + verdict.Lost.Count, sums.Twice + verdict.Twice.Count, sums.Differing + verdict.Differing.Count);
    }
}
