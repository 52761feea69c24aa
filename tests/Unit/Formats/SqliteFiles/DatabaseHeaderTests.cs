using Platform.Findings;

namespace Platform.Tests.Unit.Formats.SqliteFiles;

public sealed class DatabaseHeaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("GPKG_HEADER", 0, 0x00)]
    [InlineData("GPKG_HEADER", 16, 0x00)]
    [InlineData("GPKG_HEADER", 16, 0x03)]
    [InlineData("GPKG_HEADER", 17, 0x01)]
    [InlineData("GPKG_HEADER", 19, 0x03)]
    [InlineData("GPKG_HEADER", 20, 0x21)]
    [InlineData("GPKG_HEADER", 21, 0x41)]
    [InlineData("GPKG_HEADER", 23, 0x21)]
    [InlineData("GPKG_HEADER", 47, 0x05)]
    [InlineData("GPKG_HEADER", 59, 0x04)]
    [InlineData("GPKG_TRUNCATED", 31, 0x09)]
    [InlineData("GPKG_TRUNCATED", 16, 0x10)]
    public void Open_HeaderThatSaysSomethingElse_IsRefused(string code, int offset, byte value)
    {
        var bytes = Made();
        Assert.NotEqual(value, bytes[offset]);
        bytes[offset] = value;

        Assert.Equal(code, Assert.Throws<RefusedException>(() => DatabaseBytes.Open(bytes)).Finding.Code);
    }

    [Theory]
    [InlineData(1, 9)]
    [InlineData(0, 0)]
    public void Open_PageCountOfAnOlderProgram_IsTakenFromTheLength(byte changes, byte stated)
    {
        // Whoever changed the file last did not know the field, or left it empty.
        var bytes = Made();
        bytes[27] += changes;
        bytes[31] = stated;

        Assert.Equal(2, DatabaseBytes.Open(bytes).Header.PageCount);
    }

    [Fact]
    public void Read_PageBehindTheStatedCount_IsDamage()
    {
        var bytes = Made();
        bytes[31] = 1;

        Assert.Equal("GPKG_DAMAGED", Assert.Throws<RefusedException>(() => DatabaseBytes.Rows(bytes, "t")).Finding.Code);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(99)]
    [InlineData(100)]
    [InlineData(1023)]
    public void Open_CutFile_IsRefused(int length) => Assert.Throws<RefusedException>(() => DatabaseBytes.Open(Made()[..length]));

    private byte[] Made() => DatabaseBytes.Make(_folder, "CREATE TABLE t(a); INSERT INTO t VALUES (1);");
}
