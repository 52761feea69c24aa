using System.Text;
using Platform.Formats.Tables;

namespace Platform.Tests.Unit.Formats.Tables;

public sealed class CsvWriterTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+86", "'+86")]
    [InlineData("-5", "'-5")]
    [InlineData("@cmd", "'@cmd")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("a=b", "a=b")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("", "")]
    [InlineData("图斑", "图斑")]
    public void WriteRow_Text_IsQuotedAndNeverAFormula(string text, string expected) => Assert.Equal(expected + "\r\n", Write([text]));

    [Fact]
    public void WriteRow_Numbers_StayNumbers() => Assert.Equal(
        "-5,-0.10,1E+300,true,2017-01-05,2017-01-05T08:00:00Z,\r\n",
        Write([-5, -0.10m, 1e300, true, new DateOnly(2017, 1, 5), new DateTime(2017, 1, 5, 8, 0, 0, DateTimeKind.Utc), null]));

    [Fact]
    public void Constructor_ByteOrderMark_IsWrittenWhenAskedFor()
    {
        Assert.StartsWith("\uFEFFa;b", Write(["a", "b"], new CsvOptions(ByteOrderMark: true, Delimiter: ';')), StringComparison.Ordinal);
    }

    [Fact]
    public void WriteRow_UnknownType_Throws() => Assert.Throws<ArgumentException>(() => Write([new object()]));

    private static string Write(object?[] row, CsvOptions? options = null)
    {
        using var stream = new MemoryStream();
        using (var writer = new CsvWriter(stream, options ?? new CsvOptions(ByteOrderMark: false)))
        {
            writer.WriteRow(row);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
