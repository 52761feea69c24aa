using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.Azure.Cosmos;
using Platform.Domain.Documents;

namespace Platform.Storage.Cosmos;

/// <summary>
/// Translates one query to Cosmos DB's SQL. Every condition is one that an index answers; the order is that of one index: a declared one, or the key's.
/// </summary>
internal sealed class CosmosSql
{
    private const double Sag = 2;

    private readonly StringBuilder text = new();
    private readonly List<object> parameters = [];

    private readonly ContainerDefinition container;

    private CosmosSql(ContainerDefinition container) => this.container = container;

    /// <summary>What lists the documents in the query's order.</summary>
    public static QueryDefinition List(DocumentQuery query)
    {
        var sql = new CosmosSql(query.Container);
        sql.text.Append("SELECT * FROM c");
        sql.AppendWhere(query);
        var direction = query.Descending ? " DESC" : " ASC";
        sql.text.Append(" ORDER BY ").AppendJoin(", ", Order(query).Select(path => Path(path) + direction));
        return sql.Definition();
    }

    /// <summary>What counts them.</summary>
    public static QueryDefinition Count(DocumentQuery query)
    {
        var sql = new CosmosSql(query.Container);
        sql.text.Append("SELECT VALUE COUNT(1) FROM c");
        sql.AppendWhere(query);
        return sql.Definition();
    }

    // Key order: by a composite index that begins with the type where one type is asked for, so that no others are looked at; else by id in one partition, by the whole key over several.
    private static IEnumerable<string> Order(DocumentQuery query)
    {
        if (query.Order.Length > 0)
            return query.Order;
        var key = query.Container.PartitionPaths.Append("id");
        if (AsksForOneType(query.Filter))
            return key.Prepend("type");
        return query.Partition?.Parts.Length == query.Container.PartitionPaths.Length ? ["id"] : key;
    }

    private static bool AsksForOneType(Filter? filter) => filter switch
    {
        Filter.Compare { Path: "type", Comparison: Comparison.Equal } => true,
        Filter.All all => all.Filters.Any(AsksForOneType),
        _ => false,
    };

    private static string Path(string path) => "c" + string.Concat(path.Split('.').Select(name => $"[\"{name}\"]"));

    private void AppendWhere(DocumentQuery query)
    {
        if (query.Filter is not { } filter)
            return;
        text.Append(" WHERE ");
        Append(filter);
    }

    private void Append(Filter filter)
    {
        switch (filter)
        {
            case Filter.Compare { Comparison: Comparison.StartsWith } compare:
                text.Append("STARTSWITH(").Append(Path(compare.Path)).Append(", ").Append(Parameter(compare.Value.Value)).Append(')');
                break;
            case Filter.Compare compare:
                text.Append(Path(compare.Path)).Append(Symbol(compare.Comparison)).Append(Parameter(compare.Value.Value));
                break;
            case Filter.OneOf { Values.IsEmpty: true }:
                text.Append("false");
                break;
            case Filter.OneOf oneOf:
                text.Append(Path(oneOf.Path)).Append(" IN (").AppendJoin(", ", oneOf.Values.Select(v => Parameter(v.Value))).Append(')');
                break;
            case Filter.Missing missing:
                AppendMissing(container.Field(missing.Path)!.Kind == FieldKind.Footprint ? missing.Path + ".type" : missing.Path);
                break;
            case Filter.Intersects intersects:
                AppendIntersects(Path(intersects.Path), intersects.Footprint);
                break;
            case Filter.All all:
                AppendList(all.Filters, " AND ");
                break;
            case Filter.Any any:
                AppendList(any.Filters, " OR ");
                break;
        }
    }

    private void AppendList(ImmutableArray<Filter> filters, string joint)
    {
        text.Append('(');
        for (var i = 0; i < filters.Length; i++)
        {
            if (i > 0)
                text.Append(joint);
            Append(filters[i]);
        }

        text.Append(')');
    }

    // A footprint has no value of its own that an index could hold; its type stands for it.
    private void AppendMissing(string path) =>
        text.Append("(NOT IS_DEFINED(").Append(Path(path)).Append(") OR IS_NULL(").Append(Path(path)).Append("))");

    // The spatial index gives every box that may meet: its polygons have geodesic edges, which sag below a parallel by up to a degree in either of the two boxes. The corners decide.
    private void AppendIntersects(string path, Footprint box)
    {
        var (west, east) = (Degrees(Math.Max(box.West - 0.001, -180)), Degrees(Math.Min(box.East + 0.001, 180)));
        var (south, north) = (Degrees(box.South - Sag), Degrees(box.North + Sag));
        text.Append("(ST_INTERSECTS(").Append(path).Append(", {\"type\": \"Polygon\", \"coordinates\": [[")
            .Append(CultureInfo.InvariantCulture, $"[{west}, {south}], [{east}, {south}], [{east}, {north}], [{west}, {north}], [{west}, {south}]]]}})")
            .Append(CultureInfo.InvariantCulture, $" AND {path}[\"bbox\"][0] <= {Parameter(box.East)} AND {path}[\"bbox\"][2] >= {Parameter(box.West)}")
            .Append(CultureInfo.InvariantCulture, $" AND {path}[\"bbox\"][1] <= {Parameter(box.North)} AND {path}[\"bbox\"][3] >= {Parameter(box.South)})");
    }

    private static string Degrees(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Symbol(Comparison comparison) => comparison switch
    {
        Comparison.Equal => " = ",
        Comparison.Less => " < ",
        Comparison.LessOrEqual => " <= ",
        Comparison.Greater => " > ",
        _ => " >= ",
    };

    private string Parameter(object value)
    {
        parameters.Add(value);
        return $"@v{parameters.Count - 1}";
    }

    private QueryDefinition Definition()
    {
        var definition = new QueryDefinition(text.ToString());
        for (var i = 0; i < parameters.Count; i++)
            definition.WithParameter($"@v{i}", parameters[i]);
        return definition;
    }
}
