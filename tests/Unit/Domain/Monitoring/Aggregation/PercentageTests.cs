using System.Globalization;
using CsCheck;
using Platform.Domain.Monitoring.Aggregation;

namespace Platform.Tests.Unit.Domain.Monitoring.Aggregation;

public sealed class PercentageTests
{
    [Theory]
    [InlineData("0", "7", "0.0")]
    [InlineData("7", "7", "100.0")]
    [InlineData("1", "3", "33.3")]
    [InlineData("2", "3", "66.7")]
    [InlineData("1", "2000", "0.1")] // 0.05 exactly: half goes away from zero
    [InlineData("3", "2000", "0.2")] // 0.15
    [InlineData("5", "2000", "0.3")] // 0.25: not to even
    [InlineData("0.4999999999999999999999999", "1000", "0.0")]
    [InlineData("1999", "2000", "100.0")] // 99.95
    public void Of_PartOfWhole_RoundsHalfAwayFromZero(string part, string whole, string expected) =>
        Assert.Equal(expected, $"{Percentage.Of(Parse(part), Parse(whole))}");

    [Fact]
    public void Of_NothingOfNothing_IsNull() => Assert.Null(Percentage.Of(0m, 0m));

    [Fact]
    public void Of_NegativePart_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => Percentage.Of(-1m, 2m));

    [Fact]
    public void Of_AnyIntegers_EqualsIntegerArithmetic() =>
        Gen.Select(Gen.Long[0, 1_000_000_000], Gen.Long[1, 1_000_000_000]).Sample((part, whole) =>
        {
            var tenths = ((2000 * (Int128)part) + whole) / (2 * (Int128)whole);
            Assert.Equal((decimal)tenths / 10m, Percentage.Of(part, whole));
        });

    private static decimal Parse(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
