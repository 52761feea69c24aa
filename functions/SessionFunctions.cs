using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Platform.Domain;
using Platform.Domain.Access;
using Platform.Findings;
using Platform.Functions.Http;

namespace Platform.Functions;

/// <summary>Name and password.</summary>
public sealed record SignIn(string Username, string Password);

/// <summary>An issued token and whose it is.</summary>
public sealed record Session(string AccessToken, string TokenType, int ExpiresIn, string Subject, string Name, IReadOnlyList<GrantView> Roles);

/// <summary>A role with its scope, as clients see it.</summary>
public sealed record GrantView(string Role, string? Scope);

/// <summary>Who is signed in.</summary>
public sealed record Identity(string Subject, string Name, IReadOnlyList<GrantView> Roles);

/// <summary>Signing in with the built-in accounts, and who one is.</summary>
public sealed class SessionFunctions(IServiceProvider services, TimeProvider time)
{
    [Function("SignIn")]
    [Requires(Operation.Anonymous)]
    [Describes("session", "登录，取得令牌", "Signs in and returns a bearer token", Body = typeof(SignIn), Answer = typeof(Session))]
    public async Task<IActionResult> SignInAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/token")] HttpRequest request)
    {
        if (services.GetService(typeof(IAccountStore)) is not IAccountStore accounts || services.GetService(typeof(ITokenIssuer)) is not ITokenIssuer issuer)
            return Answers.Refuse(new Refusal(RefusalKind.NotFound, HttpFindings.ExternalIssuer.At(Location.Whole)));
        var body = await Answers.BodyAsync<SignIn>(request).ConfigureAwait(false);
        if (!body.Succeeded)
            return Answers.Refuse(body.Refusal);
        var who = await accounts.SignInAsync(body.Value.Username, body.Value.Password, request.HttpContext.RequestAborted).ConfigureAwait(false);
        if (who is null)
            return new ProblemResult(Problem.Of(401, "Not signed in", HttpFindings.SignInFailed.At(Location.Whole)));
        var token = issuer.Issue(who);
        var seconds = (int)(token.Expires - time.GetUtcNow()).TotalSeconds;
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return Answers.Json(new Session(token.Token, "Bearer", seconds, who.Subject, who.DisplayName, Views(who)));
    }

    [Function("WhoAmI")]
    [Requires(Operation.ReadReference)]
    [Describes("session", "当前身份", "Who is signed in", Answer = typeof(Identity))]
    public IActionResult WhoAmI([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/me")] HttpRequest request)
    {
        var who = request.Principal();
        return Answers.Json(new Identity(who.Subject, who.DisplayName, Views(who)));
    }

    private static GrantView[] Views(Principal who) =>
        [.. who.Roles.Select(grant => new GrantView(grant.ToString().Split(':')[0], grant.Scope.Length == 0 ? null : grant.Scope))];
}
