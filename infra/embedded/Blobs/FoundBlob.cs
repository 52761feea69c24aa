using Azure;
using Azure.Storage.Blobs.Models;

namespace Platform.Embedded.Blobs;

/// <summary>A blob that a list named and that has the form the trigger asks for.</summary>
/// <param name="Item">The blob as listed.</param>
/// <param name="ETag">Its version.</param>
/// <param name="Values">What the pattern's names took.</param>
internal sealed record FoundBlob(BlobItem Item, ETag ETag, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The version as it is recorded: without quotes, because lists and single answers differ in them.</summary>
    public string Version => ETag.ToString().Trim('"');
}
