using Platform.Formats.Spreadsheets;
using Platform.Formats.Tables;

namespace Platform.Tests.Unit.Formats.Spreadsheets;

public sealed class RowHeightsTests
{
    private static readonly CellStyle Wrapped = new() { Wrap = true, FontSize = 10 };

    [Theory]
    [InlineData("abc", 1)]
    [InlineData("abcdefghij", 1)]
    [InlineData("abcdefghijk", 2)]
    [InlineData("一二三四五", 1)]
    [InlineData("一二三四五六", 2)]
    [InlineData("a\nb\nc", 3)]
    public void Of_WrappedText_HasRoomForItsLines(string text, int lines) =>
        Assert.Equal((lines * 14d) + 2d, Of([new CellToWrite("x", Wrapped), new CellToWrite(text, Wrapped)]));

    [Fact]
    public void Of_MergedRange_CountsItsWholeWidth() =>
        Assert.Equal(16d, Of([new CellToWrite("一二三四五六七八九十", Wrapped)], new CellRange(1, 0, 1, 1)));

    [Fact]
    public void Of_NoWrappedText_IsLeftToTheProgram() => Assert.Null(Of([new CellToWrite("一二三四五六七八九十"), new CellToWrite(5m, Wrapped)]));

    [Fact]
    public void Of_VeryLongText_EndsAtTheTallestRow() => Assert.Equal(409d, Of([new CellToWrite(new string('长', 2000), Wrapped)]));

    private static double? Of(CellToWrite[] cells, params CellRange[] merged) =>
        new RowHeights(new SheetToWrite("s", []) { Columns = [new ColumnToWrite(11), new ColumnToWrite(11)], MergedRanges = merged }).Of(new RowToWrite(cells), 1);
}
