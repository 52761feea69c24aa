using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Archive;
using Platform.Domain.Campaigns;
using Platform.Domain.Monitoring;
using Platform.Domain.Submissions;
using Platform.Functions.Commands;
using Platform.Storage;
using Platform.Storage.Archive;
using Platform.Tests.EndToEnd.Scenarios;

namespace Platform.Tests.EndToEnd.Backups;

/// <summary>A platform on a data directory that is backed up, destroyed and restored, and one small campaign on it.</summary>
internal sealed class InsuredPlatform : IAsyncDisposable
{
    private const string Campaign = "insured";
    private const int PatchesPerUnit = 4;

    private static readonly string[] Units = ["N01", "N02", "N03"];

    public InsuredPlatform() => Platform = new ScenarioPlatform(Directory.CreateTempSubdirectory("insured-").FullName, services =>
        services.AddSingleton<IRawArchive>(provider => Archive = new HeldArchive(
            new FileRawArchive(provider.GetRequiredService<PlatformPaths>().RawArchive, provider.GetRequiredService<TimeProvider>()))));

    public ScenarioPlatform Platform { get; }

    public HeldArchive Archive { get; private set; } = null!;

    public string Root => Platform.Root;

    /// <summary>Layers, an issued campaign; the first unit is through, the second has answered and waits for its checker.</summary>
    public async Task RunToTheMiddleAsync()
    {
        await Platform.StartAsync();
        await Platform.PublishLayersAsync();
        await Platform.IssueAsync(Campaign, Units, PatchesPerUnit);
        var first = await Platform.ReceivedAsync("N01", Campaign);
        await TakenAsync(first, first.Form().Approved(first.Patches.Take(1)).Illegal(first.Patches.Skip(1)).Zip());
        await FinishAsync("N01");
        var second = await Platform.ReceivedAsync("N02", Campaign);
        await TakenAsync(second, second.Form().Illegal(second.Patches.Take(2)).Exempt(second.Patches.Skip(2)).Zip());
        await Platform.ReceivedAsync("N03", Campaign);
    }

    /// <summary>The third unit's answers.</summary>
    public async Task<(Bureau Bureau, byte[] Content)> LastAnswersAsync()
    {
        var third = await BureauAsync("N03");
        return (third, third.Form().Approved(third.Patches).Zip());
    }

    /// <summary>Checks, submits and accepts one unit's answers.</summary>
    public async Task FinishAsync(string unit)
    {
        var bureau = await BureauAsync(unit);
        await bureau.OrderAsync("check", bureau.Checker);
        await bureau.OrderAsync("submit");
        await bureau.OrderAsync("accept", Platform.Reviewer);
    }

    public Task<Bureau> BureauAsync(string unit) => Platform.BureauAsync(unit, Campaign);

    /// <summary>The published report without the only instant in it.</summary>
    public async Task<string> ReportAsync()
    {
        await Platform.Officer.UntilAsync<Campaign>($"api/campaigns/{Campaign}", c => c.State == CampaignState.Published);
        var report = JsonNode.Parse(await Platform.Officer.DownloadAsync($"api/campaigns/{Campaign}/report"))!.AsObject();
        report.Remove("generated");
        return report.ToJsonString();
    }

    /// <summary>Runs a command of the program on the data directory.</summary>
    /// <param name="storage">How the command finds the storage.</param>
    /// <param name="args">Its words.</param>
    public async Task<int> CommandAsync(string[] storage, params string[] args)
    {
        var host = Platform.Build(storage);
        try
        {
            return args[0] == "backup"
                ? await BackupCommand.RunAsync(host, args[1..], CancellationToken.None)
                : await RestoreCommand.RunAsync(host, args[1..], CancellationToken.None);
        }
        finally
        {
            await ((IAsyncDisposable)host).DisposeAsync();
        }
    }

    /// <summary>Stops the platform and deletes everything it had.</summary>
    public async Task DestroyAsync()
    {
        await StopAsync();
        Directory.Delete(Root, recursive: true);
    }

    public async Task StopAsync()
    {
        Archive.Release();
        await Platform.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Archive?.Release();
        await Platform.DisposeAsync();
    }

    public static async Task TakenAsync(Bureau bureau, byte[] content)
    {
        var attempt = await bureau.UploadAsync(content);
        Assert.Equal((AttemptState.Taken, PatchesPerUnit), (attempt.State, attempt.RowsTaken));
    }
}
