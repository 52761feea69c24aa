using Platform.Functions.Commands;

namespace Platform.Tests.EndToEnd.Scenarios;

/// <summary>The command that shows and re-drives what was given up, against a platform that runs and one that does not.</summary>
[Collection(ScenarioGroup.Name)]
public sealed class PoisonCommandScenarios(ScenarioPlatform platform) : IDisposable
{
    private readonly string empty = Directory.CreateTempSubdirectory("poison-").FullName;

    public void Dispose() => Directory.Delete(empty, recursive: true);

    [NodeFact]
    public async Task RunningPlatform_Answers_AndAnUnknownIdIsRefused()
    {
        using var command = platform.Build();
        Assert.Equal(0, await PoisonCommand.RunAsync(command, ["list"], CancellationToken.None));
        Assert.Equal(1, await PoisonCommand.RunAsync(command, ["redrive", "blob:SubmissionArrived/submissions/nothing"], CancellationToken.None));
        Assert.Equal(64, await PoisonCommand.RunAsync(command, ["redrive"], CancellationToken.None));
    }

    [NodeFact]
    public async Task WithoutAPlatform_TheCommandSaysSo()
    {
        using var command = new ScenarioPlatform(empty, _ => { }).Build();
        Assert.Equal(1, await PoisonCommand.RunAsync(command, ["list"], CancellationToken.None));
        Directory.CreateDirectory(Path.Combine(empty, "host"));
        await File.WriteAllTextAsync(Path.Combine(empty, "host", "address"), "http://127.0.0.1:9/");
        await File.WriteAllTextAsync(Path.Combine(empty, "host", "keys.json"), "{}");
        Assert.Equal(1, await PoisonCommand.RunAsync(command, ["list"], CancellationToken.None));
    }
}
