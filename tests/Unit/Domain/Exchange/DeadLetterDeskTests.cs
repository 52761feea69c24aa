using Microsoft.Extensions.Time.Testing;
using Platform.Domain;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Exchange;
using Platform.Domain.Messaging;
using Platform.Findings;
using Platform.Storage.Documents;
using Platform.Tests.Unit.Storage;

namespace Platform.Tests.Unit.Domain.Exchange;

/// <summary>Orders to handle or send again what was given up.</summary>
public sealed class DeadLetterDeskTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly SqliteDocumentStore store;
    private readonly DeadLetterDesk desk;
    private int handled;

    public DeadLetterDeskTests()
    {
        store = SqliteDocumentStore.Open(directory.File("documents.db"), Containers.All);
        desk = new DeadLetterDesk(store, time);
    }

    public void Dispose()
    {
        store.Dispose();
        directory.Dispose();
    }

    [Fact]
    public async Task Redrive_LeavesAReceipt_AndOrderedAgainGivesTheSame()
    {
        await DieAsync("503");

        var first = await RedriveAsync("zhang");
        time.Advance(TimeSpan.FromMinutes(1));
        var second = await RedriveAsync("li");

        Assert.Equal(1, handled);
        Assert.Equal(first.Value.At, second.Value.At);
        var redrive = Assert.Single(second.Value.Redrives);
        Assert.Equal(("zhang", "503"), (redrive.By, redrive.Reason));
        Assert.Empty((await store.QueryAsync<DeadMessage>(DeadLetterDesk.Waiting)).Items);
        Assert.Single((await store.QueryAsync<RedriveReceipt>(DeadLetterDesk.Receipts)).Items);
    }

    [Fact]
    public async Task DeadAnew_IsOrderedAnew_AndTheReceiptKeepsBoth()
    {
        await DieAsync("503");
        await RedriveAsync("zhang");
        await DieAsync("302");

        Assert.Equal(["503", "302"], (await RedriveAsync("li")).Value.Redrives.Select(redrive => redrive.Reason));
    }

    [Fact]
    public async Task Refused_StaysOnTheList()
    {
        await DieAsync("unreadable");
        var refusal = new Refusal(RefusalKind.Invalid, ExchangeFindings.NoEvent.At(Location.Whole, "$"));

        var redriven = await desk.RedriveAsync("plans", "fgw", "p1", "zhang", _ => Task.FromResult<Refusal?>(refusal), default);

        Assert.Same(refusal, redriven.Refusal);
        Assert.Single((await store.QueryAsync<DeadMessage>(DeadLetterDesk.Waiting)).Items);
    }

    [Fact]
    public async Task NeverGivenUp_IsNotFound() => Assert.Equal("MESSAGE_NOT_DEAD", (await RedriveAsync("zhang")).Refusal!.Finding.Code);

    [Fact]
    public async Task HandledButNotRecorded_IsHandledAgain()
    {
        await DieAsync("503");
        await Assert.ThrowsAsync<IOException>(() => desk.RedriveAsync(
            "plans", "fgw", "p1", "zhang", _ => throw new IOException("the process ends here, behind the effect"), default));

        Assert.True((await RedriveAsync("zhang")).Succeeded);
    }

    [Fact]
    public async Task SeveralAtOnce_LeaveOneReceipt()
    {
        await DieAsync("503");

        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => RedriveAsync($"officer-{i}")));

        Assert.Single(all.Select(result => Assert.Single(result.Value.Redrives).By).Distinct());
    }

    [Fact]
    public async Task DeadAgainWhileItIsOrdered_IsNotTakenOffTheList_UnlessHandledAgain()
    {
        await DieAsync("503");
        var redriven = await desk.RedriveAsync(
            "plans", "fgw", "p1", "zhang",
            async _ =>
            {
                if (++handled == 1)
                    await DieAsync("302");
                return null;
            },
            default);

        Assert.Equal(2, handled);
        Assert.Equal("302", Assert.Single(redriven.Value.Redrives).Reason);
    }

    private Task DieAsync(string reason) =>
        desk.RecordAsync(new DeadMessage(PlatformTopics.Plans, "fgw", "hebei", "p1", "{}", reason, time.GetUtcNow()), default);

    private Task<Result<RedriveReceipt>> RedriveAsync(string by) => desk.RedriveAsync(
        "plans", "fgw", "p1", by,
        _ =>
        {
            Interlocked.Increment(ref handled);
            return Task.FromResult<Refusal?>(null);
        },
        default);
}
