using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace Platform.Embedded.Http;

/// <summary>
/// Drops the functions that do not answer a request's method, so that a less specific route can: the genuine host answers 404, not 405,
/// where no function is left.
/// </summary>
internal sealed class MethodPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => -1000;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) =>
        endpoints.Any(endpoint => endpoint.Metadata.GetMetadata<AnsweredMethods>() is not null);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        for (var i = 0; i < candidates.Count; i++)
        {
            var answered = candidates[i].Endpoint.Metadata.GetMetadata<AnsweredMethods>();
            if (answered is { Methods.Count: > 0 } && !answered.Methods.Contains(httpContext.Request.Method, StringComparer.OrdinalIgnoreCase))
                candidates.SetValidity(i, false);
        }

        return Task.CompletedTask;
    }
}

/// <summary>Methods of an endpoint; empty means all.</summary>
internal sealed record AnsweredMethods(IReadOnlyList<string> Methods);
