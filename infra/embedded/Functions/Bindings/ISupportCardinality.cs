namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>A trigger that can hand over one item or many at once.</summary>
public interface ISupportCardinality
{
    /// <summary>One or many.</summary>
    Cardinality Cardinality { get; set; }
}
