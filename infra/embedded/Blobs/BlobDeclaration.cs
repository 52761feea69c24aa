using System.Reflection;
using Platform.Embedded.Binding;
using Platform.Embedded.Invocation;

namespace Platform.Embedded.Blobs;

/// <param name="Connection">Setting with the connection.</param>
/// <param name="Container">Container name.</param>
/// <param name="Template">Pattern of the blob's name; null means every blob.</param>
internal sealed record BlobDeclaration(string Connection, string Container, PathTemplate? Template) : TriggerDeclaration
{
    public override string BindingType => "blobTrigger";

    public override IReadOnlyCollection<string> DataNames => [.. Template?.Names ?? [], "BlobTrigger", "Uri", "Properties", "Metadata"];

    public override ParameterSource? PayloadSource(ParameterInfo parameter, out string? problem)
    {
        if (!BlobContent.Supports(parameter.ParameterType))
        {
            problem = CannotBe(parameter, "BlobClient, BlobBaseClient, BlockBlobClient, Stream, string or byte[]");
            return null;
        }

        problem = null;
        return context =>
        {
            var blob = (BlobVersion)context.Payload!;
            return BlobContent.ReadAsync(blob.Client, blob.ETag, parameter.ParameterType, context);
        };
    }
}
