using System.Buffers;
using System.Globalization;
using System.Text;

namespace Platform.Formats.SqliteFiles;

/// <summary>
/// Reads from a CREATE TABLE statement, as SQLite keeps it, what is needed to read the table's records. Constraints are stepped over; a statement that
/// SQLite would not have taken gives null or some columns, and is not judged further.
/// </summary>
internal ref struct TableDefinitionParser
{
    /// <summary>The most columns that a table can have in SQLite; of more, only these are given.</summary>
    public const int MostColumns = 32_767;

    private readonly ReadOnlySpan<char> _sql;
    private readonly Encoding _encoding;
    private readonly List<TableColumn> _columns = [];
    private SqlTokens _tokens;
    private int _stored;
    private bool _hasKey;

    private TableDefinitionParser(ReadOnlySpan<char> sql, Encoding encoding)
    {
        _sql = sql;
        _encoding = encoding;
        _tokens = new SqlTokens(sql);
    }

    /// <summary>Reads a statement.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="encoding">Encoding of the database.</param>
    /// <returns>The definition, or null when the statement makes no table of columns.</returns>
    public static TableDefinition? Parse(ReadOnlySpan<char> sql, Encoding encoding)
    {
        var parser = new TableDefinitionParser(sql, encoding);
        return parser._tokens.Take("CREATE") && parser._tokens.Take("TABLE") && parser.SkipName() ? parser.ReadTable() : null;
    }

    /// <summary>Moves behind the bracket that opens the list of columns.</summary>
    private bool SkipName()
    {
        while (!_tokens.IsEnd && !_tokens.Is('('))
        {
            _tokens.Next();
        }

        var isThere = _tokens.Is('(');
        _tokens.Next();
        return isThere;
    }

    private TableDefinition? ReadTable()
    {
        var more = true;
        while (more && _columns.Count < MostColumns && !IsTableConstraint())
        {
            if (_tokens.Current.Kind is not (SqlTokenKind.Word or SqlTokenKind.Name or SqlTokenKind.Text))
            {
                return null;
            }

            ReadColumn();
            more = _tokens.Is(',');
            _tokens.Next();
        }

        while (more && !_tokens.Is(')') && !_tokens.IsEnd)
        {
            ReadTableConstraint();
        }

        return new TableDefinition(_columns, HasRowIds());
    }

    private readonly bool IsTableConstraint() =>
        _tokens.Is("CONSTRAINT") || _tokens.Is("PRIMARY") || _tokens.Is("UNIQUE") || _tokens.Is("CHECK") || _tokens.Is("FOREIGN");

    private void ReadColumn()
    {
        var name = SqlTokens.Unquote(_tokens.Raw);
        _tokens.Next();
        var column = new TableColumn(name, ReadType());
        var (isRowId, isVirtual, fallback) = (false, false, ColumnDefault.Null);
        while (!IsEndOfColumn())
        {
            if (_tokens.Take("DEFAULT"))
            {
                fallback = ReadDefault(column.Affinity);
            }
            else if (_tokens.Take("PRIMARY") && _tokens.Take("KEY"))
            {
                isRowId |= IsInteger(column) && !_tokens.Is("DESC");
            }
            else if (_tokens.Take("AS"))
            {
                isVirtual = IsVirtual();
            }
            else
            {
                // ON DELETE SET DEFAULT is about rows of another table.
                _tokens.Take("SET");
                Skip();
            }
        }

        _columns.Add(column with { IsRowId = isRowId, IsVirtual = isVirtual, Default = fallback, Stored = isVirtual ? -1 : _stored++ });
    }

    private static bool IsInteger(TableColumn column) => column.Type.Equals("INTEGER", StringComparison.OrdinalIgnoreCase);

    private readonly bool IsEndOfColumn() => _tokens.Is(',') || _tokens.Is(')') || _tokens.IsEnd;

    /// <summary>The words of the type, with what is between them.</summary>
    private string ReadType()
    {
        var (start, end) = (_tokens.Current.Start, _tokens.Current.Start);
        while (IsOfType())
        {
            end = _tokens.Current.End;
            _tokens.Next();
        }

        if (end > start && _tokens.Is('('))
        {
            while (!_tokens.Is(')') && !_tokens.IsEnd)
            {
                _tokens.Next();
            }

            end = _tokens.Current.End;
            _tokens.Next();
        }

        return SqlTokens.Unquote(_sql[start..end]);
    }

    private readonly bool IsOfType() => _tokens.Current.Kind is SqlTokenKind.Name or SqlTokenKind.Text
        || (_tokens.Current.Kind == SqlTokenKind.Word && !(IsTableConstraint() || IsColumnConstraint()));

    private readonly bool IsColumnConstraint() => _tokens.Is("DEFAULT") || _tokens.Is("NOT") || _tokens.Is("NULL") || _tokens.Is("COLLATE") || _tokens.Is("REFERENCES")
        || _tokens.Is("AS") || _tokens.Is("GENERATED");

    /// <summary>Behind AS: whether the expression is computed on reading.</summary>
    private bool IsVirtual()
    {
        _tokens.SkipBrackets();
        return !_tokens.Take("STORED");
    }

    private void Skip()
    {
        if (_tokens.Is('('))
        {
            _tokens.SkipBrackets();
        }
        else
        {
            _tokens.Next();
        }
    }

    private void ReadTableConstraint()
    {
        if (_hasKey || !(_tokens.Take("PRIMARY") && _tokens.Take("KEY") && _tokens.Is('(')))
        {
            Skip();
            return;
        }

        _hasKey = true;
        _tokens.Next();
        var name = SqlTokens.Unquote(_tokens.Raw);
        while (!_tokens.Is(',') && !_tokens.Is(')') && !_tokens.IsEnd)
        {
            _tokens.Next();
        }

        var at = _columns.FindIndex(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (_tokens.Is(')') && at >= 0 && IsInteger(_columns[at]))
        {
            _columns[at] = _columns[at] with { IsRowId = true };
        }

        while (!_tokens.Is(')') && !_tokens.IsEnd)
        {
            _tokens.Next();
        }

        _tokens.Next();
    }

    /// <summary>Whether the words behind the list leave the rowids in place.</summary>
    private bool HasRowIds()
    {
        for (; !_tokens.IsEnd; _tokens.Next())
        {
            if (_tokens.Take("WITHOUT") && _tokens.Is("ROWID"))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A constant, be it in brackets, or something that is computed.</summary>
    private ColumnDefault ReadDefault(Affinity affinity)
    {
        if (!_tokens.Is('('))
        {
            return ReadLiteral(affinity, isExpression: false);
        }

        var start = _tokens;
        var depth = 0;
        for (; _tokens.Is('('); depth++)
        {
            _tokens.Next();
        }

        var value = ReadLiteral(affinity, isExpression: true);
        for (; _tokens.Is(')') && depth > 0; depth--)
        {
            _tokens.Next();
        }

        if (depth == 0)
        {
            return value;
        }

        _tokens = start;
        _tokens.SkipBrackets();
        return ColumnDefault.Computed;
    }

    private ColumnDefault ReadLiteral(Affinity affinity, bool isExpression)
    {
        var isNegative = _tokens.Is('-');
        if (isNegative || _tokens.Is('+'))
        {
            _tokens.Next();
        }

        var kind = _tokens.Current.Kind;
        var raw = _tokens.Raw;
        _tokens.Next();
        return kind switch
        {
            SqlTokenKind.Number => ColumnDefault.Of(NumberOf(raw, isNegative, affinity), affinity, _encoding),
            SqlTokenKind.Word when raw.Equals("NULL", StringComparison.OrdinalIgnoreCase) => ColumnDefault.Null,
            _ when isNegative => ColumnDefault.Computed,
            SqlTokenKind.Blob => ColumnDefault.Of(BlobOf(raw), affinity, _encoding),
            SqlTokenKind.Name or SqlTokenKind.Text => ColumnDefault.Of(SqlTokens.Unquote(raw), affinity, _encoding),
            SqlTokenKind.Word when !isExpression => ColumnDefault.OfWord(raw, affinity, _encoding),
            _ => ColumnDefault.Computed,
        };
    }

    /// <summary>A number; in a column of text a decimal stays as it is written.</summary>
    private static object? NumberOf(ReadOnlySpan<char> raw, bool isNegative, Affinity affinity)
    {
        if (raw.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            var isNumber = long.TryParse(raw[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits);
            return isNumber ? isNegative ? -bits : bits : null;
        }

        var written = isNegative ? $"-{raw}" : raw.ToString();
        var number = ColumnDefault.Number(written);
        return number is double && affinity == Affinity.Text ? written : number;
    }

    private static byte[]? BlobOf(ReadOnlySpan<char> raw)
    {
        var digits = raw[2..].TrimEnd('\'');
        var blob = new byte[digits.Length / 2];
        return Convert.FromHexString(digits, blob, out _, out _) == OperationStatus.Done ? blob : null;
    }
}
