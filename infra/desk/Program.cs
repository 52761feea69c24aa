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
};

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        Console.Error.WriteLine(error.Message);
    }

    Console.Error.WriteLine("desk --help");
    return ExitCodes.Usage;
}

return await parsed.InvokeAsync();
