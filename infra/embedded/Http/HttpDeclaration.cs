using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Platform.Embedded.Invocation;

namespace Platform.Embedded.Http;

/// <param name="Pattern">Route with its prefix.</param>
/// <param name="Methods">Methods in upper case; empty means all.</param>
/// <param name="Level">Key that a request has to show.</param>
internal sealed record HttpDeclaration(RoutePattern Pattern, IReadOnlyList<string> Methods, AuthorizationLevel Level) : TriggerDeclaration
{
    public override string BindingType => "httpTrigger";

    public override IReadOnlyCollection<string> DataNames => [.. Pattern.Parameters.Select(parameter => parameter.Name)];

    /// <summary>The route as it is shown to people.</summary>
    public string Route => Pattern.RawText ?? string.Empty;

    public override ParameterSource? PayloadSource(ParameterInfo parameter, out string? problem)
    {
        problem = null;
        if (parameter.ParameterType == typeof(HttpRequest))
            return context => ValueTask.FromResult<object?>(context.Http!.Request);
        problem = CannotBe(parameter, "HttpRequest");
        return null;
    }
}
