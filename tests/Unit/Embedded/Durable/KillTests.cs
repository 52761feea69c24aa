using System.Diagnostics;
using System.Globalization;
using Microsoft.DurableTask.Client;

namespace Platform.Tests.Unit.Embedded.Durable;

/// <summary>SIGKILL at any moment: acknowledged starts are there, and every workflow comes to what it comes to undisturbed.</summary>
public sealed class KillTests : EngineFixture
{
    private const int Kills = 3;

    [Fact]
    public async Task Kill_AtDifferentMoments_LosesAndDoublesNothing()
    {
        var acknowledged = new HashSet<int>();
        for (var kill = 0; kill < Kills; kill++)
        {
            await RunUntilKilledAsync(acknowledged, afterLines: 9 + (kill * 31));
        }

        await using var engine = DurableVictim.Engine(DatabasePath, TextWriter.Null);
        await engine.StartAsync();
        Assert.NotEmpty(acknowledged);
        foreach (var number in acknowledged)
        {
            var result = await engine.Client.WaitForInstanceCompletionAsync(DurableVictim.Id(number), true, Soon);
            Assert.Equal(OrchestrationRuntimeStatus.Completed, result.RuntimeStatus);
            Assert.Equal(DurableVictim.Expected(number), result.ReadOutputAs<int>());
        }
    }

    private async Task RunUntilKilledAsync(HashSet<int> acknowledged, int afterLines)
    {
        using var process = Start();
        var lines = 0;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split(' ') is ["started", var number])
            {
                acknowledged.Add(int.Parse(number, CultureInfo.InvariantCulture));
            }

            if (++lines == afterLines)
            {
                process.Kill();
            }
        }

        await process.WaitForExitAsync();
        Assert.True(lines >= afterLines, await process.StandardError.ReadToEndAsync());
    }

    private Process Start()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "exec", typeof(DurableVictim).Assembly.Location, "durable-victim", DatabasePath })
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}
