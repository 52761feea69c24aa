using System.CommandLine;
using System.Text;
using Platform.Desk;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var root = new RootCommand("The desk tools of the urban spatial information platform; none of them needs the platform to run.")
{
    BoundariesCommand.Create(),
    ReportCommand.Create(TimeProvider.System),
    DetectChangesCommand.Create(),
    ReplayCommand.Create(),
    OverlayCommand.Create(),
    PartitionCommand.Create(),
    ConvertCommand.Create(),
};
foreach (var command in SurveyCommand.Create())
    root.Add(command);

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        Console.Error.WriteLine(error.Message);
    }

    Console.Error.WriteLine("desk --help");
    if (args.FirstOrDefault() is SurveyCommand.Info or SurveyCommand.Validate && args.Contains("--json"))
        SurveyCommand.PrintUsage(string.Join(' ', parsed.Errors.Select(error => error.Message)));
    return ExitCodes.Usage;
}

// What no command expects is a defect and has to look like one, not like an exit code of ours.
return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
