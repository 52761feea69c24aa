using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function for every new or overwritten blob whose path matches; at least once per version (ETag).</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class BlobTriggerAttribute : TriggerBindingAttribute
{
    /// <param name="blobPath"><c>container/pattern</c> with <c>{names}</c> that become binding data; <c>%Setting%</c> is replaced.</param>
    public BlobTriggerAttribute(string blobPath) => BlobPath = blobPath;

    /// <summary><c>container/pattern</c> as declared.</summary>
    public string BlobPath { get; }

    /// <summary>Name of the setting with the connection; <c>AzureWebJobsStorage</c> when absent.</summary>
    public string? Connection { get; set; }

    /// <summary>How new blobs are noticed. The embedded host polls the container whichever is chosen.</summary>
    public BlobTriggerSource Source { get; set; } = BlobTriggerSource.LogsAndContainerScan;
}
