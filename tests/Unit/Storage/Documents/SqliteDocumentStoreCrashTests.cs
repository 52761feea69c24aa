using System.Diagnostics;
using System.Globalization;
using Platform.Domain.Documents;
using Platform.Storage.Documents;

namespace Platform.Tests.Unit.Storage.Documents;

/// <summary>SIGKILL at any moment: what was acknowledged is there, and no batch is there in part.</summary>
public sealed class SqliteDocumentStoreCrashTests : IDisposable
{
    private const int Kills = 6;

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Kill_DuringWrites_LosesNoAcknowledgedBatchAndHalvesNone()
    {
        var path = directory.File("documents.db");
        var acknowledged = new long[CrashWriter.Writers];
        Array.Fill(acknowledged, -1);
        for (var kill = 0; kill < Kills; kill++)
        {
            await WriteUntilKilledAsync(path, acknowledged, afterLines: 15 + (kill * 37));
            await CheckAsync(path, acknowledged);
        }
    }

    private static async Task WriteUntilKilledAsync(string path, long[] acknowledged, int afterLines)
    {
        using var process = Start(path);
        var lines = 0;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ');
            if (words.Length == 2 && long.TryParse(words[1], CultureInfo.InvariantCulture, out var batch))
                acknowledged[int.Parse(words[0], CultureInfo.InvariantCulture)] = batch;
            if (++lines == afterLines)
                process.Kill();
        }

        await process.WaitForExitAsync();
        Assert.True(lines >= afterLines, await process.StandardError.ReadToEndAsync());
    }

    private static async Task CheckAsync(string path, long[] acknowledged)
    {
        using var store = SqliteDocumentStore.Open(path, [CrashWriter.Container]);
        Assert.Empty(await store.CheckAsync());
        for (var writer = 0; writer < acknowledged.Length; writer++)
        {
            var count = await store.CountAsync(DocumentQuery.In(CrashWriter.Container, PartitionKey.Of($"w{writer}")));
            Assert.Equal(0, count % CrashWriter.BatchSize);
            Assert.InRange(count / CrashWriter.BatchSize, acknowledged[writer] + 1, acknowledged[writer] + 2);
        }
    }

    private static Process Start(string path)
    {
        var assembly = typeof(CrashWriter).Assembly.Location;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "exec", assembly, "document-crash-writer", path })
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
