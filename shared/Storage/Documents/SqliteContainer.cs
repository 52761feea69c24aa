using Platform.Domain.Documents;

namespace Platform.Storage.Documents;

/// <summary>
/// The table and the statements of one container. Documents are text; declared fields are expression indexes over it: one led by the partition key, for queries
/// in a partition and their order, and one led by the field over the documents that have it, for queries across partitions.
/// </summary>
internal sealed class SqliteContainer
{
    private static readonly string[] KeyColumns = ["p1", "p2", "p3"];

    public SqliteContainer(ContainerDefinition definition)
    {
        Definition = definition;
        Table = $"\"c_{definition.Name}\"";
        Parts = KeyColumns[..definition.PartitionPaths.Length];
        Keys = [.. Parts, "id"];
        Where = string.Join(" AND ", Keys.Select(k => $"{k}=@{k}"));
        var columns = string.Join(", ", Keys);
        var values = string.Join(", ", Keys.Select(k => "@" + k));
        var (writtenColumn, writtenValue, rewritten) = definition.RetainFor is null ? ("", "", "") : (", written", ", unixepoch()", ", written=unixepoch()");
        Alive = definition.RetainFor is { } time ? $"written>unixepoch()-{(long)time.TotalSeconds}" : "1";
        Insert = $"INSERT INTO {Table}({columns}, type, version, body{writtenColumn}) VALUES({values}, @type, @version, CAST(@body AS TEXT){writtenValue}) ON CONFLICT({columns}) DO NOTHING";
        Upsert = $"INSERT INTO {Table}({columns}, type, version, body{writtenColumn}) VALUES({values}, @type, @version, CAST(@body AS TEXT){writtenValue}) "
            + $"ON CONFLICT({columns}) DO UPDATE SET type=excluded.type, version=excluded.version, body=excluded.body{rewritten}";
        Update = $"UPDATE {Table} SET type=@type, version=@version, body=CAST(@body AS TEXT){rewritten} WHERE {Where} AND (@match IS NULL OR version=@match)";
        Delete = $"DELETE FROM {Table} WHERE {Where} AND (@match IS NULL OR version=@match)";
        Exists = $"SELECT 1 FROM {Table} WHERE {Where}";
        Read = $"SELECT type, version, body FROM {Table} WHERE {Where} AND {Alive}";
        Expire = definition.RetainFor is null ? null : $"DELETE FROM {Table} WHERE NOT({Alive})";
    }

    public ContainerDefinition Definition { get; }

    public string Table { get; }

    /// <summary>Columns of the partition key.</summary>
    public string[] Parts { get; }

    /// <summary>Columns of the primary key.</summary>
    public string[] Keys { get; }

    public string Insert { get; }

    public string Upsert { get; }

    public string Update { get; }

    public string Delete { get; }

    public string Exists { get; }

    public string Read { get; }

    /// <summary>The condition of documents that have not expired.</summary>
    public string Alive { get; }

    /// <summary>Deletes those that have; null when none ever does.</summary>
    public string? Expire { get; }

    private string Where { get; }

    /// <summary>The SQL expression of an indexed path, spelled as in the indexes, or the planner would not use them.</summary>
    public string Expression(string path)
    {
        if (path is "id" or "type")
            return path;
        var part = Definition.PartitionPaths.IndexOf(path);
        return part >= 0 ? Parts[part] : $"json_extract(body,'$.{path}')";
    }

    /// <summary>True when documents may lack the path.</summary>
    public bool IsNullable(string path) => path is not ("id" or "type") && !Definition.PartitionPaths.Contains(path);

    /// <summary>What creates the table.</summary>
    public string CreateTable() =>
        $"CREATE TABLE IF NOT EXISTS {Table}({string.Join(", ", Keys.Select(k => k + " TEXT NOT NULL"))}, "
        + $"type TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL{(Expire is null ? "" : ", written INTEGER NOT NULL")}, UNIQUE({string.Join(", ", Keys)}))";

    /// <summary>The declared indexes by name; the name spells what is indexed, so that a changed declaration has another name.</summary>
    public IEnumerable<KeyValuePair<string, string>> Indexes()
    {
        yield return Index("g_type", ["type", .. Parts, "id"], "");
        if (Expire is not null)
            yield return Index("w_written", ["written"], "");
        foreach (var field in Definition.Indexed.Where(f => f.Kind != FieldKind.Footprint).Select(f => f.Path))
        {
            var expression = Expression(field);
            yield return Index($"p_{field}", [.. Parts, expression, "id"], "");
            yield return Index($"g_{field}", [expression, .. Parts, "id"], $" WHERE {expression} IS NOT NULL");
        }

        foreach (var composite in Definition.Composites)
            yield return Index($"o_{string.Join('+', composite)}", [.. Parts, .. composite.Select(Expression), "id"], "");
    }

    private KeyValuePair<string, string> Index(string suffix, IEnumerable<string> columns, string condition)
    {
        var name = $"x_{Definition.Name}_{suffix}";
        return new(name, $"CREATE INDEX \"{name}\" ON {Table}({string.Join(", ", columns.Distinct())}){condition}");
    }
}
