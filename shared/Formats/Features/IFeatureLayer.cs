namespace Platform.Formats.Features;

/// <summary>
/// A layer that can be read row by row, any number of times, one enumeration at a time. Rows are read while they are enumerated and
/// nothing is kept, so memory does not grow with the file. Reading never throws for bad content: a fault of one row is a finding
/// on that row, a fault that ends the layer (truncation) is added to the findings of the delivery and ends the enumeration.
/// Always look at the delivery's findings after the last row.
/// </summary>
public interface IFeatureLayer
{
    /// <summary>What the file declares.</summary>
    LayerSchema Schema { get; }

    /// <summary>Reads the rows in file order.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    IEnumerable<FeatureRow> ReadRows(CancellationToken cancellation = default);
}
