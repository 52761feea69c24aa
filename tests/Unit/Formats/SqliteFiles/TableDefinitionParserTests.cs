using System.Text;
using Platform.Formats.SqliteFiles;

namespace Platform.Tests.Unit.Formats.SqliteFiles;

/// <summary>Statements that SQLite cannot have kept; what it keeps is compared in <see cref="SqliteOracleTests"/>.</summary>
public sealed class TableDefinitionParserTests
{
    [Theory]
    [InlineData("")]
    [InlineData("CREATE")]
    [InlineData("CREATE VIEW v AS SELECT 1")]
    [InlineData("CREATE TABLE t")]
    [InlineData("CREATE TABLE t AS SELECT 1")]
    [InlineData("CREATE TABLE t()")]
    [InlineData("CREATE TABLE t(5)")]
    [InlineData("CREATE TABLE t(a,)")]
    [InlineData("CREATE TABLE t(a,,b)")]
    public void Parse_NoTable_IsNull(string sql) => Assert.Null(TableDefinitionParser.Parse(sql, Encoding.UTF8));

    [Theory]
    [InlineData("CREATE TABLE t(a", "a")]
    [InlineData("CREATE TABLE t(a text(", "a")]
    [InlineData("CREATE TABLE t(a DEFAULT (", "a")]
    [InlineData("CREATE TABLE t(a DEFAULT (5, b", "a")]
    [InlineData("CREATE TABLE t(\"a", "a")]
    [InlineData("CREATE TABLE t(a /* b", "a")]
    [InlineData("CREATE TABLE t(a -- b", "a")]
    [InlineData("CREATE TABLE t(a, CHECK (", "a")]
    [InlineData("CREATE TABLE t(a, PRIMARY KEY(", "a")]
    [InlineData("CREATE TABLE t(a AS", "a")]
    [InlineData("CREATE TABLE t('", "")]
    [InlineData("CREATE TABLE t(a, b, )c", "")]
    public void Parse_StatementThatBreaksOff_Ends(string sql, string columns) =>
        Assert.Equal(columns, string.Join(',', TableDefinitionParser.Parse(sql, Encoding.UTF8)?.Columns.Select(c => c.Name) ?? []));

    [Fact]
    public void Parse_BracketsWithoutEnd_EndsInTime()
    {
        var sql = "CREATE TABLE t(a DEFAULT " + new string('(', 4_000_000);
        Assert.Equal("a", Assert.Single(TableDefinitionParser.Parse(sql, Encoding.UTF8)!.Columns).Name);
    }

    [Fact]
    public void Parse_ColumnsWithoutEnd_AreLimited() => Assert.Equal(
        TableDefinitionParser.MostColumns, TableDefinitionParser.Parse("CREATE TABLE t(" + string.Concat(Enumerable.Repeat("a,", 1_000_000)), Encoding.UTF8)!.Columns.Count);

    [Fact]
    public void Parse_KeysWithoutEnd_EndsInTime()
    {
        var columns = string.Concat(Enumerable.Range(0, 30_000).Select(i => $"c{i} INTEGER, "));
        var definition = TableDefinitionParser.Parse($"CREATE TABLE t({columns}{string.Concat(Enumerable.Repeat("PRIMARY KEY(c29999), ", 300_000))}", Encoding.UTF8)!;
        Assert.True(Assert.Single(definition.Columns, c => c.IsRowId) == definition.Columns[^1]);
    }

    [Theory]
    [InlineData("CREATE TABLE t(a PRIMARY KEY) WITHOUT ROWID", false)]
    [InlineData("CREATE TABLE t(a PRIMARY KEY) strict, without /**/ rowid", false)]
    [InlineData("CREATE TABLE t(a PRIMARY KEY, CHECK (1)) WITHOUT ROWID", false)]
    [InlineData("CREATE TABLE t(a PRIMARY KEY) STRICT", true)]
    [InlineData("CREATE TABLE \"t(a) WITHOUT ROWID\"(\"without\", rowid)", true)]
    public void Parse_WordsBehindTheColumns_SayWhetherThereAreRowIds(string sql, bool hasRowIds) =>
        Assert.Equal(hasRowIds, TableDefinitionParser.Parse(sql, Encoding.UTF8)!.HasRowIds);
}
