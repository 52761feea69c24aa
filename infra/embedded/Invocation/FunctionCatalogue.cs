namespace Platform.Embedded.Invocation;

/// <summary>Every function of the app, in ordinal order of names; names are unique whatever their case.</summary>
internal sealed class FunctionCatalogue(IEnumerable<FunctionEntry> functions)
{
    public IReadOnlyList<FunctionEntry> All { get; } = [.. functions.OrderBy(function => function.Name, StringComparer.Ordinal)];

    public FunctionEntry? Find(string name) =>
        All.FirstOrDefault(function => function.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The functions with a trigger of one kind, with that trigger.</summary>
    public IEnumerable<(FunctionEntry Function, T Trigger)> With<T>()
        where T : TriggerDeclaration =>
        All.Where(function => function.Trigger is T).Select(function => (function, (T)function.Trigger));
}
