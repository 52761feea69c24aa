using Platform.Embedded.Binding;

namespace Platform.Tests.Unit.Embedded;

public sealed class PathTemplateTests
{
    [Theory]
    [InlineData("in/{unit}/{name}", "in/130100/a.zip", "unit=130100;name=a.zip")]
    [InlineData("in/{unit}/{name}", "in/130100/a/b/清单.zip", "unit=130100;name=a/b/清单.zip")]
    [InlineData("{kind}/{unit}/{ticket}/{name}", "patches/130100/t1/x y.zip", "kind=patches;unit=130100;ticket=t1;name=x y.zip")]
    [InlineData("{name}.{extension}", "a.b.zip", "name=a;extension=b.zip")]
    [InlineData("done/report.json", "done/report.json", "")]
    [InlineData("a+b/{name}", "a+b/x", "name=x")]
    [InlineData("{name}", "x\ny", "name=x\ny")]
    public void Match_GivesTheNamesTheirValues(string pattern, string path, string expected)
    {
        Assert.True(PathTemplate.TryParse(pattern, out var template, out _));
        Assert.True(template.TryMatch(path, out var values));
        Assert.Equal(expected, string.Join(';', template.Names.Select(name => $"{name}={values[name]}")));
    }

    [Theory]
    [InlineData("in/{unit}/{name}", "in/130100/")]
    [InlineData("in/{unit}/{name}", "in//x")]
    [InlineData("in/{unit}/{name}", "out/1/x")]
    [InlineData("a+b/{name}", "aab/x")]
    [InlineData("done/report.json", "done/reportxjson")]
    [InlineData("in/{name}", "In/x")]
    public void OtherPath_DoesNotMatch(string pattern, string path)
    {
        Assert.True(PathTemplate.TryParse(pattern, out var template, out _));
        Assert.False(template.TryMatch(path, out _));
    }

    [Theory]
    [InlineData("in/{unit", "brace")]
    [InlineData("in/unit}", "brace")]
    [InlineData("in/{}", "brace")]
    [InlineData("in/{1a}", "brace")]
    [InlineData("in/{a}/{A}", "twice")]
    [InlineData("in/{a}{b}", "nothing between")]
    public void BadPattern_IsExplained(string pattern, string expected)
    {
        Assert.False(PathTemplate.TryParse(pattern, out _, out var problem));
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Prefix_IsTheLiteralBeginning()
    {
        Assert.True(PathTemplate.TryParse("in/x-{unit}/{name}", out var template, out _));
        Assert.Equal("in/x-", template.Prefix);
        Assert.Equal("in/x-[unit]/[name]", template.Fill(name => $"[{name}]"));
    }
}
