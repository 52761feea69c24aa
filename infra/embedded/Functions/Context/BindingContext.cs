namespace Microsoft.Azure.Functions.Worker;

/// <summary>What the trigger told beside its payload.</summary>
public abstract class BindingContext
{
    /// <summary>Values by name, whatever their case: strings as they are, everything else as JSON text.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}
