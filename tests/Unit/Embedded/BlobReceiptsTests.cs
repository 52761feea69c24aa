using System.Diagnostics;
using System.Globalization;
using Platform.Embedded.Blobs;
using Platform.Embedded.Hosting;

namespace Platform.Tests.Unit.Embedded;

public sealed class BlobReceiptsTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDirectory root = new();
    private readonly HostState state = new();

    public Task InitializeAsync()
    {
        state.Open(Path.Combine(root.Path, "host.db"));
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await state.DisposeAsync();
        root.Dispose();
    }

    [Fact]
    public async Task Attempts_AreCountedPerVersion_AndPausesHold()
    {
        var receipts = new BlobReceipts(state);
        var first = new BlobKey("F", "c", "x", "1");
        Assert.Equal(1, await receipts.BeginAsync(first, default));
        await receipts.FailAsync(first, Now.AddMinutes(1), "no");
        Assert.Equal(["x"], await AtRestAsync(receipts, Now, ("x", "1")));
        Assert.Empty(await AtRestAsync(receipts, Now, ("x", "2")));
        Assert.Empty(await AtRestAsync(receipts, Now.AddMinutes(2), ("x", "1")));
        Assert.Equal(2, await receipts.BeginAsync(first, default));
        await receipts.UndoAsync(first);
        Assert.Equal(2, await receipts.BeginAsync(first, default));
        Assert.Equal(1, await receipts.BeginAsync(first with { ETag = "2" }, default));
    }

    [Fact]
    public async Task Receipt_HoldsForItsFunctionContainerPathAndVersionOnly()
    {
        var receipts = new BlobReceipts(state);
        await receipts.FinishAsync(new BlobKey("F", "c", "x", "1"), Now);
        Assert.Equal(["x"], await AtRestAsync(receipts, Now, ("x", "1"), ("y", "1")));
        Assert.Empty(await AtRestAsync(receipts, Now, ("x", "2")));
        Assert.Empty(await receipts.AtRestAsync("G", "c", [("x", "1")], Now, default));
        Assert.Empty(await receipts.AtRestAsync("F", "d", [("x", "1")], Now, default));
    }

    [Fact]
    public async Task FullPage_AgainstManyReceipts_TakesNoLongerThanItsOwnSize()
    {
        var receipts = new BlobReceipts(state);
        await state.RunAsync(
            connection => connection.Execute(
                """
                WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 19999)
                INSERT INTO blob_receipt SELECT 'F', 'c', printf('old-%06d', i), 'e', 'done', 0 FROM n
                """),
            default);
        var page = Enumerable.Range(10_000, 5000).Select(i => (string.Create(CultureInfo.InvariantCulture, $"old-{i:000000}"), "e")).ToArray();
        var began = Stopwatch.GetTimestamp();
        Assert.Equal(5000, (await AtRestAsync(receipts, Now, page)).Count);

        // Milliseconds when the page leads; the other join order compares 100 million pairs.
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    private static Task<HashSet<string>> AtRestAsync(BlobReceipts receipts, DateTimeOffset now, params (string Path, string ETag)[] blobs) =>
        receipts.AtRestAsync("F", "c", blobs, now, default);
}
