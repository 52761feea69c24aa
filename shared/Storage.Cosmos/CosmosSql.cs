using System.Globalization;
using Microsoft.Azure.Cosmos;
using Platform.Domain.Documents;
using Platform.Storage.Documents;

namespace Platform.Storage.Cosmos;

/// <summary>
/// Translates one query to Cosmos DB's SQL. Every condition is one that an index answers; the order is that of one index: a declared one, or the key's.
/// </summary>
internal sealed class CosmosSql : FilterText
{
    private const double Sag = 2;

    private readonly ContainerDefinition container;

    private CosmosSql(ContainerDefinition container) => this.container = container;

    protected override string Never => "false";

    /// <summary>What lists the documents in the query's order.</summary>
    public static QueryDefinition List(DocumentQuery query)
    {
        var sql = new CosmosSql(query.Container);
        sql.Text.Append("SELECT * FROM c");
        sql.AppendWhere(query);
        var direction = query.Descending ? " DESC" : " ASC";
        sql.Text.Append(" ORDER BY ").AppendJoin(", ", Order(query).Select(path => Path(path) + direction));
        return sql.Definition();
    }

    /// <summary>What counts them.</summary>
    public static QueryDefinition Count(DocumentQuery query)
    {
        var sql = new CosmosSql(query.Container);
        sql.Text.Append("SELECT VALUE COUNT(1) FROM c");
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

    protected override string Expression(string path) => Path(path);

    private static string Path(string path) => "c" + string.Concat(path.Split('.').Select(name => $"[\"{name}\"]"));

    private void AppendWhere(DocumentQuery query)
    {
        if (query.Filter is not { } filter)
            return;
        Text.Append(" WHERE ");
        Append(filter);
    }

    protected override void AppendStartsWith(string expression, string prefix) =>
        Text.Append("STARTSWITH(").Append(expression).Append(", ").Append(Parameter(prefix)).Append(')');

    // A footprint has no value of its own that an index could hold; its type stands for it.
    protected override void AppendMissing(string path)
    {
        var field = Path(container.Field(path)!.Kind == FieldKind.Footprint ? path + ".type" : path);
        Text.Append("(NOT IS_DEFINED(").Append(field).Append(") OR IS_NULL(").Append(field).Append("))");
    }

    // The spatial index gives every box that may meet: its polygons have geodesic edges, which sag below a parallel by up to a degree in either of the two boxes. The corners decide.
    protected override void AppendIntersects(string path, Footprint box)
    {
        path = Path(path);
        var (west, east) = (Degrees(Math.Max(box.West - 0.001, -180)), Degrees(Math.Min(box.East + 0.001, 180)));
        var (south, north) = (Degrees(box.South - Sag), Degrees(box.North + Sag));
        Text.Append("(ST_INTERSECTS(").Append(path).Append(", {\"type\": \"Polygon\", \"coordinates\": [[")
            .Append(CultureInfo.InvariantCulture, $"[{west}, {south}], [{east}, {south}], [{east}, {north}], [{west}, {north}], [{west}, {south}]]]}})")
            .Append(CultureInfo.InvariantCulture, $" AND {path}[\"bbox\"][0] <= {Parameter(box.East)} AND {path}[\"bbox\"][2] >= {Parameter(box.West)}")
            .Append(CultureInfo.InvariantCulture, $" AND {path}[\"bbox\"][1] <= {Parameter(box.North)} AND {path}[\"bbox\"][3] >= {Parameter(box.South)})");
    }

    private static string Degrees(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private QueryDefinition Definition()
    {
        var definition = new QueryDefinition(Text.ToString());
        foreach (var (name, value) in Parameters)
            definition.WithParameter(name, value);
        return definition;
    }
}
