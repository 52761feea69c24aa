using Platform.Domain.Samples;
using Platform.Functions.Sample;
using Platform.Tests.Faults;

// dotnet run -c Release --project tests/Faults -- --scenario import|waiting|aggregation|storage|all [--kills N] [--work DIR]
// Runs the shipped sample once undisturbed and once per scenario, and compares everything that the runs leave behind. "storage" loses the whole blob
// storage when the job is through.
const string Storage = "storage";
var scenario = Option("--scenario") ?? "all";
var kills = int.Parse(Option("--kills") ?? "2", System.Globalization.CultureInfo.InvariantCulture);
var work = Path.GetFullPath(Option("--work") ?? Path.Combine(Path.GetTempPath(), $"platform-faults-{Environment.ProcessId}"));
string[] known = [.. Moment.All.Select(moment => moment.Name), Storage];
var scenarios = known.Where(name => scenario == "all" || name == scenario).ToList();
if (scenarios.Count == 0)
{
    await Console.Error.WriteLineAsync($"--scenario {string.Join('|', known)}|all");
    return 64;
}

var sample = SampleManifest.ShippedDirectory("cambridge");
var manifest = SampleManifest.Load(sample);
var patches = SamplePatches.Make(manifest, sample, CancellationToken.None);
var reference = await RunAsync("undisturbed");
var (killed, missed, different) = (0, 0, 0);
foreach (var name in scenarios)
{
    var outcome = await RunAsync(name);
    killed += outcome.Kills.Values.Sum();
    missed += outcome.Kills.Values.Count(count => count == 0);
    different += Differences(name, outcome);
    foreach (var sweep in outcome.Sweeps)
    {
        Console.WriteLine(
            $"  sweep {sweep.At:HH:mm:ss}: without receipt {sweep.BlobsWithoutReceipt.Count}, woken {sweep.AttemptsWoken.Count}, "
            + $"started {sweep.CampaignsStarted.Count}, failed {sweep.InstancesFailed.Count}, refused {sweep.MessagesRefused.Count}");
    }
}

if (missed > 0)
    Console.WriteLine($"{missed} moments were over before they were seen");
Console.WriteLine($"kills={killed} differing={different}");
return missed == 0 && different == 0 ? 0 : 1;

string? Option(string name)
{
    var at = Array.IndexOf(args, name);
    return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
}

async Task<FaultOutcome> RunAsync(string name)
{
    Console.WriteLine($"== {name}");
    var moments = Moment.All.Where(moment => moment.Name == name).ToList();
    var outcome = await new FaultRun(manifest, patches, sample, Path.Combine(work, name), Console.Out)
        .RunAsync(moments, kills, loseStorage: name == Storage, CancellationToken.None);
    Console.WriteLine($"== {name}: {outcome.Files.Count} files, {outcome.Took.TotalSeconds:0} s");
    return outcome;
}

int Differences(string name, FaultOutcome outcome)
{
    var names = outcome.Files.DifferencesFrom(reference.Files);
    foreach (var file in names)
        Console.WriteLine($"  {name} differs: {file}");
    return names.Count;
}
