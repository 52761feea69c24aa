namespace Microsoft.Azure.Functions.Worker;

/// <summary>One invocation of a function.</summary>
public abstract class FunctionContext
{
    /// <summary>Identifier of the invocation.</summary>
    public abstract string InvocationId { get; }

    /// <summary>Identifier of the function.</summary>
    public abstract string FunctionId { get; }

    /// <summary>W3C trace context.</summary>
    public abstract TraceContext TraceContext { get; }

    /// <summary>What the trigger told beside its payload.</summary>
    public abstract BindingContext BindingContext { get; }

    /// <summary>Which attempt this is.</summary>
    public abstract RetryContext RetryContext { get; }

    /// <summary>Services of this invocation's scope.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>The function.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>Room for middleware and function to share values.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>Objects attached by type.</summary>
    public abstract IInvocationFeatures Features { get; }

    /// <summary>Signalled when the host stops or, for HTTP, when the client is gone.</summary>
    public virtual CancellationToken CancellationToken => CancellationToken.None;
}
