using System.Collections.Immutable;

namespace Platform.Domain.Documents;

/// <summary>How a field is compared. A document without the field, or with null in it, satisfies no comparison.</summary>
public enum Comparison
{
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,

    /// <summary>Texts only; ordinal.</summary>
    StartsWith,
}

/// <summary>A condition on indexed fields: a small closed set that every store answers from an index.</summary>
public abstract record Filter
{
    private Filter()
    {
    }

    public static Filter Equal(string path, FieldValue value) => new Compare(path, Comparison.Equal, value);

    public static Filter Equal<TEnum>(string path, TEnum value)
        where TEnum : struct, Enum => Equal(path, FieldValue.Of(value));

    public static Filter Less(string path, FieldValue value) => new Compare(path, Comparison.Less, value);

    public static Filter LessOrEqual(string path, FieldValue value) => new Compare(path, Comparison.LessOrEqual, value);

    public static Filter Greater(string path, FieldValue value) => new Compare(path, Comparison.Greater, value);

    public static Filter GreaterOrEqual(string path, FieldValue value) => new Compare(path, Comparison.GreaterOrEqual, value);

    public static Filter StartsWith(string path, string prefix) => new Compare(path, Comparison.StartsWith, prefix);

    /// <summary>The field equals one of the values; an empty list is satisfied by nothing.</summary>
    public static Filter In(string path, params IEnumerable<FieldValue> values) => new OneOf(path, [.. values]);

    /// <summary>The field is absent or null.</summary>
    public static Filter IsMissing(string path) => new Missing(path);

    /// <summary>The field's footprint and the given one have a point in common.</summary>
    public static Filter Meets(string path, Footprint footprint) => new Intersects(path, footprint);

    /// <summary>All of one or more filters.</summary>
    public static Filter And(params IEnumerable<Filter> filters) => new All([.. filters]);

    /// <summary>At least one of one or more filters.</summary>
    public static Filter Or(params IEnumerable<Filter> filters) => new Any([.. filters]);

    /// <summary>The field against one value.</summary>
    public sealed record Compare(string Path, Comparison Comparison, FieldValue Value) : Filter;

    /// <summary>What <see cref="In"/> makes.</summary>
    public sealed record OneOf(string Path, ImmutableArray<FieldValue> Values) : Filter;

    /// <summary>What <see cref="IsMissing"/> makes.</summary>
    public sealed record Missing(string Path) : Filter;

    /// <summary>What <see cref="Meets"/> makes.</summary>
    public sealed record Intersects(string Path, Footprint Footprint) : Filter;

    /// <summary>What <see cref="And"/> makes.</summary>
    public sealed record All(ImmutableArray<Filter> Filters) : Filter;

    /// <summary>What <see cref="Or"/> makes.</summary>
    public sealed record Any(ImmutableArray<Filter> Filters) : Filter;
}
