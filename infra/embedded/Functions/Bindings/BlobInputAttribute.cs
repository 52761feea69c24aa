using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Binds a blob, or a container when the path has no slash, as an input.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class BlobInputAttribute : InputBindingAttribute
{
    /// <param name="blobPath"><c>container/path</c>; <c>{names}</c> are taken from the trigger's binding data.</param>
    public BlobInputAttribute(string blobPath) => BlobPath = blobPath;

    /// <summary><c>container/path</c> as declared.</summary>
    public string BlobPath { get; }

    /// <summary>Name of the setting with the connection; <c>AzureWebJobsStorage</c> when absent.</summary>
    public string? Connection { get; set; }
}
