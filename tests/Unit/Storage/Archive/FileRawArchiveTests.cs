using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Platform.Domain.Archive;
using Platform.Storage.Archive;

namespace Platform.Tests.Unit.Storage.Archive;

public sealed class FileRawArchiveTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
    private readonly FileRawArchive archive;

    public FileRawArchiveTests() => archive = new FileRawArchive(directory.File("raw"), time);

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300_001)]
    public async Task Put_AnySize_IsKeptUnderItsHash(int size)
    {
        var content = Content(size);

        var result = await archive.PutAsync(new MemoryStream(content));

        Assert.Equal(new ArchiveResult(ArchiveOutcome.Stored, ContentHash.FromDigest(SHA256.HashData(content)), size), result);
        var path = Path.Combine(directory.File("raw"), result.Hash.Hex[..2], result.Hash.Hex);
        Assert.Equal(content, await File.ReadAllBytesAsync(path));
        Assert.Equal(new ArchivedObject(result.Hash, size), await archive.FindAsync(result.Hash));
        Assert.Empty(Leftovers());
    }

    [Fact]
    public async Task Put_SameBytesAgain_IsAlreadyThere()
    {
        await archive.PutAsync(new MemoryStream(Content(10)));

        Assert.Equal(ArchiveOutcome.AlreadyThere, (await archive.PutAsync(new MemoryStream(Content(10)))).Outcome);
        Assert.Empty(Leftovers());
    }

    [Fact]
    public async Task Put_SameBytesAtOnce_HasOneWinnerAndAllAreKept()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => archive.PutAsync(new MemoryStream(Content(200_000))))));

        Assert.All(results, r => Assert.True(r.IsKept));
        Assert.Single(results, r => r.Outcome == ArchiveOutcome.Stored);
        Assert.Empty(Leftovers());
    }

    [Fact]
    public async Task Put_UnexpectedHashOrSize_KeepsNothing()
    {
        var content = Content(1000);
        var other = ContentHash.FromDigest(SHA256.HashData("other"u8));

        Assert.Equal(ArchiveOutcome.HashMismatch, (await archive.PutAsync(new MemoryStream(content), other, 1000)).Outcome);
        Assert.Equal(ArchiveOutcome.SizeMismatch, (await archive.PutAsync(new MemoryStream(content), expectedBytes: 999)).Outcome);
        Assert.Equal(ArchiveOutcome.SizeMismatch, (await archive.PutAsync(new MemoryStream(content), expectedBytes: 1001)).Outcome);
        Assert.Empty(await archive.ListAsync().ToArrayAsync());
        Assert.Empty(Leftovers());
        var right = ContentHash.FromDigest(SHA256.HashData(content));
        Assert.Equal(ArchiveOutcome.Stored, (await archive.PutAsync(new MemoryStream(content), right, 1000)).Outcome);
    }

    [Fact]
    public async Task Put_StreamThatBreaks_KeepsNothing()
    {
        await Assert.ThrowsAsync<IOException>(() => archive.PutAsync(new BrokenStream(Content(500_000))));

        Assert.Empty(await archive.ListAsync().ToArrayAsync());
        Assert.Empty(Leftovers());
    }

    [Fact]
    public async Task Open_ADayLater_RemovesWhatAKilledProcessLeft()
    {
        var kept = await archive.PutAsync(new MemoryStream(Content(10)));
        await File.WriteAllTextAsync(Path.Combine(directory.File("raw"), "incoming", "half"), "half");

        _ = new FileRawArchive(directory.File("raw"), time);
        Assert.Single(Leftovers());
        time.Advance(TimeSpan.FromHours(25));
        var again = new FileRawArchive(directory.File("raw"), time);

        Assert.Empty(Leftovers());
        Assert.NotNull(await again.FindAsync(kept.Hash));
    }

    [Fact]
    public async Task OpenRead_Seeks_AndUnknownIsNull()
    {
        var content = Content(300_000);
        var kept = await archive.PutAsync(new MemoryStream(content));

        await using var stream = await archive.OpenReadAsync(kept.Hash);
        stream!.Position = 250_000;
        var part = new byte[100];
        await stream.ReadExactlyAsync(part);

        Assert.Equal(content.AsSpan(250_000, 100).ToArray(), part);
        Assert.Null(await archive.OpenReadAsync(ContentHash.FromDigest(SHA256.HashData("no"u8))));
        Assert.Null(await archive.FindAsync(ContentHash.FromDigest(SHA256.HashData("no"u8))));
    }

    [Fact]
    public async Task List_IsOrderedByHash()
    {
        for (var i = 0; i < 40; i++)
            await archive.PutAsync(new MemoryStream(Encoding.UTF8.GetBytes($"file {i}")));

        var hashes = await archive.ListAsync().Select(o => o.Hash).ToArrayAsync();

        Assert.Equal(40, hashes.Length);
        Assert.Equal(hashes.Order(), hashes);
    }

    [Fact]
    public async Task Verify_NamesExactlyTheDamagedObject()
    {
        var sound = await archive.PutAsync(new MemoryStream(Content(10)));
        var damaged = await archive.PutAsync(new MemoryStream(Content(20)));
        Assert.Empty(await archive.VerifyAsync().ToArrayAsync());
        var path = Path.Combine(directory.File("raw"), damaged.Hash.Hex[..2], damaged.Hash.Hex);
        File.Delete(path);
        await File.WriteAllBytesAsync(path, new byte[20]);

        var damage = Assert.Single(await archive.VerifyAsync().ToArrayAsync());

        Assert.Equal((damaged.Hash, 20L), (damage.Hash, damage.Bytes));
        Assert.NotEqual(sound.Hash, damage.Hash);
    }

    [Fact]
    public async Task Put_OverATruncatedFileOfThatName_IsAnErrorNotAReceipt()
    {
        var kept = await archive.PutAsync(new MemoryStream(Content(20)));
        var path = Path.Combine(directory.File("raw"), kept.Hash.Hex[..2], kept.Hash.Hex);
        File.Delete(path);
        await File.WriteAllBytesAsync(path, []);

        await Assert.ThrowsAsync<IOException>(() => archive.PutAsync(new MemoryStream(Content(20))));
    }

    private static byte[] Content(int size)
    {
        var content = new byte[size];
        new Random(size).NextBytes(content);
        return content;
    }

    private string[] Leftovers() => Directory.GetFiles(Path.Combine(directory.File("raw"), "incoming"));

    private sealed class BrokenStream(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position > 200_000 ? throw new IOException("The connection broke.") : base.ReadAsync(buffer, cancellationToken);
    }
}
