namespace Microsoft.Azure.Functions.Worker;

/// <summary>One binding of a function.</summary>
public abstract class BindingMetadata
{
    /// <summary>Name of the parameter.</summary>
    public abstract string Name { get; }

    /// <summary>Kind, e.g. <c>httpTrigger</c>.</summary>
    public abstract string Type { get; }

    /// <summary>Which way it carries data.</summary>
    public abstract BindingDirection Direction { get; }
}
