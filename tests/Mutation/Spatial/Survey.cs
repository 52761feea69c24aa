using System.Text.Json;

namespace Platform.Tests.Mutation.Spatial;

/// <summary>What is known of the tests before a mutant is active.</summary>
/// <param name="Initial">Mutants that static initialisers meet.</param>
/// <param name="Tests">The tests in their order.</param>
internal sealed record Survey(int[] Initial, SurveyedTest[] Tests)
{
    /// <summary>Runs every test three times: for the compiler, for its mutants, for its time.</summary>
    public static void Take(string path)
    {
        Mutants.Activate(Mutants.None);
        var initial = Mutants.MetBy(Mutants.Initialise, double.MaxValue);
        var survey = new Survey(initial, Array.ConvertAll(TestCase.All(), Take));
        File.WriteAllText(path, JsonSerializer.Serialize(survey));
    }

    public static Survey Read(string path) => JsonSerializer.Deserialize<Survey>(File.ReadAllText(path))!;

    private static SurveyedTest Take(TestCase test)
    {
        if (!test.Passes())
            throw new InvalidOperationException($"{test.Name} fails without any mutant.");
        var met = Mutants.MetBy(() => test.Passes(), 200);
        var before = Environment.CpuUsage.TotalTime;
        test.Passes();
        return new SurveyedTest(test.Name, test.Folder, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds, met);
    }
}

/// <summary>A test, its processor time and the mutants it meets.</summary>
internal sealed record SurveyedTest(string Name, string Folder, double Milliseconds, int[] Met);
