using System.Net;
using Platform.Domain.Submissions;
using Platform.Functions;
using Platform.Functions.Http;
using Platform.Storage;
using Platform.Storage.Backups;
using Platform.Tests.EndToEnd.Scenarios;

namespace Platform.Tests.EndToEnd.Backups;

/// <summary>The data directory is destroyed and comes back from a backup that was made while the platform worked.</summary>
public sealed class RestoreTests : IDisposable
{
    private readonly string backups = Directory.CreateTempSubdirectory("backups-").FullName;

    public void Dispose() => Directory.Delete(backups, recursive: true);

    [NodeFact]
    public async Task DestroyedInTheMiddleOfACampaign_RestoredFromAnOnlineBackup_EndsWithTheSameReport()
    {
        var expected = await UndisturbedAsync();
        await using var insured = new InsuredPlatform();
        await insured.RunToTheMiddleAsync();
        var inTransit = await CommitWithoutReceiptAsync(insured);
        var acknowledged = await BackUpWhileUploadsGoOnAsync(insured, Path.Combine(backups, "online"));
        Assert.Equal(1, await insured.CommandAsync([], "restore", "--from", Path.Combine(backups, "online"), "--replace"));
        await (await insured.BureauAsync("N02")).OrderAsync("check", (await insured.BureauAsync("N02")).Checker);

        await insured.DestroyAsync();
        Assert.Equal(0, await insured.CommandAsync(ScenarioPlatform.DevelopmentStorage, "restore", "--from", Path.Combine(backups, "online")));
        await insured.Platform.StartAsync();

        var attempt = Assert.Single(await insured.Platform.Officer.HandledAsync(inTransit.Ticket));
        Assert.Equal((AttemptState.Taken, inTransit.CommittedAt), (attempt.State, attempt.CommittedAt));
        foreach (var ticket in acknowledged)
            Assert.Single((await insured.Platform.Officer.GetAsync<UploadView>($"api/uploads/{ticket}")).Attempts);
        await insured.Platform.Officer.UntilAsync<Page<UploadView>>(
            "api/uploads?campaign=insured&unit=N02", page => page.Items.All(upload => upload.Attempts.All(a => a.State != AttemptState.Received)));
        Assert.False(File.Exists(new PlatformPaths(insured.Root).RestoredNote));
        await insured.FinishAsync("N02");
        await insured.FinishAsync("N03");
        Assert.Equal(expected, await insured.ReportAsync());
    }

    [NodeFact]
    public async Task BackupOfAStoppedPlatform_HoldsTheUploadInTransit_AndSharesWhatAnEarlierBackupHas()
    {
        await using var insured = new InsuredPlatform();
        await insured.Platform.StartAsync();
        await insured.Platform.OpenAsync("early");
        var request = ScenarioPlatform.PatchesOf("early", "图斑.gpkg");
        await insured.Platform.Officer.UploadAsync(request, [1, 2, 3]);
        byte[] content = [4, 5, 6, 7];
        insured.Archive.HeldBytes = content.Length;
        var ticket = await insured.Platform.Officer.TicketAsync(request, content);
        Assert.Equal(HttpStatusCode.Created, await insured.Platform.Officer.PutAsync(ticket, content));
        await insured.StopAsync();

        var (first, second) = (Path.Combine(backups, "1"), Path.Combine(backups, "2"));
        Assert.Equal(0, await insured.CommandAsync(ScenarioPlatform.DevelopmentStorage, "backup", "--out", first));
        Assert.Equal(0, await insured.CommandAsync(ScenarioPlatform.DevelopmentStorage, "backup", "--out", second));
        Assert.Equal(1, await insured.CommandAsync(ScenarioPlatform.DevelopmentStorage, "backup", "--out", second));

        var manifest = new BackupDirectory(second).Read();
        Assert.Equal(4, Assert.Single(manifest.Uploads).Bytes);
        var raw = Assert.Single(manifest.Files, file => file.Path.StartsWith("raw/", StringComparison.Ordinal) && file.Bytes == 3);
        Assert.Equal(Inode(Path.Combine(first, "data", raw.Path)), Inode(Path.Combine(second, "data", raw.Path)));
        Assert.Equal(0, await insured.CommandAsync(ScenarioPlatform.DevelopmentStorage, "backup", "verify", first));

        Assert.Equal(1, await insured.CommandAsync(ScenarioPlatform.DevelopmentStorage, "restore", "--from", second));
        Assert.Equal(0, await insured.CommandAsync(ScenarioPlatform.DevelopmentStorage, "restore", "--from", second, "--replace"));
        Assert.Single(Directory.GetDirectories(insured.Root, ".replaced-*"));
        await insured.Platform.StartAsync();
        var attempt = Assert.Single(await insured.Platform.Officer.HandledAsync(ticket.Ticket));
        Assert.Equal(manifest.Uploads[0].CommittedAt, attempt.CommittedAt);
    }

    private static async Task<string> UndisturbedAsync()
    {
        await using var insured = new InsuredPlatform();
        await insured.RunToTheMiddleAsync();
        var (third, content) = await insured.LastAnswersAsync();
        await InsuredPlatform.TakenAsync(third, content);
        await insured.FinishAsync("N02");
        await insured.FinishAsync("N03");
        return await insured.ReportAsync();
    }

    private static async Task<(string Ticket, DateTimeOffset CommittedAt)> CommitWithoutReceiptAsync(InsuredPlatform insured)
    {
        var (third, content) = await insured.LastAnswersAsync();
        insured.Archive.HeldBytes = content.Length;
        var ticket = await third.Clerk.TicketAsync(third.Answers(), content);
        Assert.Equal(HttpStatusCode.Created, await third.Clerk.PutAsync(ticket, content));
        var blob = new Azure.Storage.Blobs.BlobClient(
            insured.Platform.StorageConnection, "submissions", $"verification/N03/{ticket.Ticket}/核查结果.zip");
        return (ticket.Ticket, (await blob.GetPropertiesAsync()).Value.LastModified);
    }

    /// <summary>Backs up while a bureau uploads one file after the other; answers the tickets whose receipts were there before the backup began.</summary>
    private static async Task<IReadOnlyList<string>> BackUpWhileUploadsGoOnAsync(InsuredPlatform insured, string target)
    {
        var bureau = await insured.BureauAsync("N02");
        var acknowledged = new List<string> { (await bureau.UploadAsync([1, 0])).Ticket };
        var before = acknowledged.ToList();
        using var done = new CancellationTokenSource();
        var uploads = Task.Run(async () =>
        {
            for (byte i = 0; !done.IsCancellationRequested; i++)
                acknowledged.Add((await bureau.UploadAsync([2, i])).Ticket);
        });
        var exit = await insured.CommandAsync([$"--AzureWebJobsStorage={insured.Platform.StorageConnection}"], "backup", "--out", target);
        await done.CancelAsync();
        await uploads;
        Assert.Equal(0, exit);
        Assert.True(acknowledged.Count > before.Count);
        Assert.Equal(0, await insured.CommandAsync([], "backup", "verify", target));
        return before;
    }

    private static string Inode(string path)
    {
        using var stat = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("stat", ["-c", "%i", path]) { RedirectStandardOutput = true })!;
        return stat.StandardOutput.ReadToEnd();
    }
}
