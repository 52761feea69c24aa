using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Platform.Domain.Access;
using Platform.Findings;

namespace Platform.Functions.Http;

/// <summary>
/// Says who calls and asks the access policy before any HTTP function runs. Fails closed: a function that declares nothing is never run.
/// </summary>
public sealed class AccessMiddleware(ITokenValidator tokens, FunctionCatalogue functions) : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);

        // Orchestrators have to stay on the thread that the durable engine gives them: nothing is awaited around them.
        return context.GetHttpContext() is { } http ? InvokeAsync(context, http, next) : next(context);
    }

    private async Task InvokeAsync(FunctionContext context, HttpContext http, FunctionExecutionDelegate next)
    {
        if (await RefusalAsync(context.FunctionDefinition.Name, http).ConfigureAwait(false) is { } problem)
        {
            await problem.WriteAsync(http.Response, http.RequestAborted).ConfigureAwait(false);
            return;
        }

        await next(context).ConfigureAwait(false);
    }

    private async Task<Problem?> RefusalAsync(string function, HttpContext http)
    {
        var requires = functions.Find(function)?.Requires
            ?? throw new InvalidOperationException($"The HTTP function {function} does not say what it requires.");
        var identity = await IdentifyAsync(http).ConfigureAwait(false);
        var who = identity.Principal ?? Principal.Anonymous;
        http.SetPrincipal(who);
        var (unit, district) = ((http.Request.RouteValues["unit"] ?? http.Request.RouteValues["department"]) as string, http.Request.RouteValues["district"] as string);
        if (AccessPolicy.Allows(who, requires.Operation, new AccessTarget(unit, District: district)) || DataDecides(requires.Operation, who))
            return null;
        if (identity.Principal is not null)
            return Problem.Of(403, "Not allowed", HttpFindings.NotAllowed.At(Location.Whole, requires.Operation));
        http.Response.Headers.WWWAuthenticate = "Bearer";
        return Problem.Of(401, "Not signed in", HttpFindings.NotSignedIn.At(Location.Whole, identity.Failure ?? TokenFailure.Missing));
    }

    // Whose upload it is stands in the ticket, which district has a patch in its task: only the function can read them, and it asks the policy again.
    private static bool DataDecides(Operation operation, Principal who) => operation switch
    {
        Operation.ReadUpload => AccessPolicy.Allows(who, Operation.ReadReference),
        Operation.ReadPatch => AccessPolicy.Allows(who, Operation.ReadCampaign),
        _ => false,
    };

    private Task<TokenResult> IdentifyAsync(HttpContext http)
    {
        const string Scheme = "Bearer ";
        var header = http.Request.Headers.Authorization.ToString();
        var token = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;
        return tokens.ValidateAsync(token, http.RequestAborted);
    }
}

/// <summary>The principal of a request.</summary>
public static class RequestPrincipal
{
    private const string Key = "platform.principal";

    /// <summary>Who calls, as <see cref="AccessMiddleware"/> found out.</summary>
    public static Principal Principal(this HttpRequest request) =>
        request.HttpContext.Items[Key] as Principal ?? throw new InvalidOperationException("The access policy was not asked.");

    internal static void SetPrincipal(this HttpContext http, Principal principal) => http.Items[Key] = principal;
}
