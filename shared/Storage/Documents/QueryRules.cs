using Platform.Domain.Documents;

namespace Platform.Storage.Documents;

/// <summary>Holds a query to declared indexes and to what every store can answer.</summary>
internal static class QueryRules
{
    private const int FilterDepth = 8;

    /// <exception cref="ArgumentException">The query breaks a rule.</exception>
    public static void Check(DocumentQuery query)
    {
        if (query.Order.Length > 0 && !query.Container.CanOrderBy(query.Order))
        {
            throw new ArgumentException(
                $"Container '{query.Container.Name}' has no index to order by ({string.Join(", ", query.Order)}).", nameof(query));
        }

        if (query.Filter is { } filter)
        {
            var terms = Count(query.Container, filter, 1);
            if (terms > DocumentLimits.FilterTerms)
                throw new ArgumentException($"The filter has {terms} terms; {DocumentLimits.FilterTerms} are allowed.", nameof(query));
        }
    }

    private static int Count(ContainerDefinition container, Filter filter, int depth)
    {
        if (depth > FilterDepth)
            throw new ArgumentException($"The filter is nested deeper than {FilterDepth}.", nameof(filter));
        switch (filter)
        {
            case Filter.Compare compare:
                CheckCompare(Field(container, compare.Path), compare);
                return 1;
            case Filter.OneOf oneOf:
                var field = Field(container, oneOf.Path);
                foreach (var value in oneOf.Values)
                    CheckKind(field, value);
                return Math.Max(1, oneOf.Values.Length);
            case Filter.Missing missing:
                Field(container, missing.Path);
                return 1;
            case Filter.Intersects intersects:
                return Field(container, intersects.Path).Kind == FieldKind.Footprint
                    ? 1
                    : throw new ArgumentException($"'{intersects.Path}' is no footprint.", nameof(filter));
            case Filter.All all:
                return CountAll(container, all.Filters, depth);
            case Filter.Any any:
                return CountAll(container, any.Filters, depth);
            default:
                throw new ArgumentException($"Unknown filter {filter.GetType().Name}.", nameof(filter));
        }
    }

    private static int CountAll(ContainerDefinition container, IReadOnlyCollection<Filter> filters, int depth) => filters.Count == 0
        ? throw new ArgumentException("An 'and' or 'or' needs at least one filter.", nameof(filters))
        : filters.Sum(f => Count(container, f, depth + 1));

    private static IndexedField Field(ContainerDefinition container, string path) =>
        container.Field(path) ?? throw new ArgumentException($"'{path}' is not indexed in container '{container.Name}'.", nameof(path));

    private static void CheckCompare(IndexedField field, Filter.Compare compare)
    {
        CheckKind(field, compare.Value);
        if (compare.Comparison == Comparison.StartsWith && field.Kind != FieldKind.Text)
            throw new ArgumentException($"'{field.Path}' is no text: it has no beginning.", nameof(compare));
        if (compare.Comparison != Comparison.Equal && field.Kind == FieldKind.Flag)
            throw new ArgumentException($"'{field.Path}' is a flag: it is only equal or not.", nameof(compare));
    }

    private static void CheckKind(IndexedField field, FieldValue value)
    {
        if (field.Kind != value.Kind)
            throw new ArgumentException($"'{field.Path}' holds {field.Kind}; it cannot be compared with {value.Kind} {value}.", nameof(value));
    }
}
