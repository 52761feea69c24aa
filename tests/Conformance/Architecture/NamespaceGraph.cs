namespace Platform.Tests.Conformance.Architecture;

/// <summary>Which namespaces of the product use which, each arrow with one pair of types that shows it. Immutable.</summary>
internal sealed class NamespaceGraph
{
    private readonly SortedDictionary<string, SortedDictionary<string, (TypeName From, TypeName To)>> arrows = new(StringComparer.Ordinal);

    public NamespaceGraph(IEnumerable<KeyValuePair<TypeName, HashSet<TypeName>>> uses)
    {
        foreach (var (from, targets) in uses.OrderBy(use => use.Key.ToString(), StringComparer.Ordinal))
        {
            foreach (var to in targets.Where(to => to.Namespace != from.Namespace).OrderBy(to => to.ToString(), StringComparer.Ordinal))
                Add(from, to);
        }
    }

    /// <summary>All arrows in order.</summary>
    public IEnumerable<(TypeName From, TypeName To)> Arrows => arrows.Values.SelectMany(targets => targets.Values);

    /// <summary>
    /// For every namespace that lies on a cycle the shortest one through it, as text with the types that make it; the same cycle is told once.
    /// </summary>
    public IReadOnlyList<string> Cycles()
    {
        var told = new HashSet<string>();
        var texts = new List<string>();
        foreach (var start in arrows.Keys)
        {
            if (ShortestCycle(start) is { } cycle && told.Add(string.Join('|', cycle.Order(StringComparer.Ordinal))))
                texts.Add(Describe(cycle));
        }

        return texts;
    }

    private void Add(TypeName from, TypeName to)
    {
        if (!arrows.TryGetValue(from.Namespace, out var targets))
            arrows.Add(from.Namespace, targets = new(StringComparer.Ordinal));
        targets.TryAdd(to.Namespace, (from, to));
    }

    // Breadth first from the namespace until an arrow leads back to it.
    private List<string>? ShortestCycle(string start)
    {
        var cameFrom = new Dictionary<string, string>();
        var queue = new Queue<string>([start]);
        while (queue.TryDequeue(out var at))
        {
            foreach (var next in arrows.TryGetValue(at, out var targets) ? targets.Keys : Enumerable.Empty<string>())
            {
                if (next == start)
                    return PathBack(start, at, cameFrom);
                if (cameFrom.TryAdd(next, at))
                    queue.Enqueue(next);
            }
        }

        return null;
    }

    private static List<string> PathBack(string start, string at, Dictionary<string, string> cameFrom)
    {
        var path = new List<string> { at };
        while (path[^1] != start)
            path.Add(cameFrom[path[^1]]);
        path.Reverse();
        return path;
    }

    private string Describe(List<string> cycle)
    {
        var steps = cycle.Select((name, i) => arrows[name][cycle[(i + 1) % cycle.Count]]);
        return string.Join(" -> ", cycle.Append(cycle[0])) + Environment.NewLine
            + string.Join(Environment.NewLine, steps.Select(step => $"    {step.From} uses {step.To}"));
    }
}
