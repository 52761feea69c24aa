using Azure;
using Azure.Storage.Blobs;

namespace Platform.Embedded.Blobs;

/// <summary>One version of a blob that a trigger has noticed.</summary>
/// <param name="Client">The blob, as it is now.</param>
/// <param name="ETag">The version that was noticed.</param>
internal sealed record BlobVersion(BlobClient Client, ETag ETag);
