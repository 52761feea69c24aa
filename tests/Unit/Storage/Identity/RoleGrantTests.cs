using System.Text.Json;
using Platform.Domain.Access;
using Platform.Domain.Json;

namespace Platform.Tests.Unit.Storage.Identity;

public sealed class RoleGrantTests
{
    [Theory]
    [InlineData("clerk:130600", Role.Clerk, "130600")]
    [InlineData("checker:*", Role.Checker, "*")]
    [InlineData("province-officer", Role.ProvinceOfficer, "*")]
    [InlineData("province-reviewer:130600", Role.ProvinceReviewer, "130600")]
    [InlineData("department:fgw", Role.Department, "fgw")]
    [InlineData("auditor", Role.Auditor, "")]
    [InlineData("public", Role.Public, "")]
    public void Text_IsReadAndWrittenBack(string text, Role role, string scope)
    {
        Assert.True(RoleGrant.TryParse(text, out var grant));
        Assert.Equal((role, scope), (grant!.Role, grant.Scope));
        Assert.Equal(grant, JsonSerializer.Deserialize<RoleGrant>(JsonSerializer.Serialize(grant, PlatformJson.Options), PlatformJson.Options));
    }

    [Theory]
    [InlineData("clerk")]
    [InlineData("clerk:")]
    [InlineData("Clerk:130600")]
    [InlineData("auditor:130600")]
    [InlineData("department:*")]
    [InlineData("department")]
    [InlineData("root")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("clerk:a/b")]
    public void Text_OfNoRole_IsRefused(string? text) => Assert.False(RoleGrant.TryParse(text, out _));

    [Fact]
    public void Has_LooksAtScope()
    {
        var principal = new Principal("s", "S", [RoleGrant.Of(Role.Clerk, "130600"), RoleGrant.Of(Role.ProvinceOfficer)]);

        Assert.True(principal.Has(Role.Clerk, "130600"));
        Assert.False(principal.Has(Role.Clerk, "130601"));
        Assert.True(principal.Has(Role.ProvinceOfficer, "130601"));
        Assert.False(principal.Has(Role.Checker));
        Assert.True(Principal.Anonymous.Has(Role.Public));
    }
}
