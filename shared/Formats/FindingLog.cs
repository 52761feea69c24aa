using Platform.Findings;

namespace Platform.Formats;

/// <summary>
/// Collects what is wrong with a delivery as a whole, its files and its layers; findings on single rows travel with the row.
/// Adding the same finding again does nothing, so a layer can be read twice. After <see cref="Capacity"/> findings one
/// <see cref="FormatFindings.TooManyFindings"/> is added and further ones are only counted: a hostile file cannot fill the memory.
/// Safe for use from several threads.
/// </summary>
public sealed class FindingLog
{
    private readonly Lock _gate = new();
    private readonly List<Finding> _items = [];
    private readonly HashSet<Finding> _seen = [];

    /// <summary>How many findings are kept.</summary>
    public const int Capacity = 10_000;

    /// <summary>A snapshot in the order of discovery.</summary>
    public IReadOnlyList<Finding> Items
    {
        get { lock (_gate) { return [.. _items]; } }
    }

    /// <summary>Whether anything in it is an error.</summary>
    public bool HasErrors
    {
        get { lock (_gate) { return _items.Exists(f => f.Severity == Severity.Error); } }
    }

    public void Add(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        lock (_gate)
        {
            if (_items.Count > Capacity || !_seen.Add(finding))
            {
                return;
            }

            _items.Add(_items.Count == Capacity ? FormatFindings.TooManyFindings.At(Location.Whole, Capacity) : finding);
        }
    }

    public void AddRange(IEnumerable<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        foreach (var finding in findings)
        {
            Add(finding);
        }
    }
}
