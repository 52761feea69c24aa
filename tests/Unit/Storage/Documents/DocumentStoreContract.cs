using Platform.Domain.Documents;

namespace Platform.Tests.Unit.Storage.Documents;

/// <summary>
/// What every document store keeps, whatever lies beneath. Each implementation derives once and opens a store over
/// <see cref="Containers"/>; tests use partitions of their own, so that they can share a database.
/// </summary>
public abstract partial class DocumentStoreContract : IAsyncLifetime
{
    protected static readonly ContainerDefinition Work = new(
        "contract-work",
        ["campaign", "unit"],
        [IndexedField.Text("status"), IndexedField.Number("area"), IndexedField.Flag("real"), IndexedField.Text("answer.legality")],
        [["status", "area"]]);

    protected static readonly ContainerDefinition Flat = new("contract-flat", ["owner"], [IndexedField.Text("name")]);

    protected static readonly ContainerDefinition Deep = new("contract-deep", ["province", "city", "county"], [IndexedField.Number("rank")]);

    protected static readonly ContainerDefinition Places = new("contract-places", ["owner"], [IndexedField.Footprint("footprint")]);

    protected static readonly ContainerDefinition Fleeting = new("contract-fleeting", ["owner"], retainFor: TimeSpan.FromSeconds(1));

    protected static IReadOnlyList<ContainerDefinition> Containers { get; } = [Work, Flat, Deep, Places, Fleeting];

    private readonly string campaign = $"c-{Guid.NewGuid():N}";

    protected IDocumentStore Store { get; private set; } = null!;

    private PartitionKey Unit1 => PartitionKey.Of(campaign, "130100");

    private PartitionKey Unit2 => PartitionKey.Of(campaign, "130200");

    public async Task InitializeAsync() => Store = await OpenAsync();

    public abstract Task DisposeAsync();

    protected abstract Task<IDocumentStore> OpenAsync();

    private sealed record Answer(string? Legality);

    private sealed record Patch(string? Status, decimal Area, bool Real = true, Answer? Answer = null, string? Note = null);

    [Fact]
    public async Task Create_ThenRead_GivesBodyWithKeysAndETag()
    {
        var result = await Store.CreateAsync(Work, Unit1, "patch", "p1", new Patch("open", 12.5m));

        var read = await Store.ReadAsync(Work, Unit1, "p1");

        Assert.Equal(WriteOutcome.Written, result.Outcome);
        Assert.NotNull(read);
        Assert.Equal(("p1", "patch", result.ETag), (read.Id, read.Type, read.ETag));
        var body = read.As<Dictionary<string, System.Text.Json.JsonElement>>();
        Assert.Equal("p1", body["id"].GetString());
        Assert.Equal("patch", body["type"].GetString());
        Assert.Equal(campaign, body["campaign"].GetString());
        Assert.Equal("130100", body["unit"].GetString());
        Assert.Equal(new Patch("open", 12.5m), read.As<Patch>());
    }

    [Fact]
    public async Task Read_UnknownIdOrOtherPartition_IsNull()
    {
        await Store.CreateAsync(Work, Unit1, "patch", "p1", new Patch("open", 1));

        Assert.Null(await Store.ReadAsync(Work, Unit1, "p2"));
        Assert.Null(await Store.ReadAsync(Work, Unit2, "p1"));
        Assert.Null(await Store.ReadAsync(Work, Unit1, "P1"));
    }

    [Fact]
    public async Task Create_ExistingId_ConflictsAndChangesNothing()
    {
        await Store.CreateAsync(Work, Unit1, "patch", "p1", new Patch("open", 1));

        var again = await Store.CreateAsync(Work, Unit1, "patch", "p1", new Patch("closed", 2));

        Assert.Equal((WriteOutcome.Conflict, 0), (again.Outcome, again.FailedOperation));
        Assert.Equal("open", (await Store.ReadAsync<Patch>(Work, Unit1, "p1"))!.Value.Status);
        Assert.Equal(WriteOutcome.Written, (await Store.CreateAsync(Work, Unit2, "patch", "p1", new Patch("closed", 2))).Outcome);
    }

    [Fact]
    public async Task Replace_CurrentETag_WritesAndChangesETag()
    {
        await Store.CreateAsync(Work, Unit1, "patch", "p1", new Patch("open", 1));
        var read = (await Store.ReadAsync<Patch>(Work, Unit1, "p1"))!;

        var first = await Store.ReplaceAsync(Work, read, read.Value with { Status = "closed" });
        var stale = await Store.ReplaceAsync(Work, read, read.Value with { Status = "lost" });

        Assert.Equal(WriteOutcome.Written, first.Outcome);
        Assert.NotEqual(read.ETag, first.ETag);
        Assert.Equal(WriteOutcome.PreconditionFailed, stale.Outcome);
        Assert.Equal("closed", (await Store.ReadAsync<Patch>(Work, Unit1, "p1"))!.Value.Status);
    }

    [Fact]
    public async Task Replace_Missing_IsNotFound()
    {
        var unconditional = await Store.WriteAsync(DocumentBatch.In(Work, Unit1).Replace("patch", "p1", new Patch("x", 1), null));
        var conditional = await Store.WriteAsync(DocumentBatch.In(Work, Unit1).Replace("patch", "p1", new Patch("x", 1), "1"));
        var foreignTag = await Store.WriteAsync(DocumentBatch.In(Work, Unit1).Replace("patch", "p1", new Patch("x", 1), "\"not-ours\""));

        Assert.Equal(WriteOutcome.NotFound, unconditional.Outcome);
        Assert.Equal(WriteOutcome.NotFound, conditional.Outcome);
        Assert.Equal(WriteOutcome.NotFound, foreignTag.Outcome);
    }

    [Fact]
    public async Task Replace_WithoutETag_OverwritesAnyVersion()
    {
        await Store.CreateAsync(Work, Unit1, "patch", "p1", new Patch("open", 1));

        Assert.True((await Store.WriteAsync(DocumentBatch.In(Work, Unit1).Replace("patch", "p1", new Patch("b", 1), null))).IsWritten);
        Assert.Equal("b", (await Store.ReadAsync<Patch>(Work, Unit1, "p1"))!.Value.Status);
    }

    [Fact]
    public async Task Upsert_CreatesThenReplaces()
    {
        var created = await Store.UpsertAsync(Work, Unit1, "patch", "p1", new Patch("open", 1));
        var replaced = await Store.UpsertAsync(Work, Unit1, "note", "p1", new Patch("closed", 1));

        Assert.NotEqual(created.ETag, replaced.ETag);
        var read = (await Store.ReadAsync<Patch>(Work, Unit1, "p1"))!;
        Assert.Equal(("closed", "note", replaced.ETag), (read.Value.Status, read.Type, read.ETag));
    }

    [Fact]
    public async Task Delete_HonoursETagAndReportsMissing()
    {
        var created = await Store.CreateAsync(Work, Unit1, "patch", "p1", new Patch("open", 1));
        var changed = await Store.UpsertAsync(Work, Unit1, "patch", "p1", new Patch("closed", 1));

        Assert.Equal(WriteOutcome.PreconditionFailed, (await Store.DeleteAsync(Work, Unit1, "p1", created.ETag)).Outcome);
        Assert.Equal(WriteOutcome.Written, (await Store.DeleteAsync(Work, Unit1, "p1", changed.ETag)).Outcome);
        Assert.Equal(WriteOutcome.NotFound, (await Store.DeleteAsync(Work, Unit1, "p1")).Outcome);
        Assert.Null(await Store.ReadAsync(Work, Unit1, "p1"));
    }

    [Fact]
    public async Task ETag_OfDeletedDocument_IsNeverGoodForItsSuccessor()
    {
        var created = await Store.CreateAsync(Work, Unit1, "patch", "p1", new Patch("open", 1));
        await Store.DeleteAsync(Work, Unit1, "p1");
        await Store.CreateAsync(Work, Unit1, "patch", "p1", new Patch("other", 1));

        var result = await Store.WriteAsync(DocumentBatch.In(Work, Unit1).Replace("patch", "p1", new Patch("lost", 1), created.ETag));

        Assert.Equal(WriteOutcome.PreconditionFailed, result.Outcome);
    }

    [Fact]
    public async Task ParallelWriters_WithETags_LoseNoIncrement()
    {
        await Store.CreateAsync(Work, Unit1, "counter", "n", new Patch(null, 0));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => IncrementAsync(25))));

        Assert.Equal(200, (await Store.ReadAsync<Patch>(Work, Unit1, "n"))!.Value.Area);
    }

    [Fact]
    public async Task ParallelCreates_OfOneId_HaveOneWinner()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(i => Task.Run(() => Store.CreateAsync(Work, Unit1, "patch", "once", new Patch($"w{i}", i)))));

        Assert.Single(results, r => r.Outcome == WriteOutcome.Written);
        Assert.Equal(19, results.Count(r => r.Outcome == WriteOutcome.Conflict));
    }

    private async Task IncrementAsync(int times)
    {
        for (var done = 0; done < times;)
        {
            var read = (await Store.ReadAsync<Patch>(Work, Unit1, "n"))!;
            if ((await Store.ReplaceAsync(Work, read, read.Value with { Area = read.Value.Area + 1 })).IsWritten)
                done++;
        }
    }
}
