using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Platform.Embedded.Invocation;

namespace Platform.Embedded.Blobs;

/// <summary>
/// Hands a blob over as the type that the function asks for. Content is read under the ETag that triggered, when there is one, so that a
/// blob that was overwritten meanwhile is refused instead of mixed; a client is a reference and sees the blob as it is.
/// </summary>
internal static class BlobContent
{
    public static bool Supports(Type type) =>
        type == typeof(BlobClient) || type == typeof(BlobBaseClient) || type == typeof(BlockBlobClient)
        || type == typeof(Stream) || type == typeof(string) || type == typeof(byte[]);

    public static async ValueTask<object?> ReadAsync(BlobClient blob, ETag? version, Type type, EmbeddedFunctionContext context)
    {
        if (type == typeof(BlobClient) || type == typeof(BlobBaseClient))
            return blob;
        if (type == typeof(BlockBlobClient))
            return blob.GetParentBlobContainerClient().GetBlockBlobClient(blob.Name);
        var condition = version is { } known ? new BlobRequestConditions { IfMatch = known } : null;
        var cancellation = context.CancellationToken;
        if (type == typeof(Stream))
            return context.DisposeLater(await blob.OpenReadAsync(new BlobOpenReadOptions(allowModifications: false) { Conditions = condition }, cancellation));
        var content = await blob.DownloadContentAsync(new BlobDownloadOptions { Conditions = condition }, cancellation);
        return type == typeof(string) ? content.Value.Content.ToString() : content.Value.Content.ToArray();
    }
}
