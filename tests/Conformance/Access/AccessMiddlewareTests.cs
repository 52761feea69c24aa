using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NSubstitute;
using Platform.Domain.Access;
using Platform.Functions.Http;
using ContextItems = Platform.Embedded.Invocation.ContextItems;

namespace Platform.Tests.Conformance.Access;

/// <summary>The access policy is asked before a function runs, and its refusal is the whole answer.</summary>
public sealed class AccessMiddlewareTests
{
    private readonly AccessMiddleware middleware = new(new GivenTokens(), new FunctionCatalogue());
    private bool ran;

    [Fact]
    public async Task NoToken_Answers401_AndTheFunctionDoesNotRun()
    {
        var http = await CallAsync("ReceiveTask", token: null, unit: "130600");
        Assert.Equal("Bearer", http.Response.Headers.WWWAuthenticate.ToString());
        await AssertRefusedAsync(http, 401);
    }

    [Fact]
    public async Task BadToken_Answers401() => await AssertRefusedAsync(await CallAsync("ReceiveTask", "forged", "130600"), 401);

    [Theory]
    [InlineData("ReceiveTask", "clerk:130100")]
    [InlineData("ReceiveTask", "checker:130600")]
    [InlineData("CheckTask", "clerk:130600")]
    [InlineData("AcceptTask", "province-officer:*")]
    [InlineData("AcceptTask", "clerk:130600")]
    [InlineData("CreateCampaign", "province-reviewer:*")]
    [InlineData("CreateCampaign", "province-officer:130600")]
    [InlineData("ListSweeps", "auditor")]
    [InlineData("ListTasks", "department:fgw")]
    [InlineData("GetUpload", "public")]
    public async Task OtherRoleOrUnit_Answers403_AndTheFunctionDoesNotRun(string function, string grant) =>
        await AssertRefusedAsync(await CallAsync(function, grant, "130600"), 403);

    [Theory]
    [InlineData("ReceiveTask", "clerk:130600")]
    [InlineData("CheckTask", "checker:130600")]
    [InlineData("AcceptTask", "province-reviewer:*")]
    [InlineData("CreateCampaign", "province-officer:*")]
    [InlineData("GetTask", "auditor")]
    public async Task TheRightRole_Runs_AndTheFunctionSeesWhoCalls(string function, string grant)
    {
        var http = await CallAsync(function, grant, "130600");
        Assert.True(ran);
        Assert.Equal(grant, Assert.Single(http.Request.Principal().Roles).ToString());
    }

    [Theory]
    [InlineData("SignIn")]
    [InlineData("Health")]
    public async Task OpenFunctions_RunWithoutAToken(string function)
    {
        await CallAsync(function, token: null, unit: null);
        Assert.True(ran);
    }

    [Fact]
    public async Task AFunctionThatDeclaresNothing_IsNeverRun()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => CallAsync("NotInTheCatalogue", "province-officer:*", "130600"));
        Assert.False(ran);
    }

    [Fact]
    public async Task WithoutHttp_NothingIsAsked()
    {
        await middleware.Invoke(Call("Sweep", null), Next);
        Assert.True(ran);
    }

    private async Task<HttpContext> CallAsync(string function, string? token, string? unit)
    {
        var http = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        if (token is not null)
            http.Request.Headers.Authorization = $"Bearer {token}";
        if (unit is not null)
            http.Request.RouteValues["unit"] = unit;
        await middleware.Invoke(Call(function, http), Next);
        return http;
    }

    private static FunctionContext Call(string function, HttpContext? http)
    {
        var definition = Substitute.For<FunctionDefinition>();
        definition.Name.Returns(function);
        var context = Substitute.For<FunctionContext>();
        context.FunctionDefinition.Returns(definition);
        context.Items.Returns(http is null ? [] : new Dictionary<object, object> { [ContextItems.HttpContext] = http });
        return context;
    }

    private Task Next(FunctionContext context)
    {
        ran = true;
        return Task.CompletedTask;
    }

    private async Task AssertRefusedAsync(HttpContext http, int status)
    {
        Assert.False(ran);
        Assert.Equal(status, http.Response.StatusCode);
        Assert.StartsWith("application/problem+json", http.Response.ContentType, StringComparison.Ordinal);
        http.Response.Body.Position = 0;
        using var problem = await JsonDocument.ParseAsync(http.Response.Body);
        Assert.Equal(status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.All(new[] { "type", "title", "detail", "code", "messageZh" }, member => Assert.NotEmpty(problem.RootElement.GetProperty(member).GetString()!));
    }

    // A token is the text of a role; anything else does not verify.
    private sealed class GivenTokens : ITokenValidator
    {
        public Task<TokenResult> ValidateAsync(string? token, CancellationToken cancellation = default) => Task.FromResult(
            token is null ? TokenResult.Of(TokenFailure.Missing)
            : RoleGrant.TryParse(token, out var grant) ? TokenResult.Of(new Principal("s-1", "somebody", [grant!]))
            : TokenResult.Of(TokenFailure.BadSignature));
    }
}
