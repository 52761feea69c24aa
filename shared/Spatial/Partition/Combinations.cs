using Platform.Spatial.Kernel;
using Platform.Spatial.Overlay;

namespace Platform.Spatial.Partition;

/// <summary>Adds the areas of sets of rows up by the combinations of classes that the sets make. One instance serves one thread.</summary>
internal sealed class Combinations(IReadOnlyList<ClassedEdges> layers) : ISetAreas
{
    private readonly List<(int Layer, int Class)> _rows = [];
    private readonly Dictionary<int[], int> _combinations = new(Members.Equal);
    private readonly List<double> _areas = [];

    /// <summary>Forgets rows and areas.</summary>
    public void Clear()
    {
        _rows.Clear();
        _combinations.Clear();
        _areas.Clear();
    }

    /// <summary>Makes a row known and returns its number.</summary>
    public int AddRow(int layer, int @class)
    {
        _rows.Add((layer, @class));
        return _rows.Count - 1;
    }

    /// <inheritdoc/>
    public void Add(IReadOnlyList<int> rows, double area) => _areas[CombinationOf(rows)] += area;

    /// <summary>The combinations found, in the order of their classes.</summary>
    public IEnumerable<PartitionPart> Parts() => _combinations
        .Where(c => _areas[c.Value] > 0)
        .OrderBy(c => c.Key, Members.Order)
        .Select(c => new PartitionPart(NamesOf(c.Key), _areas[c.Value]));

    // Classes are numbered layer after layer, so that a combination is a sorted list of numbers.
    private int CombinationOf(IReadOnlyList<int> rows)
    {
        int[] classes = [.. rows.Select(row => _rows[row]).Distinct().Order().SelectMany(c => new[] { c.Layer, c.Class })];
        if (!_combinations.TryGetValue(classes, out var combination))
        {
            _combinations.Add(classes, combination = _areas.Count);
            _areas.Add(0);
        }

        return combination;
    }

    private IReadOnlyList<string>[] NamesOf(int[] classes)
    {
        var names = new List<string>[layers.Count];
        for (var layer = 0; layer < names.Length; layer++)
            names[layer] = [];
        for (var i = 0; i < classes.Length; i += 2)
            names[classes[i]].Add(layers[classes[i]].ClassNames[classes[i + 1]]);
        return names;
    }

    private sealed class Members : IEqualityComparer<int[]>, IComparer<int[]>
    {
        public static readonly IEqualityComparer<int[]> Equal = new Members();
        public static readonly IComparer<int[]> Order = new Members();

        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] obj)
        {
            var hash = default(HashCode);
            foreach (var member in obj)
                hash.Add(member);
            return hash.ToHashCode();
        }

        public int Compare(int[]? x, int[]? y) => x.AsSpan().SequenceCompareTo(y);
    }
}
