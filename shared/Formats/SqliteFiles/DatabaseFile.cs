using System.Text;
using Platform.Findings;
using Platform.Formats.Sources;

namespace Platform.Formats.SqliteFiles;

/// <summary>
/// A SQLite database of somebody else, read by its file format (sqlite.org/fileformat2.html) and by nothing that could run what is in it. Journals and
/// logs beside it are not looked at.
/// </summary>
internal sealed class DatabaseFile
{
    private static readonly SchemaEntry s_schema = new("sqlite_schema", true, 1, "CREATE TABLE sqlite_schema(type, name, tbl_name, rootpage, sql)");
    private const int MostTables = 100_000;
    private readonly IRangeSource _source;
    private readonly Dictionary<SchemaEntry, ushort> _numbers = new(ReferenceEqualityComparer.Instance);
    private readonly ushort[] _owners;

    /// <exception cref="RefusedException">No database that can be read.</exception>
    public DatabaseFile(IRangeSource source, Location at)
    {
        _source = source;
        At = at;
        Header = DatabaseHeader.Read(source, at);
        _owners = new ushort[Header.PageCount + 1];
    }

    public DatabaseHeader Header { get; }

    /// <summary>The file, for findings.</summary>
    public Location At { get; }

    public PageReader OpenPages(Location at) => new(_source, Header, at);

    /// <summary>A number for a table whose rows are read.</summary>
    public ushort NumberOf(SchemaEntry table) => _numbers.TryGetValue(table, out var number) ? number : _numbers[table] = checked((ushort)(_numbers.Count + 1));

    /// <summary>Takes a page for the table of this number; false when it is another's. Were pages shared, many tables could be read from few.</summary>
    public bool Claim(int page, ushort table)
    {
        ref var owner = ref _owners[page];
        owner = owner == 0 ? table : owner;
        return owner == table;
    }

    /// <summary>Tables and views by their names, which know no case. Of two that have the same name the first one counts.</summary>
    /// <exception cref="RefusedException">The schema is damaged.</exception>
    public Dictionary<string, SchemaEntry> ReadSchema()
    {
        var entries = new Dictionary<string, SchemaEntry>(StringComparer.OrdinalIgnoreCase);
        var schema = new TableReader(this, s_schema, TableDefinitionParser.Parse(s_schema.Sql, Encoding.UTF8)!, At, TableReader.LongestOfCatalogue);
        while (schema.Read())
        {
            var (type, name) = (schema.Text(0), schema.Text(1));
            if (type is not ("table" or "view"))
            {
                continue;
            }

            entries.TryAdd(name, new SchemaEntry(name, type == "table", schema.Integer(3), schema.Text(4)));
            if (entries.Count > MostTables)
            {
                throw new RefusedException(FormatFindings.GeoPackageDamaged.At(At, $"sqlite_schema: {entries.Count}"));
            }
        }

        return entries;
    }
}

/// <summary>A table or view of the schema.</summary>
/// <param name="Name">Name as stored.</param>
/// <param name="IsTable">False for a view.</param>
/// <param name="Root">Page where its tree begins; 0 for views and virtual tables.</param>
/// <param name="Sql">The statement that made it.</param>
internal sealed record SchemaEntry(string Name, bool IsTable, long Root, string Sql)
{
    /// <summary>Whether its rows are stored in the database: no view and no virtual table.</summary>
    public bool IsStored => IsTable && !Sql.StartsWith("CREATE VIRTUAL", StringComparison.OrdinalIgnoreCase);
}
