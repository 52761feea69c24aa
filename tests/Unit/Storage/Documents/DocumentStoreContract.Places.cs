using System.Text;
using Platform.Domain.Documents;

namespace Platform.Tests.Unit.Storage.Documents;

public abstract partial class DocumentStoreContract
{
    // Wide boxes at high latitudes: their lower edges and the geodesics between their corners lie far apart.
    private static readonly (string Id, double[]? Bbox)[] Boxes =
    [
        ("city", [114.2, 37.8, 114.9, 38.3]),
        ("nowhere", null),
        ("point", [116.4, 39.9, 116.4, 39.9]),
        ("province", [113.4, 36.0, 119.9, 42.7]),
        ("steppe", [97.0, 50.0, 127.0, 60.0]),
    ];

    public static TheoryData<double[], string[]> Asked => new()
    {
        { [114.5, 38.0, 114.5, 38.0], ["city", "province"] },
        { [114.9, 38.3, 114.9, 38.3], ["city", "province"] },
        { [114.9001, 38.3, 114.9001, 38.3], ["province"] },
        { [116.4, 39.9, 116.4, 39.9], ["point", "province"] },
        { [112.0, 50.001, 112.0, 50.001], ["steppe"] },
        { [112.0, 49.999, 112.0, 49.999], [] },
        { [112.0, 60.3, 112.0, 60.3], [] },
        { [98.0, 40.0, 126.0, 50.0], ["province", "steppe"] },
        { [98.0, 42.71, 126.0, 49.99], [] },
        { [100.0, 20.0, 130.0, 60.0], ["city", "point", "province", "steppe"] },
        { [-72.0, 42.0, -71.0, 43.0], [] },
    };

    [Theory]
    [MemberData(nameof(Asked))]
    public async Task Footprints_AreFoundByTheirCorners(double[] asked, string[] expected)
    {
        await WriteBoxesAsync();
        var query = DocumentQuery.In(Places, PartitionKey.Of(campaign)).Where(Filter.Meets("footprint", Footprint.TryOf(asked)!));

        Assert.Equal(expected, await IdsAsync(query));
        Assert.Equal(expected.Length, await Store.CountAsync(query));
    }

    [Fact]
    public async Task Footprints_MissingOnes_AreFoundBesideThem()
    {
        await WriteBoxesAsync();
        var place = Footprint.TryOf(116.4, 39.9, 116.4, 39.9)!;

        var ids = await IdsAsync(DocumentQuery.In(Places, PartitionKey.Of(campaign))
            .Where(Filter.Or(Filter.Meets("footprint", place), Filter.IsMissing("footprint"))));

        Assert.Equal(["nowhere", "point", "province"], ids);
    }

    [Theory]
    [InlineData("""{"footprint":[1,2,3,4]}""")]
    [InlineData("""{"footprint":{"type":"Point","coordinates":[1,2]}}""")]
    [InlineData("""{"footprint":{"type":"Polygon","bbox":[1,2,3,4],"coordinates":[[[1,2],[3,2],[3,4],[1,4],[1,2.5]]]}}""")]
    [InlineData("""{"footprint":{"type":"Polygon","bbox":[1,2,40,4],"coordinates":[[[1,2],[40,2],[40,4],[1,4],[1,2]]]}}""")]
    public async Task Footprint_ThatIsNone_IsRefused(string body)
    {
        var batch = DocumentBatch.In(Places, PartitionKey.Of(campaign))
            .Add(new DocumentOperation(DocumentOperationKind.Create, "p", "place", Encoding.UTF8.GetBytes(body), null));

        await Assert.ThrowsAsync<ArgumentException>(() => Store.WriteAsync(batch));
    }

    [Fact]
    public async Task Footprints_HaveNoOrder_AndOtherFieldsMeetNothing()
    {
        var all = DocumentQuery.In(Places, PartitionKey.Of(campaign));

        await Assert.ThrowsAsync<ArgumentException>(() => Store.QueryAsync(all.OrderBy("footprint")));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.QueryAsync(all.Where(Filter.Meets("owner", Footprint.TryOf(0, 0, 1, 1)!))));
    }

    [Fact]
    public async Task Documents_OfAContainerThatKeepsThemASecond_AreGoneAfterIt()
    {
        var owner = PartitionKey.Of(campaign);
        Assert.True((await Store.CreateAsync(Fleeting, owner, "note", "n", new { n = 1 })).IsWritten);
        Assert.NotNull(await Store.ReadAsync(Fleeting, owner, "n"));

        await Task.Delay(TimeSpan.FromSeconds(2.2));

        Assert.Null(await Store.ReadAsync(Fleeting, owner, "n"));
        Assert.Empty((await Store.QueryAsync(DocumentQuery.In(Fleeting, owner))).Items);
        Assert.Equal(WriteOutcome.NotFound, (await Store.DeleteAsync(Fleeting, owner, "n")).Outcome);
        Assert.True((await Store.CreateAsync(Fleeting, owner, "note", "n", new { n = 2 })).IsWritten);
    }

    private async Task WriteBoxesAsync()
    {
        var batch = DocumentBatch.In(Places, PartitionKey.Of(campaign));
        foreach (var (id, bbox) in Boxes)
            batch.Create("place", id, new { Footprint = bbox is null ? null : Footprint.TryOf(bbox) });
        Assert.True((await Store.WriteAsync(batch)).IsWritten);
    }
}
