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
    private static readonly TableDefinition s_schema = TableDefinitionParser.Parse("CREATE TABLE sqlite_schema(type, name, tbl_name, rootpage, sql)", Encoding.UTF8)!;
    private const int MostTables = 100_000;
    private readonly IRangeSource _source;

    /// <exception cref="RefusedException">No database that can be read.</exception>
    public DatabaseFile(IRangeSource source, Location at)
    {
        _source = source;
        At = at;
        Header = DatabaseHeader.Read(source, at);
    }

    public DatabaseHeader Header { get; }

    /// <summary>The file, for findings.</summary>
    public Location At { get; }

    public PageReader OpenPages(Location at) => new(_source, Header, at);

    /// <summary>Tables and views by their names, which know no case. Of two that have the same name the first one counts.</summary>
    /// <exception cref="RefusedException">The schema is damaged.</exception>
    public Dictionary<string, SchemaEntry> ReadSchema()
    {
        var entries = new Dictionary<string, SchemaEntry>(StringComparer.OrdinalIgnoreCase);
        var schema = new TableReader(this, root: 1, s_schema, At, TableReader.LongestOfCatalogue);
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
