using System.Globalization;

namespace Platform.Tests.Mutation.Spatial;

/// <summary>
/// The process in which mutants run. It reads "mutant milliseconds test test …" and answers with the test that failed, "-" for none, "timeout" when the tests took more
/// processor time than that or stood still. In a process that is given a mutant at its start, that mutant is active while static initialisers run.
/// </summary>
internal static class Worker
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan StandsStill = TimeSpan.FromSeconds(20);

    public static void Serve(int mutantOfStart)
    {
        Mutants.Activate(Mutants.None);
        if (mutantOfStart == Mutants.None)
            Mutants.Initialise();
        var tests = TestCase.All();
        while (Console.ReadLine() is { } line)
        {
            var words = Array.ConvertAll(line.Split(' '), word => int.Parse(word, CultureInfo.InvariantCulture));
            Mutants.Activate(words[0]);
            var run = Task.Factory.StartNew(() => FirstFailing(words[2..].Select(test => tests[test]), mutantOfStart != Mutants.None), TaskCreationOptions.LongRunning);
            var answer = Ends(run, TimeSpan.FromMilliseconds(words[1])) ? run.Result : "timeout";
            Console.WriteLine(answer);
            Mutants.Activate(Mutants.None);
            if (!run.Wait(StandsStill / 10))
                Environment.Exit(1);
        }
    }

    private static string FirstFailing(IEnumerable<TestCase> tests, bool initialise)
    {
        if (initialise)
            Mutants.Initialise();
        return tests.FirstOrDefault(test => !test.Passes())?.Name ?? "-";
    }

    private static bool Ends(Task run, TimeSpan limit)
    {
        var start = Environment.CpuUsage.TotalTime;
        var (moved, movedAt) = (start, DateTime.UtcNow);
        while (!run.Wait(Look))
        {
            var now = Environment.CpuUsage.TotalTime;
            if (now - start > limit)
                return false;
            if ((now - moved).TotalMilliseconds > 100)
                (moved, movedAt) = (now, DateTime.UtcNow);
            else if (DateTime.UtcNow - movedAt > StandsStill)
                return false;
        }

        return true;
    }
}
