using System.Globalization;
using System.Text;
using Platform.Formats.Features;

namespace Platform.Tests.Unit.Formats.Features;

public sealed class TextCacheTests
{
    [Fact]
    public void Get_ColumnThatRepeatsItself_GivesTheSameStrings()
    {
        var cache = new TextCache(Encoding.UTF8);
        var first = Enumerable.Range(0, 5).Select(i => cache.Get(Encoding.UTF8.GetBytes($"图斑{i}"))).ToList();

        Assert.All(Enumerable.Range(0, 5_000), i => Assert.Same(first[i % 5], cache.Get(Encoding.UTF8.GetBytes($"图斑{i % 5}"))));
        Assert.Equal(["图斑0", "图斑1", "图斑2", "图斑3", "图斑4"], first);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    [InlineData(100)]
    public void Get_EverNewTexts_GivesEachOfThemAndStopsLookingForShortOnes(int length)
    {
        var cache = new TextCache(Encoding.Unicode);
        string Text(int i) => i.ToString(CultureInfo.InvariantCulture) + new string('x', length);
        foreach (var i in Enumerable.Range(0, 5_000))
        {
            Assert.Equal(Text(i), cache.Get(Encoding.Unicode.GetBytes(Text(i))));
        }

        Assert.Equal(length > 0, ReferenceEquals(cache.Get("ab"u8), cache.Get("ab"u8)));
    }
}
