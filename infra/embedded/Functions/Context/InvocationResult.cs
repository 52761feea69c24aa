namespace Microsoft.Azure.Functions.Worker;

/// <summary>What the function returned.</summary>
public abstract class InvocationResult<T>
{
    /// <summary>The value, which middleware may replace.</summary>
    public abstract T? Value { get; set; }
}

/// <summary>What the function returned, whatever its type.</summary>
public abstract class InvocationResult : InvocationResult<object>;
