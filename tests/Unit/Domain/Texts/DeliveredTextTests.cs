using Platform.Domain.Texts;
using Platform.Formats.Tables;

namespace Platform.Tests.Unit.Domain.Texts;

public sealed class DeliveredTextTests
{
    [Theory]
    [InlineData("2016-03-01")]
    [InlineData("2016/3/1")]
    [InlineData("2016.3.1")]
    [InlineData("2016年3月1日")]
    [InlineData("2016年03月01")]
    [InlineData("２０１６年３月１日")]
    [InlineData("　2016-3-1 ")]
    [InlineData("20160301")]
    [InlineData("42430")]
    [InlineData("42430.75")]
    [InlineData("2016-03-01T08:30:00")]
    [InlineData("2016/3/1 0:00:00")]
    public void TryDate_EverySpelling_IsTheSameDay(string text)
    {
        Assert.True(DeliveredText.TryDate(text, out var date));
        Assert.Equal(new DateOnly(2016, 3, 1), date);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2016-02-30")]
    [InlineData("2016-13-01")]
    [InlineData("3/1/2016")]
    [InlineData("20161301")]
    [InlineData("2016")]
    [InlineData("18263")]
    [InlineData("73051")]
    [InlineData("1899-01-01")]
    [InlineData("去年")]
    [InlineData("2016-03-01-2016-03-01-2016-03-01-2016-03-01")]
    public void TryDate_NoDate_IsFalse(string text) => Assert.False(DeliveredText.TryDate(text, out _));

    [Fact]
    public void TryDate_DateCell_IsItsDay()
    {
        Assert.True(DeliveredText.TryDate(Cell.OfDate(new DateTime(2016, 3, 1, 23, 0, 0)), out var date));
        Assert.Equal(new DateOnly(2016, 3, 1), date);
    }

    [Fact]
    public void TryDate_LastSerials_AreTheLastDays()
    {
        Assert.True(DeliveredText.TryDate("73050", out var last));
        Assert.True(DeliveredText.TryDate("18264", out var first));
        Assert.Equal((new DateOnly(1950, 1, 1), new DateOnly(2099, 12, 31)), (first, last));
    }

    [Fact]
    public void Narrow_FullWidth_BecomesHalfWidth_AndBlanksCollapse() =>
        Assert.Equal("A-12 (3)", DeliveredText.Narrow("\u200B　Ａ－１２\u00A0 （３）\u3000"));

    [Fact]
    public void Trim_LeavesInnerFullWidthAsTyped() => Assert.Equal("一期（甲）", DeliveredText.Trim("\uFEFF 一期（甲）　"));

    [Fact]
    public void Split_AllSeparators() => Assert.Equal(["a", "b", "c", "d"], DeliveredText.Split("a；b;c、 \n d "));

    [Fact]
    public void HasControlCharacters_LineEndsAreFine()
    {
        Assert.False(DeliveredText.HasControlCharacters("a\r\n\tb"));
        Assert.True(DeliveredText.HasControlCharacters("a\u0007b"));
    }
}
