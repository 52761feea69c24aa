using Platform.Storage.Identity;

namespace Platform.Tests.Unit.Storage.Identity;

public sealed class OidcSettingsTests : IDisposable
{
    private const string Good =
        """[{ "name": "entra", "issuer": "https://i", "audience": "api://p", "metadataAddress": "https://i/m", "subjectClaim": "oid", "roles": [{ "claim": "groups", "value": "bureau-*", "grant": "clerk:{rest}" }] }]""";

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void Read_TakesTextAFileOrNothing()
    {
        Assert.Empty(OidcSettings.Read(null));
        File.WriteAllText(directory.File("issuers.json"), Good);
        foreach (var setting in new[] { Good, directory.File("issuers.json") })
        {
            var issuer = Assert.Single(OidcSettings.Read(setting));
            Assert.Equal(("entra", "oid", "clerk:130600"), (issuer.Name, issuer.SubjectClaim, issuer.Roles[0].Apply("groups", "bureau-130600")!.ToString()));
        }
    }

    [Theory]
    [InlineData("https://i/m", "http://i/m", "not https")]
    [InlineData("clerk:{rest}", "clerck:{rest}", "gives no role")]
    [InlineData("clerk:{rest}", "auditor:{rest}", "gives no role")]
    [InlineData("\"audience\": \"api://p\", ", "", "audience")]
    [InlineData("api://p", "", "no audience")]
    [InlineData("\"subjectClaim\"", "\"subjectKlaim\"", "subjectKlaim")]
    public void Read_SaysWhatIsWrong(string part, string wrong, string expected) => Assert.Contains(
        expected, Assert.Throws<FormatException>(() => OidcSettings.Read(Good.Replace(part, wrong, StringComparison.Ordinal))).Message, StringComparison.OrdinalIgnoreCase);
}
