using Platform.Tests.Fuzz;
using SharpFuzz;

// tests/Fuzz/run.sh builds, instruments and calls these:
//   fuzz TARGET              reads cases from afl-fuzz
//   fuzz TARGET FILE…        reads each file once, for crashes and corpora
//   fuzz seeds FIXTURES OUT  writes the seeds of every target
if (args is ["seeds", var fixtures, var folder])
{
    Seeds.Write(fixtures, folder);
    return 0;
}

if (args.Length == 0 || !Targets.All.TryGetValue(args[0], out var target))
{
    await Console.Error.WriteLineAsync($"seeds FIXTURES OUT | TARGET [FILE…], where TARGET is one of: {string.Join(' ', Targets.All.Keys)}");
    return 64;
}

foreach (var file in args.Skip(1))
{
    FuzzCase.Run(target, await File.ReadAllBytesAsync(file));
}

if (args.Length == 1)
{
    Fuzzer.OutOfProcess.Run(stream =>
    {
        using var content = new MemoryStream();
        stream.CopyTo(content);
        FuzzCase.Run(target, content.ToArray());
    });
}

return 0;
