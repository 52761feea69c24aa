using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Layers;
using Platform.Storage.Cosmos;

namespace Platform.Tests.Cosmos;

/// <summary>The layer catalogue in Cosmos DB, asked by place.</summary>
public sealed class LayerCatalogueTests : IAsyncLifetime
{
    private readonly Account account = Account.OfStandIn();
    private CosmosDocumentStore store = null!;
    private LayerCatalogue catalogue = null!;

    public async Task InitializeAsync()
    {
        await account.InitializeAsync();
        store = await account.OpenAsync(Containers.Layers);
        catalogue = new LayerCatalogue(store);
        await PublishAsync("red-line", "r1", [113.4, 36.0, 119.9, 42.7]);
        await PublishAsync("green-line", "g1", [114.2, 37.8, 114.9, 38.3]);
        await PublishAsync("green-line", "g2", [118.0, 39.5, 118.4, 39.8]);
        await PublishAsync("world", "w1", [-180, -90, 180, 90]);
    }

    public async Task DisposeAsync()
    {
        store.Dispose();
        await account.DisposeAsync();
    }

    [Theory]
    [InlineData(114.5, 38.0, 114.5, 38.0, "g1 r1 w1")]
    [InlineData(118.2, 39.6, 118.3, 39.7, "g2 r1 w1")]
    [InlineData(114.0, 37.0, 119.0, 40.0, "g1 g2 r1 w1")]
    [InlineData(114.95, 38.0, 115.0, 38.1, "r1 w1")]
    [InlineData(-71.1, 42.3, -71.0, 42.4, "w1")]
    public async Task List_ByPlace_GivesTheVersionsWhoseBoxMeetsIt(double west, double south, double east, double north, string expected)
    {
        var found = await catalogue.ListAsync("p", null, Footprint.TryOf(west, south, east, north), CancellationToken.None);

        Assert.Equal(expected, string.Join(' ', found.Select(v => v.Id)));
    }

    [Fact]
    public async Task List_ByPlaceAndRole_GivesThoseOfTheRole()
    {
        var found = await catalogue.ListAsync("p", "green-line", Footprint.TryOf(114.0, 37.0, 119.0, 40.0), CancellationToken.None);

        Assert.Equal(["g1", "g2"], found.Select(v => v.Id));
        Assert.Equal("g2", (await catalogue.FindAsync("p", "g2", CancellationToken.None))!.Id);
        Assert.Null(await catalogue.FindAsync("other", "g2", CancellationToken.None));
    }

    private Task<LayerVersion> PublishAsync(string role, string id, double[] bbox) => catalogue.PublishAsync(
        new LayerVersion
        {
            Id = id, Profile = "p", Role = role, Kind = LayerKind.ControlLine, Title = id, TitleEn = id, ValidFrom = new DateOnly(2020, 1, 1),
            PublishedAt = new DateTimeOffset(2020, 1, 2, 0, 0, 0, TimeSpan.Zero), PublishedBy = "officer", SourceSha256 = "00", SourceFile = "f", ArtefactSha256 = "00",
            Features = 1, Bbox = bbox, DeliveredCrs = "EPSG:4490", SchemaVersion = "1", Warnings = 0, Sensitivity = "public",
        },
        CancellationToken.None);
}
