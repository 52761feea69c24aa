using System.Collections.Concurrent;
using System.Diagnostics;

namespace Platform.Tests.Mutation.Spatial;

/// <summary>
/// Holds mutants against tests until one fails: first those that are known to meet it, the quickest first, then the other ones of its folder. Slow tests count for their own
/// folder only. A mutant that a static initialiser meets and no test kills is tried again in a process of its own, where it is active from the start.
/// </summary>
internal sealed class Trial(Survey survey, Report report)
{
    private const double Quick = 60;

    private readonly HashSet<int> _initial = [.. survey.Initial];
    private readonly ConcurrentDictionary<string, int> _lastKiller = [];

    /// <summary>Tries the mutants that were not tried yet, in random order: those that the time allows are a sample of all.</summary>
    public void Run(string[] folders, TimeSpan time)
    {
        var untried = report.Mutants.Where(mutant => mutant.IsIn(folders) && !mutant.IsTried).ToArray();
        new Random(20171126).Shuffle(untried);
        var (queue, end) = (new ConcurrentQueue<Mutant>(untried), DateTime.UtcNow + time);
        Parallel.For(0, Environment.ProcessorCount, _ => Work(queue, end));
    }

    private void Work(ConcurrentQueue<Mutant> queue, DateTime end)
    {
        Process? shared = null;
        while (DateTime.UtcNow < end && queue.TryDequeue(out var mutant))
        {
            var tests = TestsOf(mutant);
            var (status, by) = Try(mutant.Id, tests, ref shared);
            if (status == "Survived" && _initial.Contains(mutant.Id))
            {
                var own = Start(mutant.Id);
                (status, by) = Try(mutant.Id, tests, ref own, mutant.Id);
                own?.Kill();
            }

            if (by is not null)
                _lastKiller[mutant.Path] = Array.FindIndex(survey.Tests, test => test.Name == by);

            mutant.Judge(status, by);
            Console.Error.WriteLine($"{mutant.Id} {by} {mutant}");
        }

        // What the mutants left in the process must not fail tests by itself.
        var quick = Enumerable.Range(0, survey.Tests.Length).Where(test => survey.Tests[test].Milliseconds < Quick).ToArray();
        if (Try(Mutants.None, quick, ref shared) is { Status: not "Survived" } left)
            throw new InvalidOperationException($"{left.By} fails after the mutants without any.");
        shared?.Kill();
    }

    private int[] TestsOf(Mutant mutant)
    {
        var tests = from test in Enumerable.Range(0, survey.Tests.Length)
                    let known = survey.Tests[test]
                    let meets = known.Met.Contains(mutant.Id)
                    where known.Folder == mutant.Folder || (meets && known.Milliseconds < Quick)
                    orderby test != _lastKiller.GetValueOrDefault(mutant.Path, -1), !meets, known.Milliseconds
                    select test;
        return [.. tests];
    }

    private (string Status, string? By) Try(int mutant, int[] tests, ref Process? worker, int fromTheStart = Mutants.None)
    {
        var limit = 3000 + (3 * tests.Sum(test => survey.Tests[test].Milliseconds));
        var question = $"{mutant} {limit:0} {string.Join(' ', tests)}";
        return (Ask(question, ref worker, fromTheStart) ?? Ask(question, ref worker, fromTheStart)) switch
        {
            null => ("Killed", null),
            "timeout" => ("Timeout", null),
            "-" => ("Survived", null),
            var test => ("Killed", test),
        };
    }

    /// <summary>Null where the process ends, perhaps for something that the mutant before left.</summary>
    private static string? Ask(string question, ref Process? worker, int fromTheStart)
    {
        worker ??= Start(fromTheStart);
        worker.StandardInput.WriteLine(question);
        var answer = worker.StandardOutput.ReadLine();
        if (answer is null or "timeout")
        {
            worker.Kill();
            worker = null;
        }

        return answer;
    }

    private static Process Start(int mutant)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["worker", $"{mutant}"]) { RedirectStandardInput = true, RedirectStandardOutput = true };

        // A mutant that allocates without end fails its test and not the machine.
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x60000000";
        return Process.Start(start)!;
    }
}
