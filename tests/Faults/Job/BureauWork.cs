using Platform.Domain.Campaigns;
using Platform.Domain.Monitoring;
using Platform.Domain.Submissions;
using Platform.Functions;
using Platform.Functions.Http;

namespace Platform.Tests.Faults.Job;

/// <summary>A bureau at work on its task, with the province's reviewer at the other end.</summary>
internal sealed class BureauWork(Person clerk, Person checker, Person reviewer, string campaign, string unit, Receipts receipts) : IDisposable
{
    private readonly string path = $"api/campaigns/{campaign}/tasks/{unit}";

    public Person Clerk => clerk;

    /// <summary>Receives the task, takes its package and reads its patches by number.</summary>
    public async Task<IReadOnlyList<PatchRecord>> ReceiveAsync(CancellationToken cancellation)
    {
        await CommandAsync(clerk, "receive", null, task => task.State != TaskState.Issued, cancellation);
        await clerk.DownloadAsync($"{path}/package", cancellation);
        var list = await clerk.ListAsync<PatchSummary>($"api/campaigns/{campaign}/patches?unit={unit}", cancellation);
        var records = new List<PatchRecord>();
        foreach (var patch in list)
            records.Add((await clerk.GetAsync<PatchDetail>($"api/campaigns/{campaign}/patches/{unit}/{patch.Key}", cancellation)).Patch);
        return [.. records.OrderBy(record => record.Number, StringComparer.Ordinal)];
    }

    public Task<Attempt> UploadAsync(string name, byte[] content, CancellationToken cancellation) => new Upload(
        clerk, new TicketRequest { Kind = SubmissionKind.Verification, Campaign = campaign, Unit = unit, Name = name, Size = 0 }, content, receipts)
        .RunAsync(cancellation);

    /// <summary>Second person, submission.</summary>
    public async Task SubmitAsync(CancellationToken cancellation)
    {
        await CommandAsync(checker, "check", null, task => task.State is TaskState.Checked or TaskState.Submitted, cancellation);
        await CommandAsync(clerk, "submit", null, task => task.State == TaskState.Submitted, cancellation);
    }

    public Task AcceptAsync(CancellationToken cancellation) =>
        CommandAsync(reviewer, "accept", null, task => task.State == TaskState.Accepted, cancellation);

    /// <summary>The province returns one patch; done when the bureau sees it.</summary>
    public async Task ReturnAsync(PatchRecord patch, string reason, CancellationToken cancellation)
    {
        await CommandAsync(reviewer, "return", new ReturnOrder(reason, [patch.PatchKey]), task => task.Round == 1, cancellation);
        await clerk.UntilAsync<PatchDetail>(
            $"api/campaigns/{campaign}/patches/{unit}/{patch.PatchKey}", detail => detail.Patch.State == PatchState.Returned, cancellation);
    }

    public void Dispose()
    {
        clerk.Dispose();
        checker.Dispose();
    }

    private Task CommandAsync(Person by, string command, object? body, Func<VerificationTask, bool> applied, CancellationToken cancellation) =>
        by.OrderAsync($"{path}/{command}", body, async () => applied(await by.GetAsync<VerificationTask>(path, cancellation)), cancellation);
}
