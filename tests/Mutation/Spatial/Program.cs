using System.Globalization;

namespace Platform.Tests.Mutation.Spatial;

internal static class Program
{
    // survey FILE | worker MUTANT | REPORT SURVEY [FOLDER …]
    private static void Main(string[] args)
    {
        switch (args)
        {
            case ["survey", var file]:
                Survey.Take(file);
                break;
            case ["worker", var mutant]:
                Worker.Serve(int.Parse(mutant, CultureInfo.InvariantCulture));
                break;
            default:
                Try(Report.Read(args[0]), args[0], Survey.Read(args[1]), args[2..]);
                break;
        }
    }

    private static void Try(Report report, string file, Survey survey, string[] folders)
    {
        var minutes = double.Parse(Environment.GetEnvironmentVariable("MUTATION_MINUTES") ?? "600", CultureInfo.InvariantCulture);
        new Trial(survey, report).Run(folders, TimeSpan.FromMinutes(minutes));
        report.Write(file);
        report.Print(folders);
    }
}
