namespace Platform.Spatial.Change;

/// <summary>
/// Which shape lives on as which: equal shapes do, and of the changed ones those that share most area with each other, mutually, and at
/// least half of the smaller.
/// </summary>
internal sealed class Heirs
{
    private const double LeastShare = 0.5;

    private readonly Dictionary<int, int> _newOfOld = [];
    private readonly Dictionary<int, int> _oldOfNew = [];

    public Heirs(IReadOnlyList<ShapePair> equal, IReadOnlyList<Difference> common)
    {
        foreach (var pair in equal)
            Link(pair.Old, pair.New);

        var bestNew = common.GroupBy(d => d.Old!.Index).ToDictionary(g => g.Key, g => Largest(g).New!.Index);
        var bestOld = common.GroupBy(d => d.New!.Index).ToDictionary(g => g.Key, g => Largest(g).Old!.Index);
        foreach (var d in common)
        {
            var (old, @new) = (d.Old!, d.New!);
            if (bestNew[old.Index] == @new.Index && bestOld[@new.Index] == old.Index
                && !_newOfOld.ContainsKey(old.Index) && !_oldOfNew.ContainsKey(@new.Index)
                && d.Geometry.Area >= LeastShare * Math.Min(old.Area, @new.Area))
            {
                Link(old.Index, @new.Index);
            }
        }
    }

    /// <summary>Whether the old shape lives on.</summary>
    public bool LivesOn(Shape old) => _newOfOld.ContainsKey(old.Index);

    /// <summary>Whether the new shape has a predecessor.</summary>
    public bool HasPredecessor(Shape @new) => _oldOfNew.ContainsKey(@new.Index);

    /// <summary>Whether the old shape lives on as the new one.</summary>
    public bool Are(Shape old, Shape @new) => _newOfOld.TryGetValue(old.Index, out var heir) && heir == @new.Index;

    private static Difference Largest(IEnumerable<Difference> differences) =>
        differences.OrderByDescending(d => d.Geometry.Area).ThenBy(d => d.Old!.Index).ThenBy(d => d.New!.Index).First();

    private void Link(int old, int @new)
    {
        _newOfOld.Add(old, @new);
        _oldOfNew.Add(@new, old);
    }
}
