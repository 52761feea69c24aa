using Platform.Storage.Webhooks;

namespace Platform.Tests.Unit.Storage.Webhooks;

public sealed class DepartmentTests
{
    private const string Secret = "a-secret-of-more-than-32-characters!";

    [Fact]
    public void Read_TakesTextOrNothing()
    {
        Assert.Empty(Department.Read(null));
        Assert.Empty(Department.Read(" "));
        var one = Assert.Single(Department.Read($$"""[{ "code": "fgw", "secret": "{{Secret}}", "topics": ["plans"], "url": "https://fgw.example/m" }]"""));
        Assert.Equal(("fgw", "https://fgw.example/m"), (one.Code, one.Url!.ToString()));
    }

    [Theory]
    [InlineData("""[{ "code": "fgw", "secret": "short", "topics": [] }]""", "fewer than 32")]
    [InlineData("""[{ "code": "workflows", "secret": "S", "topics": [] }]""", "cannot be a department's code")]
    [InlineData("""[{ "code": "fgw", "secret": "S", "topics": ["incoming"] }]""", "subscribes to 'incoming'")]
    [InlineData("""[{ "code": "fgw", "secret": "S", "topics": [], "url": "http://fgw.example/m" }]""", "not https")]
    [InlineData("""[{ "code": "fgw", "secret": "S", "topics": [], "key": 1 }]""", "key")]
    [InlineData("""[{ "code": "fgw", "topics": [] }]""", "secret")]
    [InlineData("""[{ "code": "fgw", "secret": "S", "topics": [] }, { "code": "fgw", "secret": "S", "topics": [] }]""", "twice")]
    [InlineData("[", "PLATFORM_DEPARTMENTS")]
    public void Read_SaysWhatIsWrong(string text, string expected) => Assert.Contains(
        expected, Assert.Throws<FormatException>(() => Department.Read(text.Replace("\"S\"", $"\"{Secret}\"", StringComparison.Ordinal))).Message, StringComparison.Ordinal);
}
