using Platform.Spatial.Crs;

namespace Platform.Tests.Unit.Spatial.Crs;

public sealed class WktNodeTests
{
    [Theory]
    [InlineData("A[\"x\",1,B[\"y\",2.5,-3e2]]")]
    [InlineData("a ( \"x\" , 1 , b ( \"y\" , 2.5 , -3e2 ) ) ")]
    [InlineData("\uFEFFA[\"x\",1,\n\tB[\"y\",+2.5,-3e2]]")]
    [InlineData("A[x,1,B[y,2.5,-300]]")]
    public void TryParse_AnyDialect_IsTheSame(string text)
    {
        var root = Parse(text);
        Assert.Equal(("A", "x", "1", null, 1.0), (root.Keyword, root.Name, root.Literal(0), root.Literal(1), root.Number(0)));
        var child = Assert.Single(root.Children);
        Assert.Equal(("B", "y", 2.5, -300.0, null), (child.Keyword, child.Name, child.Number(0), child.Number(1), child.Number(2)));
    }

    [Fact]
    public void TryParse_QuotedText_MayHoldBracketsAndQuotes()
    {
        var root = Parse("A[\"say \"\"no\"\", or [1,2]\",\"\",\"b\"]");
        Assert.Equal(("say \"no\", or [1,2]", "", "b"), (root.Name, root.Literal(0), root.Literal(1)));
        Assert.Equal("", Parse("A").Name);
        Assert.Null(Parse("A[x,1e999,text]").Number(0));
        Assert.Null(Parse("A[x,1e999,text]").Number(1));
    }

    [Fact]
    public void Find_GoesDownFirst_AndChildLooksOneStepDown()
    {
        var root = Parse("A[x,B[one,C[deep]],C[flat],D[last]]");
        Assert.Equal("deep", root.Find("C", "D")!.Name);
        Assert.Equal("flat", root.Child("D", "C")!.Name);
        Assert.Same(root, root.Find("A"));
        Assert.Null(root.Find("E"));
        Assert.Null(root.Child("A"));
    }

    [Theory]
    [InlineData("A[x", "a bracket is not closed at character 3")]
    [InlineData("A[\"x]", "a quotation mark is not closed")]
    [InlineData("A[\"x\"\"", "a quotation mark is not closed")]
    [InlineData("[x]", "a keyword is missing at character 0")]
    [InlineData("A[x,[y]]", "a keyword is missing at character 4")]
    [InlineData("A[x y]", "a bracket is not closed at character 4")]
    public void TryParse_WhatIsBroken_SaysWhere(string text, string expected)
    {
        Assert.False(WktNode.TryParse(text, out _, out var error));
        Assert.Equal(expected, error);
    }

    [Fact]
    public void TryParse_UpToItsBounds_IsRead()
    {
        Assert.True(WktNode.TryParse(Nested(32), out _, out _));
        Assert.False(WktNode.TryParse(Nested(33), out _, out var deep));
        Assert.Equal("nested deeper than 32", deep);
        Assert.True(WktNode.TryParse("A[" + new string('x', 19_997) + "]", out _, out _));
        Assert.False(WktNode.TryParse("A[" + new string('x', 19_998) + "]", out _, out var @long));
        Assert.Equal("longer than 20000 characters", @long);

        static string Nested(int depth) => string.Concat(Enumerable.Repeat("A[x,", depth)) + "A[x]" + new string(']', depth);
    }

    private static WktNode Parse(string text)
    {
        Assert.True(WktNode.TryParse(text, out var root, out var error), error);
        return root;
    }
}
