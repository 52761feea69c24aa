using System.Runtime.InteropServices;
using Platform.Spatial.Kernel;

namespace Platform.Spatial.Overlay;

/// <summary>What rows that overlap each other cover of a polygon, each place once, and how much each two of them share there.</summary>
internal sealed class SharedAreas : ISetAreas
{
    /// <summary>Area in at least one row, m².</summary>
    public double CoveredM2 { get; private set; }

    /// <summary>Common area of each two rows, m².</summary>
    public Dictionary<(int First, int Second), double> SharedM2 { get; } = [];

    /// <summary>Starts anew.</summary>
    public void Clear()
    {
        CoveredM2 = 0;
        SharedM2.Clear();
    }

    /// <inheritdoc/>
    public void Add(IReadOnlyList<int> rows, double area)
    {
        if (rows.Count > 0)
            CoveredM2 += area;
        for (var i = 0; i < rows.Count; i++)
        {
            for (var j = i + 1; j < rows.Count; j++)
                Share(rows[i], rows[j], area);
        }
    }

    /// <summary>Adds to the common area of two rows, m².</summary>
    public void Share(int one, int other, double area) =>
        CollectionsMarshal.GetValueRefOrAddDefault(SharedM2, (Math.Min(one, other), Math.Max(one, other)), out _) += area;
}
