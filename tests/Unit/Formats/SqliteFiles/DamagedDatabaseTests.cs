using System.Buffers.Binary;
using Platform.Findings;
using Platform.Formats.SqliteFiles;

namespace Platform.Tests.Unit.Formats.SqliteFiles;

/// <summary>Trees and records that SQLite would not have written.</summary>
public sealed class DamagedDatabaseTests : IDisposable
{
    private const int PageSize = 512;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_ChildThatIsTheRoot_Ends() => AssertDamaged(Tall(), (bytes, root) => SetChild(bytes, root, 1, root));

    [Fact]
    public void Read_SameChildTwice_Ends() => AssertDamaged(Tall(), (bytes, root) => SetChild(bytes, root, 1, Child(bytes, root, 0)));

    [Fact]
    public void Read_ChildrenInWrongOrder_Ends() => AssertDamaged(Tall(), (bytes, root) =>
    {
        var (first, second) = (Child(bytes, root, 0), Child(bytes, root, 1));
        SetChild(bytes, root, 0, second);
        SetChild(bytes, root, 1, first);
    });

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_000)]
    [InlineData(-1)]
    public void Read_ChildOutsideTheFile_Ends(int page) => AssertDamaged(Tall(), (bytes, root) => SetChild(bytes, root, 1, page));

    [Fact]
    public void Read_ChildOfAnotherTable_Ends() => AssertDamaged(
        Tall("CREATE TABLE u(a); INSERT INTO u(rowid, a) VALUES (1, 2);"), (bytes, root) => SetChild(bytes, root, 1, Root(bytes, "u")));

    [Fact]
    public void Read_InteriorPagesWithoutEnd_StopsAtADepth()
    {
        var bytes = Tall().Concat(new byte[40 * PageSize]).ToArray();
        var (root, pages) = (Root(bytes, "t"), bytes.Length / PageSize);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(28), pages);
        for (var page = pages - 39; page <= pages; page++)
        {
            var content = bytes.AsSpan((page - 1) * PageSize);
            content[0] = 5;
            BinaryPrimitives.WriteInt32BigEndian(content[8..], page + 1);
        }

        SetChild(bytes, root, 0, pages - 39);
        Assert.Contains("depth", Damage(bytes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(13 + 100)]
    public void Read_PageOfAnotherType_Ends(byte type) => AssertDamaged(Tall(), (bytes, root) => bytes[(Child(bytes, root, 0) - 1) * PageSize] = type);

    [Fact]
    public void Read_EmptyLeafInsideATree_Ends() => AssertDamaged(Tall(), (bytes, root) => BinaryPrimitives.WriteUInt16BigEndian(Leaf(bytes, root)[3..], 0));

    [Fact]
    public void Read_MoreCellsThanFit_Ends() => AssertDamaged(Tall(), (bytes, root) => BinaryPrimitives.WriteUInt16BigEndian(Leaf(bytes, root)[3..], ushort.MaxValue));

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(PageSize)]
    [InlineData(PageSize - 1)]
    [InlineData(ushort.MaxValue)]
    public void Read_CellOutsideThePage_Ends(ushort place) => AssertDamaged(Tall(), (bytes, root) => BinaryPrimitives.WriteUInt16BigEndian(Leaf(bytes, root)[8..], place));

    [Fact]
    public void Read_CellsThatOverlap_End()
    {
        // Every cell is a valid one with a greater rowid than the one before, but all share the same bytes.
        var bytes = DatabaseBytes.Make(_folder, "CREATE TABLE t(a); INSERT INTO t VALUES (zeroblob(400));");
        var page = Page(bytes, Root(bytes, "t"));
        BinaryPrimitives.WriteUInt16BigEndian(page[3..], 2);
        ((ReadOnlySpan<byte>)[0x82, 0x2C, 0x01, 0x03, 0x84, 0x5E, 0x82, 0x2C, 0x02, 0x03, 0x84, 0x5E]).CopyTo(page[100..]);
        BinaryPrimitives.WriteUInt16BigEndian(page[8..], 100);
        BinaryPrimitives.WriteUInt16BigEndian(page[10..], 106);

        Assert.Single(Read(bytes).Rows);
        Assert.Contains("cell 1", Damage(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_RowIdsOutOfOrder_End() => AssertDamaged(DatabaseBytes.Make(_folder, "CREATE TABLE t(a); INSERT INTO t VALUES (1), (2), (3);"), (bytes, root) =>
    {
        var page = Page(bytes, root);
        (page[8], page[9], page[10], page[11]) = (page[10], page[11], page[8], page[9]);
    });

    [Fact]
    public void Read_LengthGreaterThanTheFile_AllocatesNothing()
    {
        var bytes = Chained();
        ((ReadOnlySpan<byte>)[0x83, 0xDC, 0xCB, 0x94, 0x00]).CopyTo(Page(bytes, Root(bytes, "t"))[FirstCell(bytes, Root(bytes, "t"))..]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Damage(bytes);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Fact]
    public void Read_ChainThatReturnsToItself_Ends() => AssertDamaged(Chained(), (bytes, root) => BinaryPrimitives.WriteInt32BigEndian(Page(bytes, Chain(bytes, root)), Chain(bytes, root)));

    [Fact]
    public void Read_ChainThatBreaksOff_Ends() => AssertDamaged(Chained(), (bytes, root) => BinaryPrimitives.WriteInt32BigEndian(Page(bytes, Chain(bytes, root)), 0));

    [Fact]
    public void Read_ChainThatGoesOn_Ends() => AssertDamaged(Chained(), (bytes, root) =>
    {
        var last = Chain(bytes, root);
        while (BinaryPrimitives.ReadInt32BigEndian(Page(bytes, last)) is > 0 and var next)
        {
            last = next;
        }

        BinaryPrimitives.WriteInt32BigEndian(Page(bytes, last), Root(bytes, "other"));
    });

    [Fact]
    public void Read_ChainOfTwoRows_Ends()
    {
        var bytes = DatabaseBytes.Make(_folder, "CREATE TABLE t(a); INSERT INTO t VALUES (zeroblob(2596)), (zeroblob(2596));");
        var page = Page(bytes, Root(bytes, "t"));
        var first = page[BinaryPrimitives.ReadUInt16BigEndian(page[8..])..];
        var second = page[BinaryPrimitives.ReadUInt16BigEndian(page[10..])..];
        BinaryPrimitives.WriteInt32BigEndian(second[ChainPlace(second)..], ChainOf(first));

        Assert.Single(Read(bytes).Rows);
        Damage(bytes);
    }

    [Theory]
    [InlineData(0, 0x00)]
    [InlineData(0, 0x09)]
    [InlineData(0, 0x7F)]
    [InlineData(0, 0x81)]
    [InlineData(1, 0x0A)]
    [InlineData(1, 0x0B)]
    [InlineData(1, 0x05)]
    [InlineData(1, 0x7E)]
    [InlineData(1, 0xFF)]
    public void Read_RecordThatIsNone_Ends(int offset, byte value) => AssertDamaged(
        DatabaseBytes.Make(_folder, "CREATE TABLE t(a, b); INSERT INTO t VALUES ('abc', 5000);"), (bytes, root) => Page(bytes, root)[FirstCell(bytes, root) + 2 + offset] = value);

    [Fact]
    public void Read_RecordWithoutAColumnThatIsComputedWhenStored_Ends() => Damage(Renamed("CREATE TABLE t(a); INSERT INTO t VALUES (1);", "t(a, b DEFAULT CURRENT_TIME)"));

    [Fact]
    public void Read_RecordWithMoreValuesThanColumns_LeavesThemOut() =>
        Assert.Equal([1L, 2L], Assert.Single(Read(Renamed("CREATE TABLE t(a, b, c); INSERT INTO t VALUES (2, 3, 4);", "t(a)")).Rows));

    [Fact]
    public void Read_RandomBytesChanged_EndsWithinBounds()
    {
        var whole = DatabaseBytes.Make(
            _folder, "CREATE TABLE t(a, b); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300) INSERT INTO t SELECT i, zeroblob(i * 7) FROM n;");
        var random = new Random(5);
        var (damaged, read) = (0, 0);
        for (var i = 0; i < 1_500; i++)
        {
            var changed = (byte[])whole.Clone();
            for (var k = random.Next(1, 6); k > 0; k--)
            {
                changed[random.Next(random.Next(2) == 0 ? 4 * PageSize : changed.Length)] = (byte)random.Next(256);
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            var (rows, fault) = Read(changed);
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 20 * whole.Length);
            Assert.Equal(rows.OrderBy(r => r[0]), rows);
            damaged += fault is null ? 0 : 1;
            read += rows.Count;
        }

        Assert.True(damaged is > 150 and < 1_450 && read > 10_000, $"{damaged} damaged, {read} rows");
    }

    private byte[] Tall(string more = "") => DatabaseBytes.Make(
        _folder, $"CREATE TABLE t(a); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12000) INSERT INTO t SELECT 'row ' || i FROM n; {more}");

    private byte[] Chained() => DatabaseBytes.Make(_folder, "CREATE TABLE other(b); CREATE TABLE t(a); INSERT INTO t VALUES (zeroblob(2596)), (zeroblob(2596));");

    /// <summary>A database whose table's statement says something else than when its rows were stored.</summary>
    private byte[] Renamed(string sql, string definition) => DatabaseBytes.Make(
        _folder, $"{sql} PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE {definition}';");

    private static void AssertDamaged(byte[] whole, Action<byte[], int> damage)
    {
        var (before, fault) = Read(whole);
        Assert.Null(fault);
        damage(whole, Root(whole, "t"));
        Damage(whole);
        Assert.True(Read(whole).Rows.Count < before.Count);
    }

    private static string Damage(byte[] bytes)
    {
        var finding = Read(bytes).Fault;
        Assert.Equal("GPKG_DAMAGED", finding?.Code);
        return finding!.MessageEn;
    }

    private static (List<object?[]> Rows, Finding? Fault) Read(byte[] bytes)
    {
        var rows = new List<object?[]>();
        try
        {
            var file = DatabaseBytes.Open(bytes);
            var entry = file.ReadSchema().GetValueOrDefault("t");
            if (entry is null || TableDefinitionParser.Parse(entry.Sql, file.Header.Encoding) is not { HasRowIds: true } definition)
            {
                return (rows, null);
            }

            var reader = new TableReader(file, entry, definition, file.At, TableReader.Longest);
            while (reader.Read())
            {
                rows.Add([reader.RowId, .. definition.Columns.Take(1).Where(c => !c.IsVirtual).Select(_ => reader[0].ToObject(file.Header.Encoding))]);
            }

            return (rows, null);
        }
        catch (RefusedException refused)
        {
            return (rows, refused.Finding);
        }
    }

    private static int Root(byte[] bytes, string table) => (int)DatabaseBytes.Open(bytes).ReadSchema()[table].Root;

    private static Span<byte> Page(byte[] bytes, int page) => bytes.AsSpan((page - 1) * PageSize, PageSize);

    private static int FirstCell(byte[] bytes, int page) => BinaryPrimitives.ReadUInt16BigEndian(Page(bytes, page)[8..]);

    private static Span<byte> ChildCell(byte[] bytes, int page, int index) => Page(bytes, page)[BinaryPrimitives.ReadUInt16BigEndian(Page(bytes, page)[(12 + (2 * index))..])..];

    private static int Child(byte[] bytes, int page, int index) => BinaryPrimitives.ReadInt32BigEndian(ChildCell(bytes, page, index));

    private static void SetChild(byte[] bytes, int page, int index, int child) => BinaryPrimitives.WriteInt32BigEndian(ChildCell(bytes, page, index), child);

    private static Span<byte> Leaf(byte[] bytes, int page)
    {
        while (Page(bytes, page)[0] == 5)
        {
            page = Child(bytes, page, 1);
        }

        return Page(bytes, page);
    }

    private static int Chain(byte[] bytes, int root) => ChainOf(Page(bytes, root)[FirstCell(bytes, root)..]);

    private static int ChainOf(ReadOnlySpan<byte> cell) => BinaryPrimitives.ReadInt32BigEndian(cell[ChainPlace(cell)..]);

    /// <summary>Where a cell, whose length takes two bytes and whose rowid one, says where the rest of its record is.</summary>
    private static int ChainPlace(ReadOnlySpan<byte> cell)
    {
        const int Least = ((PageSize - 12) * 32 / 255) - 23;
        var length = ((cell[0] & 0x7F) << 7) | cell[1];
        var filling = Least + ((length - Least) % (PageSize - 4));
        return 3 + (filling <= PageSize - 35 ? filling : Least);
    }
}
