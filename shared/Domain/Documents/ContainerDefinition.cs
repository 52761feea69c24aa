using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Platform.Domain.Documents;

/// <summary>What an indexed field holds in every document that has it. Absent and null are always allowed and sort first.</summary>
public enum FieldKind
{
    /// <summary>A string; ordered by code point.</summary>
    Text,

    /// <summary>A number that survives a double.</summary>
    Number,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A <see cref="Documents.Footprint"/>; found by <see cref="Filter.Meets"/>, in no order.</summary>
    Footprint,
}

/// <summary>A field that queries may filter and order by.</summary>
/// <param name="Path">Property names joined by dots, e.g. <c>answer.legality</c>; each a letter followed by letters, digits or <c>_</c>.</param>
/// <param name="Kind">What it holds; writes of another kind are refused.</param>
public sealed record IndexedField(string Path, FieldKind Kind)
{
    public static IndexedField Text(string path) => new(path, FieldKind.Text);

    public static IndexedField Number(string path) => new(path, FieldKind.Number);

    public static IndexedField Flag(string path) => new(path, FieldKind.Flag);

    public static IndexedField Footprint(string path) => new(path, FieldKind.Footprint);
}

/// <summary>
/// A container declared as data: its name, its partition key paths and what is indexed. <c>id</c>, <c>type</c> and the partition key
/// paths are always indexed as text. Immutable; compared by reference, so declare each container once.
/// </summary>
public sealed partial class ContainerDefinition
{
    private readonly Dictionary<string, IndexedField> fields = new(StringComparer.Ordinal);

    /// <summary>Declares a container; throws <see cref="ArgumentException"/> on names or paths that a store could not keep.</summary>
    /// <param name="name">3 to 63 lower-case letters, digits and hyphens, beginning with a letter.</param>
    /// <param name="partitionPaths">One to three top-level property names, outermost first.</param>
    /// <param name="indexed">Fields for filters and single-field order.</param>
    /// <param name="composites">Each a list of two or more indexed paths that queries may order by together.</param>
    /// <param name="retainFor">How long after its last write the store keeps a document, in whole seconds; null: for ever.</param>
    public ContainerDefinition(
        string name,
        IEnumerable<string> partitionPaths,
        IEnumerable<IndexedField>? indexed = null,
        IEnumerable<IReadOnlyList<string>>? composites = null,
        TimeSpan? retainFor = null)
    {
        if (retainFor is { } time && (time < TimeSpan.FromSeconds(1) || time.Ticks % TimeSpan.TicksPerSecond != 0 || time.TotalSeconds > int.MaxValue))
            throw new ArgumentException($"Documents are kept for whole seconds, at least one, not {time}.", nameof(retainFor));
        RetainFor = retainFor;
        Name = NamePattern().IsMatch(name) ? name : throw new ArgumentException($"'{name}' is not a container name.", nameof(name));
        PartitionPaths = [.. partitionPaths];
        if (PartitionPaths.Length is < 1 or > 3)
            throw new ArgumentException($"A container has one to three partition key paths, not {PartitionPaths.Length}.", nameof(partitionPaths));
        foreach (var path in PartitionPaths.Prepend("type").Prepend("id"))
            AddField(IndexedField.Text(path), nested: false);
        Indexed = [.. indexed ?? []];
        foreach (var field in Indexed)
            AddField(field, nested: true);
        Composites = [.. (composites ?? []).Select(c => c.ToImmutableArray())];
        foreach (var composite in Composites)
        {
            if (composite.Length < 2 || composite.Any(path => !IsSortable(path)))
                throw new ArgumentException($"A composite index names two or more indexed fields: {string.Join(", ", composite)}.", nameof(composites));
        }
    }

    public string Name { get; }

    /// <summary>How long after its last write a document is kept; then it is as if it had been deleted. Null: for ever.</summary>
    public TimeSpan? RetainFor { get; }

    /// <summary>Top-level property names of the partition key, outermost first.</summary>
    public ImmutableArray<string> PartitionPaths { get; }

    /// <summary>The declared fields, without <c>id</c>, <c>type</c> and the partition key paths.</summary>
    public ImmutableArray<IndexedField> Indexed { get; }

    /// <summary>The declared composite orders.</summary>
    public ImmutableArray<ImmutableArray<string>> Composites { get; }

    /// <summary>The indexed field at <paramref name="path"/>, the built-in ones included; null when it is not indexed.</summary>
    public IndexedField? Field(string path) => fields.GetValueOrDefault(path);

    /// <summary>True when queries may order by these paths together: one indexed field, or a declared composite.</summary>
    public bool CanOrderBy(IReadOnlyList<string> paths) => paths.Count == 1
        ? IsSortable(paths[0])
        : Composites.Any(c => c.SequenceEqual(paths, StringComparer.Ordinal));

    public override string ToString() => Name;

    private bool IsSortable(string path) => fields.TryGetValue(path, out var field) && field.Kind != FieldKind.Footprint;

    private void AddField(IndexedField field, bool nested)
    {
        var pattern = nested ? PathPattern() : PropertyPattern();
        if (!pattern.IsMatch(field.Path))
            throw new ArgumentException($"'{field.Path}' is not a field path.");
        if (!fields.TryAdd(field.Path, field))
            throw new ArgumentException($"'{field.Path}' is indexed twice in container '{Name}'.");
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{2,62}$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9_]{0,62}$", RegexOptions.CultureInvariant)]
    private static partial Regex PropertyPattern();

    [GeneratedRegex(@"^[a-zA-Z][a-zA-Z0-9_]{0,62}(\.[a-zA-Z][a-zA-Z0-9_]{0,62}){0,7}$", RegexOptions.CultureInvariant)]
    private static partial Regex PathPattern();
}
