using System.Text;
using Platform.Formats.Dbase;

namespace Platform.Tests.Unit.Formats.Dbase;

public sealed class ColumnNamesTests
{
    [Theory]
    [InlineData("a,b", "a,b")]
    [InlineData("abcdefghij,abcdefghijk", "abcdefghij,abcdefgh_2")]
    [InlineData("abcdefghijk,abcdefghij", "abcdefgh_2,abcdefghij")]
    [InlineData("ABC,abc,Abc", "ABC,abc_2,Abc_3")]
    [InlineData("图斑编号,图斑编码,图斑", "图斑编,图斑_2,图斑")]
    [InlineData("𠀀𠀀𠀀", "𠀀𠀀")]
    [InlineData(", ,field", "field_2,field_3,field")]
    [InlineData(" a ,b\tc", "a,b_c")]
    [InlineData("abcdefghi jk", "abcdefghi")]
    public void For_Names_AreCutAtCharactersAndDifferent(string wishes, string expected) =>
        Assert.Equal(expected, string.Join(',', ColumnNames.For(wishes.Split(','))));

    [Fact]
    public void For_ManyOfTheSame_AreAllDifferentAndFit()
    {
        var names = ColumnNames.For(Enumerable.Repeat("规划用地性质", 255));

        Assert.Equal(255, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, name => Assert.InRange(Encoding.UTF8.GetByteCount(name), 1, 10));
        Assert.Equal(["规划用", "规划_2", "规划_9", "规划_10", "规划_100"], [names[0], names[1], names[8], names[9], names[99]]);
    }
}
