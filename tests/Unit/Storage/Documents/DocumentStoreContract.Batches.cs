using Platform.Domain.Documents;

namespace Platform.Tests.Unit.Storage.Documents;

public abstract partial class DocumentStoreContract
{
    [Fact]
    public async Task Batch_AllKinds_HappensTogether()
    {
        var old = await Store.CreateAsync(Work, Unit1, "patch", "old", new Patch("open", 1));
        await Store.CreateAsync(Work, Unit1, "patch", "gone", new Patch("open", 1));

        var result = await Store.WriteAsync(DocumentBatch.In(Work, Unit1)
            .Create("patch", "new", new Patch("new", 2))
            .Replace("patch", "old", new Patch("changed", 3), old.ETag)
            .Upsert("patch", "either", new Patch("either", 4))
            .Delete("gone"));

        Assert.True(result.IsWritten);
        Assert.Equal(4, result.ETags.Length);
        Assert.Equal("", result.ETags[3]);
        var page = await Store.QueryAsync<Patch>(DocumentQuery.In(Work, Unit1));
        Assert.Equal(["either", "new", "old"], page.Items.Select(i => i.Id));
        Assert.Equal([result.ETags[2], result.ETags[0], result.ETags[1]], page.Items.Select(i => i.ETag));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(99)]
    public async Task Batch_OneFailingOperation_ChangesNothing(int failing)
    {
        await Store.CreateAsync(Work, Unit1, "patch", "taken", new Patch("kept", 1));
        var batch = DocumentBatch.In(Work, Unit1);
        for (var i = 0; i < 100; i++)
            batch.Create("patch", i == failing ? "taken" : $"n{i:000}", new Patch("new", i));

        var result = await Store.WriteAsync(batch);

        Assert.Equal((WriteOutcome.Conflict, failing), (result.Outcome, result.FailedOperation));
        Assert.Empty(result.ETags);
        Assert.Equal(1, await Store.CountAsync(DocumentQuery.In(Work, Unit1)));
        Assert.Equal("kept", (await Store.ReadAsync<Patch>(Work, Unit1, "taken"))!.Value.Status);
    }

    [Fact]
    public async Task Batch_StaleETagAfterOtherWrites_UndoesThem()
    {
        var first = await Store.CreateAsync(Work, Unit1, "state", "state", new Patch("a", 1));
        await Store.UpsertAsync(Work, Unit1, "state", "state", new Patch("b", 1));

        var result = await Store.WriteAsync(DocumentBatch.In(Work, Unit1)
            .Create("audit", "audit-1", new Patch("x", 1))
            .Delete("state", first.ETag));

        Assert.Equal((WriteOutcome.PreconditionFailed, 1), (result.Outcome, result.FailedOperation));
        Assert.Null(await Store.ReadAsync(Work, Unit1, "audit-1"));
        Assert.NotNull(await Store.ReadAsync(Work, Unit1, "state"));
    }

    [Fact]
    public async Task Batch_OperationsOnOneId_ApplyInOrder()
    {
        var result = await Store.WriteAsync(DocumentBatch.In(Work, Unit1)
            .Create("patch", "p", new Patch("1", 1)).Delete("p").Create("patch", "p", new Patch("2", 2)).Upsert("patch", "p", new Patch("3", 3)));

        Assert.True(result.IsWritten);
        Assert.Equal("3", (await Store.ReadAsync<Patch>(Work, Unit1, "p"))!.Value.Status);
    }

    [Fact]
    public async Task Batches_InParallel_AreSeenWholeOrNotAtAll()
    {
        using var stop = new CancellationTokenSource();
        var reader = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
                Assert.Equal(0, await Store.CountAsync(DocumentQuery.In(Work, Unit1)) % 10);
        });

        await Task.WhenAll(Enumerable.Range(0, 4).Select(w => Task.Run(async () =>
        {
            for (var b = 0; b < 10; b++)
            {
                var batch = DocumentBatch.In(Work, Unit1);
                for (var i = 0; i < 10; i++)
                    batch.Create("patch", $"{w}-{b}-{i}", new Patch("new", i));
                Assert.True((await Store.WriteAsync(batch)).IsWritten);
            }
        })));

        await stop.CancelAsync();
        await reader;
        Assert.Equal(400, await Store.CountAsync(DocumentQuery.In(Work, Unit1)));
    }

    [Fact]
    public void Batch_MoreThan100Operations_IsRefused()
    {
        var batch = DocumentBatch.In(Work, Unit1);
        for (var i = 0; i < 100; i++)
            batch.Delete($"d{i}");

        Assert.Equal(0, batch.Room);
        Assert.Throws<InvalidOperationException>(() => batch.Delete("d100"));
    }

    [Fact]
    public async Task Batch_Empty_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Store.WriteAsync(DocumentBatch.In(Work, Unit1)));

    [Fact]
    public void Batch_InPartOfAKey_IsRefused() =>
        Assert.Throws<ArgumentException>(() => DocumentBatch.In(Work, PartitionKey.Of(campaign)));

    [Fact]
    public void Batch_ETagOnCreate_IsRefused() =>
        Assert.Throws<ArgumentException>(() => DocumentBatch.In(Work, Unit1)
            .Add(new DocumentOperation(DocumentOperationKind.Create, "p", "patch", "{}"u8.ToArray(), "1")));
}
