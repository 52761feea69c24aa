using System.Net;
using Azure.Storage.Blobs;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Campaigns;
using Platform.Domain.Monitoring;
using Platform.Domain.Submissions;
using Platform.Functions.Http;
using Platform.Orchestrations.Waking;
using Platform.Storage.Blobs;

namespace Platform.Tests.EndToEnd.Scenarios;

/// <summary>Uploads that come at once, late, twice, or without a ticket.</summary>
[Collection(ScenarioGroup.Name)]
public sealed class DeliveryScenarios(ScenarioPlatform platform)
{
    [NodeFact]
    public async Task SameFile_ThreeTimesAtOnce_IsTakenOnce()
    {
        var bureau = await platform.ReceivedAsync("N01");
        var content = bureau.Form().Illegal(bureau.Patches).Zip();
        var tickets = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => bureau.Clerk.TicketAsync(bureau.Answers(), content)));

        var put = await Task.WhenAll(tickets.Select(ticket => bureau.Clerk.PutAsync(ticket, content)));
        var attempts = (await Task.WhenAll(tickets.Select(ticket => bureau.Clerk.HandledAsync(ticket.Ticket)))).SelectMany(a => a).ToList();

        Assert.All(put, status => Assert.Equal(HttpStatusCode.Created, status));
        Assert.Equal(3, attempts.Count);
        var taken = Assert.Single(attempts, a => a.State == AttemptState.Taken);
        Assert.Equal((3, 0), (taken.RowsTaken, taken.RowsRefused));
        var duplicates = attempts.Where(a => a.State == AttemptState.Duplicate).ToList();
        Assert.Equal(2, duplicates.Count);
        Assert.All(duplicates, d => Assert.Equal(taken.Id, d.DuplicateOf));
        Assert.Equal([SubmissionFindings.DuplicateContent.Code], (await bureau.Clerk.FindingsAsync(duplicates[0])).Select(f => f.Code));
        var task = await bureau.TaskAsync();
        Assert.Equal(new TaskCounts(3, 3, 0, 0), task.Counts);
        Assert.Equal(TaskState.InVerification, task.State);
        Assert.NotNull(task.LetterSha256);
        foreach (var patch in bureau.Patches)
            Assert.Equal(taken.Id, Assert.Single((await bureau.PatchAsync(patch.PatchKey)).History).Attempt);
    }

    [NodeFact]
    public async Task OlderFile_HandledAfterANewerOne_StaysInTheHistoryOnly()
    {
        var bureau = await platform.ReceivedAsync("N02");
        var newer = await bureau.UploadAsync(bureau.Form().Approved(bureau.Patches).Zip());
        var content = bureau.Form().Illegal(bureau.Patches).Zip();
        var ticket = await bureau.Clerk.TicketAsync(bureau.Answers("旧.zip"), content);

        // The storage took this file a minute before the other one and announces it only now.
        var arrival = new Arrival($"verification/N02/{ticket.Ticket}/旧.zip", "\"0xOLD\"", newer.CommittedAt.AddMinutes(-1), content.Length);
        var receipt = await platform.Services.GetRequiredService<ReceiptDesk>()
            .ReceiveAsync(arrival, _ => Task.FromResult<Stream>(new MemoryStream(content)), CancellationToken.None);
        await platform.Services.GetRequiredService<SubmissionIntake>().WakeAsync(
            receipt.Value, platform.Services.GetRequiredService<DurableTaskClient>(), CancellationToken.None);
        var older = Assert.Single(await bureau.Clerk.HandledAsync(ticket.Ticket));

        Assert.Equal((AttemptState.Taken, AttemptState.Taken), (newer.State, older.State));
        Assert.Equal(new TaskCounts(3, 3, 0, 0), (await bureau.TaskAsync()).Counts);
        foreach (var patch in bureau.Patches)
        {
            var detail = await bureau.PatchAsync(patch.PatchKey);
            Assert.Equal(ApprovalStatus.Approved, detail.Patch.Approval);
            Assert.Equal([older.Id, newer.Id], detail.History.Select(entry => entry.Attempt));
        }

        Assert.Contains("ANSWER_OUTDATED", (await bureau.Clerk.FindingsAsync(older)).Select(f => f.Code));
    }

    [NodeFact]
    public async Task NewerFile_RightAfterAnOlderOne_Counts()
    {
        var bureau = await platform.ReceivedAsync("N09");
        var first = await bureau.UploadAsync(bureau.Form().Exempt(bureau.Patches[0]).Workbook(), "甲.xlsx");
        var second = await bureau.UploadAsync(bureau.Form().Illegal(bureau.Patches[0]).Workbook(), "乙.xlsx");

        // The storage tells the time of a commit in whole seconds: both may show the same one.
        Assert.Equal((AttemptState.Taken, AttemptState.Taken), (first.State, second.State));
        var detail = await bureau.PatchAsync(bureau.Patches[0].PatchKey);
        Assert.Equal(ApprovalStatus.Unapproved, detail.Patch.Approval);
        Assert.Equal(second.Id, detail.History[^1].Attempt);
    }

    [NodeFact]
    public async Task SecondCommit_UnderOneTicket_FailsAtTheStorage_AndIsANewAttemptThroughTheInterface()
    {
        var bureau = await platform.ReceivedAsync("N08");
        var content = bureau.Form().Illegal(bureau.Patches).Zip();
        var ticket = await bureau.Clerk.TicketAsync(bureau.Answers(), content);
        await bureau.Clerk.PutAsync(ticket, content);
        var first = Assert.Single(await bureau.Clerk.HandledAsync(ticket.Ticket));

        Assert.Equal(HttpStatusCode.PreconditionFailed, await bureau.Clerk.PutAsync(ticket, content));
        Assert.Equal(HttpStatusCode.Accepted, await PutContentAsync(bureau.Clerk, ticket.Ticket, content));
        var second = (await bureau.Clerk.HandledAsync(ticket.Ticket, 2)).Single(a => a.Id != first.Id);
        Assert.Equal(HttpStatusCode.Accepted, await PutContentAsync(bureau.Clerk, ticket.Ticket, content[..^10]));
        var third = (await bureau.Clerk.HandledAsync(ticket.Ticket, 3)).Single(a => a.Id != first.Id && a.Id != second.Id);

        Assert.Equal((AttemptState.Taken, AttemptState.Duplicate, AttemptState.Refused), (first.State, second.State, third.State));
        Assert.Equal([SubmissionFindings.ContentDiffers.Code], await bureau.Clerk.ErrorsAsync(third));
        Assert.Equal(new TaskCounts(3, 3, 0, 0), (await bureau.TaskAsync()).Counts);
        Assert.Equal(HttpStatusCode.NotFound, await PutContentAsync(bureau.Checker, ticket.Ticket, content));
    }

    [NodeFact]
    public async Task FileSentBeforeTheReceipt_IsRefused_AndTakenWhenSentAgain()
    {
        var bureau = await platform.BureauAsync("N10");
        var content = bureau.Form().Illegal(bureau.Patches).Zip();
        var early = await bureau.UploadAsync(content);
        await bureau.OrderAsync("receive");
        var again = await bureau.UploadAsync(content);

        Assert.Equal((AttemptState.Refused, AttemptState.Taken), (early.State, again.State));
        Assert.Equal(["TASK_NOT_OPEN"], await bureau.Clerk.ErrorsAsync(early));
        Assert.Equal(new TaskCounts(3, 3, 0, 0), (await bureau.TaskAsync()).Counts);
    }

    [NodeFact]
    public async Task BlobWithoutTicket_IsQuarantined_AndTheSweepFindsWhatNoEventAnnounced()
    {
        var container = new BlobContainerClient(platform.StorageConnection, UploadContainer.Name);
        var path = $"verification/N08/{Guid.NewGuid():N}/偷渡.zip";
        await container.UploadBlobAsync(path, new BinaryData("no ticket"u8.ToArray()));
        var listed = await platform.Officer.UntilAsync<Page<QuarantinedBlob>>(
            "api/operations/quarantine", page => page.Items.Any(blob => blob.Path == path));
        var quarantined = listed.Items.Single(blob => blob.Path == path);
        Assert.Equal("UPLOAD_WITHOUT_TICKET", quarantined.Finding.Code);
        Assert.Equal(9, quarantined.Bytes);

        // No trigger watches this depth of the container.
        const string Stray = "stray.bin";
        await container.UploadBlobAsync(Stray, new BinaryData("stray"u8.ToArray()));
        var report = await SweepLaterAsync(TimeSpan.FromMinutes(1));

        Assert.Contains(Stray, report.BlobsWithoutReceipt);
        var sweeps = await platform.Officer.GetAsync<IReadOnlyList<SweepReport>>("api/operations/sweeps");
        Assert.Contains(sweeps, sweep => sweep.BlobsWithoutReceipt.Contains(Stray));
        var all = await platform.Officer.GetAsync<Page<QuarantinedBlob>>("api/operations/quarantine");
        Assert.Contains(all.Items, blob => blob.Path == Stray);

        // A day after its ticket has ended nobody needs the commit any more: the raw archive has it.
        Assert.Equal(0, report.BlobsCleared);
        var later = await SweepLaterAsync(TimeSpan.FromHours(25));
        Assert.True(later.BlobsCleared >= 2, $"{later.BlobsCleared} commits were cleared.");
        Assert.False((await container.GetBlobClient(Stray).ExistsAsync()).Value);
        Assert.False((await container.GetBlobClient(path).ExistsAsync()).Value);
    }

    // The sweep leaves alone what may still be on its ordinary way, so it is told that time has gone by.
    private async Task<SweepReport> SweepLaterAsync(TimeSpan later)
    {
        platform.Clock.Ahead = later;
        try
        {
            return await platform.Services.GetRequiredService<Sweeper>().RunAsync(
                platform.Services.GetRequiredService<DurableTaskClient>(), CancellationToken.None);
        }
        finally
        {
            platform.Clock.Ahead = TimeSpan.Zero;
        }
    }

    private static async Task<HttpStatusCode> PutContentAsync(Caller by, string ticket, byte[] content) =>
        (await by.Http.PutAsync($"api/uploads/{ticket}/content", new ByteArrayContent(content))).StatusCode;
}
