using System.Security.Cryptography;
using Platform.Domain.Archive;
using Platform.Storage.Layers;

namespace Platform.Tests.Unit.Storage.Layers;

public sealed class LayerCacheTests : IDisposable
{
    private const int Size = 1000;

    private readonly TemporaryDirectory directory = new();
    private int fetches;

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Open_Twice_FetchesOnce()
    {
        var cache = Cache(10 * Size);

        using (var first = await OpenAsync(cache, 1))
            Assert.Equal(Content(1), await File.ReadAllBytesAsync(first.Path));
        using var second = await OpenAsync(cache, 1);

        Assert.Equal(1, fetches);
    }

    [Fact]
    public async Task Open_AtOnce_FetchesOnce()
    {
        var cache = Cache(10 * Size);

        var files = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => OpenAsync(cache, 1))));

        Assert.Equal(1, fetches);
        Assert.All(files, f => f.Dispose());
    }

    [Fact]
    public async Task Full_RemovesLeastRecentlyUsedButNothingInUse()
    {
        var cache = Cache(3 * Size);
        var inUse = await OpenAsync(cache, 1);
        (await OpenAsync(cache, 2)).Dispose();
        (await OpenAsync(cache, 3)).Dispose();
        (await OpenAsync(cache, 2)).Dispose();

        (await OpenAsync(cache, 4)).Dispose();

        Assert.Equal([1, 2, 4], Present());
        inUse.Dispose();
        (await OpenAsync(cache, 5)).Dispose();
        Assert.Equal([2, 4, 5], Present());
    }

    [Fact]
    public async Task SmallerThanWhatIsInUse_StillServes()
    {
        var cache = Cache(0);

        using var first = await OpenAsync(cache, 1);
        using var second = await OpenAsync(cache, 2);

        Assert.Equal([1, 2], Present());
    }

    [Fact]
    public async Task Damaged_IsRefusedAndFetchedAfresh()
    {
        var cache = Cache(10 * Size);

        await Assert.ThrowsAsync<IOException>(() => cache.OpenAsync(Hash(1), (path, stop) => File.WriteAllTextAsync(path, "other", stop)));

        Assert.Empty(Directory.GetFiles(directory.Path));
        using var file = await OpenAsync(cache, 1);
        Assert.Equal(Content(1), await File.ReadAllBytesAsync(file.Path));
    }

    [Fact]
    public async Task Restart_UsesWhatIsThereAndDropsHalfFetchedFiles()
    {
        (await OpenAsync(Cache(10 * Size), 1)).Dispose();
        await File.WriteAllTextAsync(directory.File("half.part"), "half");

        (await OpenAsync(Cache(10 * Size), 1)).Dispose();

        Assert.Equal(1, fetches);
        Assert.Single(Directory.GetFiles(directory.Path));
    }

    private static byte[] Content(int seed)
    {
        var content = new byte[Size];
        new Random(seed).NextBytes(content);
        return content;
    }

    private static ContentHash Hash(int seed) => ContentHash.FromDigest(SHA256.HashData(Content(seed)));

    private LayerCache Cache(long limit) => new(directory.Path, limit);

    private Task<Platform.Domain.Layers.ILayerFile> OpenAsync(LayerCache cache, int seed) => cache.OpenAsync(Hash(seed), async (path, stop) =>
    {
        Interlocked.Increment(ref fetches);
        await File.WriteAllBytesAsync(path, Content(seed), stop);
    });

    private int[] Present() => [.. Enumerable.Range(1, 5).Where(seed => File.Exists(directory.File(Hash(seed).Hex + ".gpkg")))];
}
