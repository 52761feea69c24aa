using Platform.Domain.Layers;
using Platform.Storage.Layers;

namespace Platform.Tests.Unit.Storage.Layers;

public sealed class FileLayerStoreTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly FileLayerStore store;

    public FileLayerStoreTests() => store = new FileLayerStore(directory.File("layers"), TimeProvider.System);

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Put_ThenOpen_GivesTheSameBytesReadOnly()
    {
        var source = Source("a");

        var put = await store.PutAsync("green-line:2014:1", source);
        File.Delete(source);
        using var file = await store.OpenLocalAsync("green-line:2014:1");

        Assert.Equal((LayerPutOutcome.Stored, 1L), (put.Outcome, put.Bytes));
        Assert.Equal(put.Hash, file!.Hash);
        Assert.Equal(Path.Combine(directory.File("layers"), put.Hash.Hex + ".gpkg"), file.Path);
        Assert.Equal("a", await File.ReadAllTextAsync(file.Path));
        Assert.True(new FileInfo(file.Path).IsReadOnly);
    }

    [Fact]
    public async Task Put_SameVersionAgain_IsIdempotentAndNeverChanges()
    {
        var first = await store.PutAsync("v", Source("a"));

        Assert.Equal((LayerPutOutcome.AlreadyThere, first.Hash), Result(await store.PutAsync("v", Source("a"))));
        Assert.Equal((LayerPutOutcome.Conflict, first.Hash), Result(await store.PutAsync("v", Source("b"))));
        using var file = await store.OpenLocalAsync("v");
        Assert.Equal("a", await File.ReadAllTextAsync(file!.Path));
        Assert.Single(Directory.GetFiles(directory.File("layers")));
    }

    [Fact]
    public async Task Put_SameVersionAtOnceWithDifferentBytes_HasOneWinner()
    {
        var sources = Enumerable.Range(0, 8).Select(i => Source($"content {i}")).ToArray();

        var results = await Task.WhenAll(sources.Select(s => Task.Run(() => store.PutAsync("v", s))));

        var winner = Assert.Single(results, r => r.Outcome == LayerPutOutcome.Stored);
        Assert.All(results, r => Assert.Equal(winner.Hash, r.Hash));
    }

    [Fact]
    public async Task Put_GeoPackageStillOpen_IsRefused()
    {
        var source = Source("a");
        await File.WriteAllTextAsync(source + "-wal", "rows");

        await Assert.ThrowsAsync<ArgumentException>(() => store.PutAsync("v", source));
    }

    [Theory]
    [InlineData("..")]
    [InlineData("图层:2014")]
    public async Task Put_IdsThatAreNoFileNames_StayApart(string id)
    {
        await store.PutAsync(id, Source(id));

        using var file = await store.OpenLocalAsync(id);
        Assert.Equal(id, await File.ReadAllTextAsync(file!.Path));
        Assert.Null(await store.OpenLocalAsync(id + "2"));
    }

    [Fact]
    public async Task Open_ArtefactMissing_IsAnErrorNotAnUnknownVersion()
    {
        var put = await store.PutAsync("v", Source("a"));
        File.Delete(Path.Combine(directory.File("layers"), put.Hash.Hex + ".gpkg"));

        await Assert.ThrowsAsync<IOException>(() => store.OpenLocalAsync("v"));
    }

    [Fact]
    public async Task Put_OverATruncatedArtefact_IsAnErrorNotAReceipt()
    {
        var put = await store.PutAsync("v", Source("content"));
        var path = Path.Combine(directory.File("layers"), put.Hash.Hex + ".gpkg");
        File.Delete(path);
        await File.WriteAllTextAsync(path, "c");

        await Assert.ThrowsAsync<IOException>(() => store.PutAsync("w", Source("content")));
    }

    private static (LayerPutOutcome Outcome, Platform.Domain.Archive.ContentHash Hash) Result(LayerPutResult result) => (result.Outcome, result.Hash);

    private string Source(string content)
    {
        var path = directory.File($"{Guid.NewGuid():N}.gpkg");
        File.WriteAllText(path, content);
        return path;
    }
}
