namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>Items that one invocation receives.</summary>
public enum Cardinality
{
    /// <summary>A batch.</summary>
    Many = 0,

    /// <summary>A single item.</summary>
    One = 1,
}
