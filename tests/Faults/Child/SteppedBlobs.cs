using Azure.Core;
using Azure.Core.Pipeline;

namespace Platform.Tests.Faults.Child;

/// <summary>Announces every write to a blob: content, and the lease that seals a ticket.</summary>
internal sealed class SteppedBlobs(DurableSteps steps) : HttpPipelinePolicy
{
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var step = StepOf(message.Request);
        if (step is not null)
            steps.Arrive(Side.Before, step);
        ProcessNext(message, pipeline);
        if (step is not null)
            steps.Arrive(Side.After, step);
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var step = StepOf(message.Request);
        if (step is not null)
            steps.Arrive(Side.Before, step);
        await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
        if (step is not null)
            steps.Arrive(Side.After, step);
    }

    // The path is /account/container/blob…; making a container is no step of the write order.
    private static string? StepOf(Request request)
    {
        var parts = request.Uri.Path.Trim('/').Split('/', 3);
        return request.Method == RequestMethod.Put && parts.Length == 3
            ? $"blob {parts[1]} {(request.Uri.Query.Contains("comp=lease", StringComparison.Ordinal) ? "sealed" : "written")}"
            : null;
    }
}
