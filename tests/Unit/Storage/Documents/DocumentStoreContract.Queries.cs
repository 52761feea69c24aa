using Platform.Domain.Documents;

namespace Platform.Tests.Unit.Storage.Documents;

public abstract partial class DocumentStoreContract
{
    public static TheoryData<string, Filter, string[]> Filters => new()
    {
        { "equal text", Filter.Equal("status", "open"), ["p1", "p3"] },
        { "equal nested", Filter.Equal("answer.legality", "legal"), ["p2"] },
        { "equal flag", Filter.Equal("real", false), ["p4"] },
        { "equal number", Filter.Equal("area", 20m), ["p2"] },
        { "less", Filter.Less("area", 20), ["p1", "p5"] },
        { "less or equal", Filter.LessOrEqual("area", 20), ["p1", "p2", "p5"] },
        { "greater", Filter.Greater("area", 20.5), ["p3", "p4"] },
        { "greater or equal", Filter.GreaterOrEqual("area", 40L), ["p4"] },
        { "text range", Filter.GreaterOrEqual("status", "d"), ["p1", "p3", "p4"] },
        { "in", Filter.In("status", "closed", "打开"), ["p2", "p4"] },
        { "in nothing", Filter.In("status"), [] },
        { "missing", Filter.IsMissing("status"), ["p5"] },
        { "missing nested", Filter.IsMissing("answer.legality"), ["p1", "p3", "p4", "p5"] },
        { "starts with", Filter.StartsWith("status", "o"), ["p1", "p3"] },
        { "id", Filter.Equal("id", "p4"), ["p4"] },
        { "type", Filter.Equal("type", "patch"), ["p1", "p2", "p3", "p4", "p5"] },
        { "partition", Filter.Equal("unit", "130200"), [] },
        { "and", Filter.And(Filter.Equal("status", "open"), Filter.Greater("area", 15)), ["p3"] },
        { "or", Filter.Or(Filter.Equal("status", "closed"), Filter.Less("area", 15)), ["p1", "p2", "p5"] },
        {
            "and of or",
            Filter.And(Filter.Or(Filter.Equal("id", "p1"), Filter.Equal("id", "p2")), Filter.Or(Filter.Equal("area", 10), Filter.Equal("real", false))),
            ["p1"]
        },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Filter_SelectsExactlyWhatItSays(string name, Filter filter, string[] expected)
    {
        await WriteFivePatchesAsync();
        var query = DocumentQuery.In(Work, Unit1).Where(filter);

        var page = await Store.QueryAsync(query);

        Assert.True(expected.SequenceEqual(page.Items.Select(d => d.Id)), $"{name}: {string.Join(", ", page.Items.Select(d => d.Id))}");
        Assert.Null(page.Continuation);
        Assert.Equal(expected.Length, await Store.CountAsync(query));
    }

    [Fact]
    public async Task Order_ByFieldAndComposite_MissingFirst()
    {
        await WriteFivePatchesAsync();
        var all = DocumentQuery.In(Work, Unit1);

        Assert.Equal(["p5", "p2", "p1", "p3", "p4"], await IdsAsync(all.OrderBy("status").Take(2)));
        Assert.Equal(["p4", "p3", "p2", "p1", "p5"], await IdsAsync(all.OrderByDescending("area").Take(2)));
        Assert.Equal(["p5", "p2", "p1", "p3", "p4"], await IdsAsync(all.OrderBy("status", "area").Take(1)));
        Assert.Equal(["p4", "p3", "p1", "p2", "p5"], await IdsAsync(all.OrderByDescending("status", "area").Take(1)));
        Assert.Equal(["p5", "p4", "p3", "p2", "p1"], await IdsAsync(all.OrderByDescending().Take(2)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Order_ManyTiesAndMissing_EveryPageSizeGivesEachOnce(bool descending)
    {
        var batch = DocumentBatch.In(Work, Unit1);
        for (var i = 0; i < 60; i++)
            batch.Create("patch", $"p{i:00}", new Patch((i % 4) switch { 0 => null, 1 => "甲", 2 => "a", _ => "b" }, i % 5));
        await Store.WriteAsync(batch);
        var query = DocumentQuery.In(Work, Unit1);
        query = descending ? query.OrderByDescending("status", "area") : query.OrderBy("status", "area");

        var whole = await IdsAsync(query.Take(1000));

        Assert.Equal(60, whole.Distinct().Count());
        foreach (var size in new[] { 1, 2, 7, 59, 60 })
            Assert.Equal(whole, await IdsAsync(query.Take(size)));
    }

    [Fact]
    public async Task Order_ByUnindexedOrUndeclaredComposite_IsRefused()
    {
        var all = DocumentQuery.In(Work, Unit1);

        await Assert.ThrowsAsync<ArgumentException>(() => Store.QueryAsync(all.OrderBy("note")));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.QueryAsync(all.OrderBy("area", "status")));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.CountAsync(all.OrderBy("note")));
    }

    [Fact]
    public async Task Filter_ByUnindexedOrOtherKind_IsRefused()
    {
        var all = DocumentQuery.In(Work, Unit1);

        foreach (var filter in new[]
        {
            Filter.Equal("note", "x"), Filter.Equal("status", 1), Filter.Equal("area", "1"), Filter.Less("real", true), Filter.StartsWith("area", "1"),
            Filter.And(), Filter.Or(Filter.IsMissing("note")), Filter.In("status", Enumerable.Range(0, 257).Select(i => FieldValue.Of($"v{i}"))),
        })
            await Assert.ThrowsAsync<ArgumentException>(() => Store.QueryAsync(all.Where(filter)));
    }

    [Fact]
    public async Task Prefix_SeesItsSubtreeOnly()
    {
        foreach (var (city, county, id) in new[] { ("a", "x", "1"), ("a", "x", "2"), ("a", "y", "1"), ("b", "x", "0"), ("aa", "x", "9") })
            await Store.CreateAsync(Deep, PartitionKey.Of(campaign, city, county), "node", id, new { rank = int.Parse(id, System.Globalization.CultureInfo.InvariantCulture) });

        Assert.Equal(["a/x/1", "a/x/2", "a/y/1", "aa/x/9", "b/x/0"], await PlacesAsync(PartitionKey.Of(campaign)));
        Assert.Equal(["a/x/1", "a/x/2", "a/y/1"], await PlacesAsync(PartitionKey.Of(campaign, "a")));
        Assert.Equal(["a/x/1", "a/x/2"], await PlacesAsync(PartitionKey.Of(campaign, "a", "x")));
        Assert.Empty(await PlacesAsync(PartitionKey.Of(campaign, "c")));

        async Task<string[]> PlacesAsync(PartitionKey prefix) => await Store.EnumerateAsync(DocumentQuery.In(Deep, prefix).Take(2))
            .Select(d => string.Join('/', d.Partition.Parts.Skip(1).Append(d.Id))).ToArrayAsync();
    }

    [Fact]
    public async Task Prefix_OrderedByField_MergesPartitions()
    {
        for (var i = 0; i < 12; i++)
            await Store.CreateAsync(Deep, PartitionKey.Of(campaign, $"c{i % 3}", "x"), "node", $"n{i:00}", new { rank = 100 - i });

        var ids = await IdsAsync(DocumentQuery.In(Deep, PartitionKey.Of(campaign)).OrderBy("rank").Take(5));

        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"n{11 - i:00}"), ids);
    }

    [Fact]
    public async Task AcrossPartitions_FiltersTheWholeContainer()
    {
        await Store.CreateAsync(Flat, PartitionKey.Of("o1"), "thing", campaign + "1", new { name = campaign });
        await Store.CreateAsync(Flat, PartitionKey.Of("o2"), "thing", campaign + "2", new { name = campaign });
        await Store.CreateAsync(Flat, PartitionKey.Of("o3"), "thing", campaign + "3", new { name = "other" });

        Assert.Equal([campaign + "1", campaign + "2"], await IdsAsync(DocumentQuery.AcrossPartitions(Flat).Where(Filter.Equal("name", campaign)).Take(1)));
    }

    [Fact]
    public async Task Paging_WhileOthersWrite_GivesEveryUntouchedDocumentOnce()
    {
        var batch = DocumentBatch.In(Work, Unit1);
        for (var i = 0; i < 100; i++)
            batch.Create("patch", $"p{i:000}", new Patch("open", i));
        await Store.WriteAsync(batch);
        var query = DocumentQuery.In(Work, Unit1).OrderBy("area").Take(10);
        var seen = new List<string>();

        for (var round = 0; ; round++)
        {
            var page = await Store.QueryAsync(query);
            seen.AddRange(page.Items.Select(d => d.Id));
            if (page.Continuation is null)
                break;
            await Store.CreateAsync(Work, Unit1, "patch", $"a{round}", new Patch("new", -1));
            await Store.DeleteAsync(Work, Unit1, page.Items[^1].Id);
            query = query.After(page.Continuation);
        }

        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"p{i:000}"), seen);
    }

    [Fact]
    public async Task Continuation_OfAnotherQueryOrAltered_IsRefused()
    {
        await WriteFivePatchesAsync();
        var query = DocumentQuery.In(Work, Unit1).Take(2);
        var token = (await Store.QueryAsync(query)).Continuation!;

        foreach (var (other, text) in new[]
        {
            (DocumentQuery.In(Work, Unit2), token), (query.OrderByDescending(), token), (query.Where(Filter.Equal("real", true)), token),
            (query, token[..^4]), (query, "not base64 !"), (query, ""), (query, "AAAA" + token[4..]),
        })
        {
            Assert.False(ContinuationToken.IsFor(other, text));
            await Assert.ThrowsAsync<ArgumentException>(() => Store.QueryAsync(other.After(text)));
        }

        Assert.True(ContinuationToken.IsFor(query.Take(50), token));
    }

    [Fact]
    public async Task Page_OfLargeDocuments_EndsEarlyAndGoesOn()
    {
        for (var i = 0; i < 9; i++)
            await Store.CreateAsync(Work, Unit1, "note", $"n{i}", new Patch("x", 1, Note: new string('n', 900_000)));

        var page = await Store.QueryAsync(DocumentQuery.In(Work, Unit1));

        Assert.InRange(page.Items.Count, 1, 5);
        Assert.NotNull(page.Continuation);
        Assert.Equal(9, (await IdsAsync(DocumentQuery.In(Work, Unit1))).Length);
    }

    private async Task WriteFivePatchesAsync()
    {
        var result = await Store.WriteAsync(DocumentBatch.In(Work, Unit1)
            .Create("patch", "p1", new Patch("open", 10))
            .Create("patch", "p2", new Patch("closed", 20, Answer: new Answer("legal")))
            .Create("patch", "p3", new Patch("open", 30.25m, Answer: new Answer(null)))
            .Create("patch", "p4", new Patch("打开", 40, Real: false))
            .Create("patch", "p5", new Patch(null, 5)));
        Assert.True(result.IsWritten);
    }

    private async Task<string[]> IdsAsync(DocumentQuery query) => await Store.EnumerateAsync(query).Select(d => d.Id).ToArrayAsync();
}
