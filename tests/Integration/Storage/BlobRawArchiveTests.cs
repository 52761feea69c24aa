using System.Security.Cryptography;
using Azure.Storage.Blobs;
using Platform.Domain.Archive;
using Platform.Storage.Archive;
using Platform.Tests.Integration.Embedded;

namespace Platform.Tests.Integration.Storage;

/// <summary>The archive of the cloud, against Azurite (which has no immutability policies: that the archive itself never overwrites is shown here).</summary>
[Collection(AzuriteCollection.Name)]
public sealed class BlobRawArchiveTests(AzuriteFixture azurite)
{
    [NodeFact]
    public async Task Put_AnySize_IsKeptUnderItsHash()
    {
        foreach (var size in new[] { 0, 1, (8 * 1024 * 1024) + 1 })
            await KeepsAsync(size);
    }

    private async Task KeepsAsync(int size)
    {
        var (archive, container) = await ArchiveAsync();
        var content = Content(size);

        var result = await archive.PutAsync(new MemoryStream(content), ContentHash.FromDigest(SHA256.HashData(content)), size);

        Assert.Equal(new ArchiveResult(ArchiveOutcome.Stored, ContentHash.FromDigest(SHA256.HashData(content)), size), result);
        Assert.Equal(new ArchivedObject(result.Hash, size), await archive.FindAsync(result.Hash));
        Assert.Equal($"{result.Hash.Hex[..2]}/{result.Hash.Hex}", Assert.Single(container.GetBlobs()).Name);
        await using var read = (await archive.OpenReadAsync(result.Hash))!;
        Assert.True(read.CanSeek);
        Assert.Equal(content, (await BinaryData.FromStreamAsync(read)).ToArray());
        Assert.Equal(ArchiveOutcome.AlreadyThere, (await archive.PutAsync(new MemoryStream(content))).Outcome);
    }

    [NodeFact]
    public async Task Put_SameBytesAtOnce_HasOneWinnerAndAllAreKept()
    {
        var (archive, container) = await ArchiveAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => archive.PutAsync(new MemoryStream(Content(100_000))))));

        Assert.All(results, result => Assert.True(result.IsKept));
        Assert.Single(results, result => result.Outcome == ArchiveOutcome.Stored);
        Assert.Single(container.GetBlobs());
        Assert.Empty(await archive.VerifyAsync().ToListAsync());
    }

    [NodeFact]
    public async Task Put_UnexpectedHashOrSize_KeepsNothing()
    {
        var (archive, container) = await ArchiveAsync();
        var content = Content(1000);

        Assert.Equal(ArchiveOutcome.HashMismatch, (await archive.PutAsync(new MemoryStream(content), ContentHash.FromDigest(SHA256.HashData("other"u8)))).Outcome);
        Assert.Equal(ArchiveOutcome.SizeMismatch, (await archive.PutAsync(new MemoryStream(content), null, 999)).Outcome);
        Assert.Equal(ArchiveOutcome.SizeMismatch, (await archive.PutAsync(new MemoryStream(content), null, 1001)).Outcome);
        await Assert.ThrowsAsync<IOException>(() => archive.PutAsync(new ChangingStream(content) { Position = 0 }));
        Assert.Empty(container.GetBlobs());
    }

    [NodeFact]
    public async Task Damage_IsFound_AndNotCalledKept()
    {
        var (archive, container) = await ArchiveAsync();
        var hash = (await archive.PutAsync(new MemoryStream(Content(10)))).Hash;
        await container.GetBlobClient($"{hash.Hex[..2]}/{hash.Hex}").UploadAsync(BinaryData.FromString("damaged"), overwrite: true);

        Assert.Equal(hash, Assert.Single(await archive.VerifyAsync().ToListAsync()).Hash);
        await Assert.ThrowsAsync<IOException>(() => archive.PutAsync(new MemoryStream(Content(10))));
        Assert.Null(await archive.OpenReadAsync(ContentHash.FromDigest(SHA256.HashData("other"u8))));
    }

    private async Task<(BlobRawArchive Archive, BlobContainerClient Container)> ArchiveAsync()
    {
        var container = new BlobContainerClient(azurite.Connection, $"raw-{Guid.NewGuid():N}");
        await container.CreateAsync();
        return (new BlobRawArchive(container), container);
    }

    private static byte[] Content(int size)
    {
        var content = new byte[size];
        new Random(size).NextBytes(content);
        return content;
    }

    // Rewinding it changes it: what is read the second time is not what was read the first time.
    private sealed class ChangingStream : MemoryStream
    {
        public ChangingStream(byte[] content) => Write(content);

        public override long Position
        {
            get => base.Position;
            set
            {
                base.Position = value;
                GetBuffer()[0]++;
            }
        }
    }
}
