using System.Runtime.InteropServices;
using Platform.Spatial.Kernel;

namespace Platform.Spatial.Overlay;

/// <summary>What rows that overlap each other cover of a polygon, each place once, and how much each two of them share there.</summary>
internal sealed class SharedAreas : ISetAreas
{
    private readonly Dictionary<(int First, int Second), double> _shared = [];

    /// <summary>Area in at least one row, m².</summary>
    public double CoveredM2 { get; private set; }

    /// <summary>Common area of each two rows, m².</summary>
    public IReadOnlyDictionary<(int First, int Second), double> SharedM2 => _shared;

    /// <summary>Starts anew.</summary>
    public void Clear()
    {
        CoveredM2 = 0;
        _shared.Clear();
    }

    /// <inheritdoc/>
    public void Add(IReadOnlyList<int> rows, double area)
    {
        if (rows.Count > 0)
            CoveredM2 += area;
        for (var i = 0; i < rows.Count; i++)
        {
            for (var j = i + 1; j < rows.Count; j++)
                CollectionsMarshal.GetValueRefOrAddDefault(_shared, (rows[i], rows[j]), out _) += area;
        }
    }
}
