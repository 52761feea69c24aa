using Platform.Tests.Faults;
using Platform.Tests.Faults.Child;

// dotnet run -c Release --project tests/Faults -- --kills N --seed S
if (args is [ChildPlatform.Verb])
    return await ChildPlatform.RunAsync();
if (Options.Read(args) is not { } options)
{
    await Console.Error.WriteLineAsync(Options.Usage);
    return 64;
}

var result = await new FaultProgram(options, Console.Out).RunAsync(CancellationToken.None);
Console.WriteLine(result.Line(options.Seed));
return result.IsClean ? 0 : 1;
