using Platform.Embedded.Hosting;

namespace Platform.Embedded.Blobs;

/// <summary>
/// Blobs that were given up. Re-driving takes the receipt away, so that the next list finds the blob as if it were new; the message in the poison queue stays, it is for
/// the app.
/// </summary>
internal sealed class BlobPoison(BlobReceipts receipts) : IPoisonSource
{
    public string Kind => "blob";

    public async Task<IReadOnlyList<PoisonItem>> ListAsync(CancellationToken cancellation) =>
        [.. (await receipts.PoisonAsync(cancellation)).Select(found => new PoisonItem(
            Id(found.Blob), found.Blob.Function, $"{found.Blob.Container}/{found.Blob.Path}", found.Reason, found.At))];

    public async Task<bool> RedriveAsync(string id, CancellationToken cancellation)
    {
        foreach (var found in await receipts.PoisonAsync(cancellation))
        {
            if (Id(found.Blob) == id)
                return await receipts.RedriveAsync(found.Blob, cancellation);
        }

        return false;
    }

    private string Id(BlobKey blob) => $"{Kind}:{blob.Function}/{blob.Container}/{blob.Path}";
}
