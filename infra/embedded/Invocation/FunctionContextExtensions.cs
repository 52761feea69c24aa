using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>What an HTTP function's context adds.</summary>
public static class FunctionContextExtensions
{
    /// <summary>The request being answered; null when the function was not triggered by HTTP.</summary>
    public static HttpContext? GetHttpContext(this FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Items.TryGetValue(Platform.Embedded.Invocation.ContextItems.HttpContext, out var value) ? value as HttpContext : null;
    }
}
