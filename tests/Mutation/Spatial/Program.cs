using System.Globalization;
using Platform.Tests.Mutation;

// survey FILE | worker MUTANT | REPORT SURVEY [FOLDER …]
switch (args)
{
    case ["survey", var file]:
        Survey.Take(file);
        break;
    case ["worker", var mutant]:
        Worker.Serve(int.Parse(mutant, CultureInfo.InvariantCulture));
        break;
    default:
        var report = Report.Read(args[0]);
        var minutes = double.Parse(Environment.GetEnvironmentVariable("MUTATION_MINUTES") ?? "600", CultureInfo.InvariantCulture);
        new Trial(Survey.Read(args[1]), report).Run(args[2..], TimeSpan.FromMinutes(minutes));
        report.Write(args[0]);
        report.Print(args[2..]);
        break;
}
