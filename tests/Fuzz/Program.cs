using Platform.Tests.Fuzz;
using SharpFuzz;

// tests/Fuzz/run.sh builds, instruments and calls these:
//   fuzz TARGET              reads cases from afl-fuzz
//   fuzz TARGET FILE…        reads each file once, for crashes (with the build that is not instrumented)
//   fuzz seeds FIXTURES OUT  writes the seeds of every target (likewise)
switch (args)
{
    case ["seeds", var fixtures, var folder]:
        Seeds.Write(fixtures, folder);
        return 0;

    // Instrumented code may run only inside: it counts into memory that AFL shares.
    case [var name]:
        Fuzzer.Run(stream =>
        {
            using var content = new MemoryStream();
            stream.CopyTo(content);
            FuzzCase.Run(Targets.All[name], content.ToArray());
        });
        return 0;

    case [var name, .. var files] when Targets.All.TryGetValue(name, out var target):
        foreach (var file in files)
        {
            FuzzCase.Run(target, await File.ReadAllBytesAsync(file));
        }

        return 0;

    default:
        await Console.Error.WriteLineAsync($"seeds FIXTURES OUT | TARGET [FILE…], where TARGET is one of: {string.Join(' ', Targets.All.Keys)}");
        return 64;
}
