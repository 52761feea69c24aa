namespace Platform.Formats.SqliteFiles;

/// <summary>What a column does to the values that are stored in it (sqlite.org/datatype3.html, 3.1).</summary>
internal enum Affinity
{
    Blob,
    Text,
    Numeric,
    Integer,
    Real,
}

/// <summary>A column of a table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The declared type as it is written; empty without one.</param>
internal sealed record TableColumn(string Name, string Type)
{
    /// <summary>Whether it is another name for the rowid, and null in the record.</summary>
    public bool IsRowId { get; init; }

    /// <summary>Whether it is computed when it is read, and in no record.</summary>
    public bool IsVirtual { get; init; }

    /// <summary>Its position in the record.</summary>
    public int Stored { get; init; }

    /// <summary>What it holds in records that end before it.</summary>
    public ColumnDefault Default { get; init; } = ColumnDefault.Null;

    /// <summary>Whether its whole numbers are reals that were stored in short.</summary>
    public bool IsReal => Affinity == Affinity.Real;

    public Affinity Affinity { get; } = AffinityOf(Type);

    private static Affinity AffinityOf(string type)
    {
        bool Has(string part) => type.Contains(part, StringComparison.OrdinalIgnoreCase);
        return Has("INT") ? Affinity.Integer
            : Has("CHAR") || Has("CLOB") || Has("TEXT") ? Affinity.Text
            : Has("BLOB") || type.Length == 0 ? Affinity.Blob
            : Has("REAL") || Has("FLOA") || Has("DOUB") ? Affinity.Real
            : Affinity.Numeric;
    }
}

/// <summary>What a CREATE TABLE statement says of the columns of a table.</summary>
/// <param name="Columns">The columns in the order of the statement.</param>
/// <param name="HasRowIds">Whether rows lie in a tree by their rowids.</param>
internal sealed record TableDefinition(IReadOnlyList<TableColumn> Columns, bool HasRowIds)
{
    /// <summary>Position of the column, without regard to case, or -1.</summary>
    public int IndexOf(string name)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }
}
