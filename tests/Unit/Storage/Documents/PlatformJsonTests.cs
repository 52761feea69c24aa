using System.Globalization;
using System.Text.Json;
using Platform.Domain.Documents;
using Platform.Domain.Json;

namespace Platform.Tests.Unit.Storage.Documents;

public sealed class PlatformJsonTests
{
    private sealed record Row(DocumentOperationKind Kind, decimal Area, DateTimeOffset At, DateOnly Day, string? Note, long Count);

    [Fact]
    public void Record_IsWrittenInOneWayOnly()
    {
        var row = new Row(DocumentOperationKind.Create, 1.50m, new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.FromHours(8)), new DateOnly(2026, 3, 1), "图斑 <1>", 3);

        var json = JsonSerializer.Serialize(row, PlatformJson.Options);

        Assert.Equal("""{"kind":"create","area":1.5,"at":"2026-03-01T00:00:00.0000000Z","day":"2026-03-01","note":"图斑 <1>","count":3}""", json);
        Assert.Equal(row with { At = row.At.ToUniversalTime() }, JsonSerializer.Deserialize<Row>(json, PlatformJson.Documents));
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0.00", "0")]
    [InlineData("100.00", "100")]
    [InlineData("100", "100")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("7.9228162514264337593543950335", "7.9228162514264337593543950335")]
    [InlineData("0.0000000000000000000000000010", "0.000000000000000000000000001")]
    public void Decimal_IsWrittenByValueNotScale(string value, string expected)
    {
        var written = JsonSerializer.Serialize(decimal.Parse(value, CultureInfo.InvariantCulture), PlatformJson.Options);

        Assert.Equal(expected, written);
    }

    [Fact]
    public void Numbers_ThatADoubleLoses_AreTextInDocumentsAndReadByBoth()
    {
        var json = JsonSerializer.Serialize(new { a = 0.1234567890123456789m, b = 9_007_199_254_740_993L, c = 9_007_199_254_740_992L }, PlatformJson.Documents);

        Assert.Equal("""{"a":"0.1234567890123456789","b":"9007199254740993","c":9007199254740992}""", json);
        Assert.Equal(9_007_199_254_740_993L, JsonSerializer.Deserialize<long>("\"9007199254740993\"", PlatformJson.Options));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<decimal>("\"1,5\"", PlatformJson.Options));
    }

    [Theory]
    [InlineData("1.5", true)]
    [InlineData("1e3", true)]
    [InlineData("-0.0", true)]
    [InlineData("123456789012345", true)]
    [InlineData("0.30000000000000004", true)]
    [InlineData("9007199254740993", false)]
    [InlineData("0.1234567890123456789", false)]
    [InlineData("1e400", false)]
    [InlineData("1e-400", false)]
    [InlineData("1.7976931348623157E+308", true)]
    public void SurvivesDouble_TellsWhatAStoreOfDoublesKeeps(string number, bool survives) =>
        Assert.Equal(survives, JsonNumber.SurvivesDouble(System.Text.Encoding.ASCII.GetBytes(number)));

    [Fact]
    public void Instants_AsText_AreOrderedInTime()
    {
        var start = new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
        var instants = new[] { start, start.AddTicks(1), start.AddMilliseconds(10), start.AddSeconds(1), start.AddDays(40) };

        var texts = instants.Select(i => (string)FieldValue.Of(i.ToOffset(TimeSpan.FromHours(8))).Value).ToArray();

        Assert.Equal(texts.Order(StringComparer.Ordinal), texts);
    }
}
