using System.Text;
using Platform.Findings;
using Platform.Formats.SqliteFiles;

namespace Platform.Formats.GeoPackages;

/// <summary>The table of a layer, and what its columns are to the layer.</summary>
internal sealed class FeatureTable
{
    private readonly DatabaseFile _file;
    private readonly SchemaEntry _entry;
    private readonly TableDefinition _definition;

    /// <param name="file">The database.</param>
    /// <param name="entry">The table.</param>
    /// <param name="definition">Its columns.</param>
    /// <param name="geometry">Position of the geometry column, or -1.</param>
    /// <param name="srsId">srs_id of the geometries.</param>
    public FeatureTable(DatabaseFile file, SchemaEntry entry, TableDefinition definition, int geometry, long srsId)
    {
        _file = file;
        _entry = entry;
        _definition = definition;
        Geometry = geometry;
        SrsId = srsId;
        HasIds = definition.Columns.Any(c => c.IsRowId);
        Columns = [.. Enumerable.Range(0, definition.Columns.Count).Where(i => i != geometry && definition.Columns[i] is { IsRowId: false, IsVirtual: false })];
    }

    /// <summary>Positions of the columns that are fields of the layer.</summary>
    public IReadOnlyList<int> Columns { get; }

    public int Geometry { get; }

    public long SrsId { get; }

    /// <summary>Whether the rowids are a column of the table, and so the ids of the features.</summary>
    public bool HasIds { get; }

    public Encoding Encoding => _file.Header.Encoding;

    /// <summary>Begins to read the rows.</summary>
    /// <exception cref="RefusedException">There is no table.</exception>
    public TableReader Open(Location at) => new(_file, _entry, _definition, at, TableReader.Longest);
}
