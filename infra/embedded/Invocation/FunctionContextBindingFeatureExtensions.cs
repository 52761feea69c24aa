using Platform.Embedded.Invocation;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Lets middleware see and replace what a function returned.</summary>
public static class FunctionContextBindingFeatureExtensions
{
    /// <summary>The result of the invocation; without a value until the function has run.</summary>
    public static InvocationResult GetInvocationResult(this FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context is EmbeddedFunctionContext embedded
            ? embedded.Result
            : throw new ArgumentException("The context was not made by this host.", nameof(context));
    }
}
