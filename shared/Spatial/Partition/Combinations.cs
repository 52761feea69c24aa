using Platform.Spatial.Overlay;

namespace Platform.Spatial.Partition;

/// <summary>
/// Numbers the sets of rows that a sweep is in, and the combinations of classes that they make. Crossing the boundary of a row leads from one set to another;
/// such steps are remembered, so that a sweep takes one look-up for each edge. One instance serves one thread.
/// </summary>
internal sealed class Combinations(IReadOnlyList<ClassedEdges> layers)
{
    private readonly List<(int Layer, int Class)> _owners = [];
    private readonly Dictionary<int[], int> _sets = new(Members.Equal);
    private readonly List<int[]> _members = [];
    private readonly Dictionary<(int Set, int Owner), int> _steps = [];
    private readonly List<int> _combinationOf = [];
    private readonly Dictionary<int[], int> _combinations = new(Members.Equal);
    private readonly List<double> _areas = [];

    /// <summary>The set without rows.</summary>
    public const int Outside = 0;

    /// <summary>Forgets rows, sets and areas.</summary>
    public void Clear()
    {
        ClearRows();
        _combinations.Clear();
        _areas.Clear();
    }

    /// <summary>Forgets rows and sets and keeps the combinations' areas.</summary>
    public void ClearRows()
    {
        _owners.Clear();
        _sets.Clear();
        _members.Clear();
        _steps.Clear();
        _combinationOf.Clear();
    }

    /// <summary>Makes a row known and returns its number.</summary>
    public int AddOwner(int layer, int @class)
    {
        _owners.Add((layer, @class));
        return _owners.Count - 1;
    }

    /// <summary>The set after the boundary of a row is crossed.</summary>
    public int Cross(int set, int owner)
    {
        if (_steps.TryGetValue((set, owner), out var next))
            return next;

        int[] members = set < _members.Count ? _members[set] : [];
        next = SetOf(members.Contains(owner) ? [.. members.Where(m => m != owner)] : [.. members.Append(owner).Order()]);
        _steps.Add((set, owner), next);
        return next;
    }

    /// <summary>Adds area to the combination of a set.</summary>
    public void Add(int set, double area)
    {
        if (_members.Count == 0)
            SetOf([]);
        _areas[_combinationOf[set]] += area;
    }

    /// <summary>The combinations found, in the order of their classes.</summary>
    public IEnumerable<PartitionPart> Parts() => _combinations
        .Where(c => _areas[c.Value] > 0)
        .OrderBy(c => c.Key, Members.Order)
        .Select(c => new PartitionPart(NamesOf(c.Key), _areas[c.Value]));

    private int SetOf(int[] members)
    {
        if (_sets.TryGetValue(members, out var set))
            return set;
        if (_members.Count == 0 && members.Length > 0)
            SetOf([]);

        set = _members.Count;
        _sets.Add(members, set);
        _members.Add(members);
        _combinationOf.Add(CombinationOf(members));
        return set;
    }

    // Classes are numbered layer after layer, so that a combination is a sorted list of numbers.
    private int CombinationOf(int[] members)
    {
        int[] classes = [.. members.Select(m => (_owners[m].Layer, _owners[m].Class)).Distinct().Order().SelectMany(c => new[] { c.Layer, c.Class })];
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
