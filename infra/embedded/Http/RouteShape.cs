using Microsoft.AspNetCore.Routing.Patterns;

namespace Platform.Embedded.Http;

/// <summary>What two routes have in common when no request could tell them apart: parameter names do not count, constraints do.</summary>
internal static class RouteShape
{
    /// <summary>One shape per method.</summary>
    public static IEnumerable<string> Of(HttpDeclaration http)
    {
        var path = "/" + string.Join('/', http.Pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => Shape(part, http.Pattern)))));
        return (http.Methods.Count == 0 ? ["(all methods)"] : http.Methods).Select(method => $"{method} {path}");
    }

    private static string Shape(RoutePatternPart part, RoutePattern pattern) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content.ToUpperInvariant(),
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter =>
            "{" + (parameter.IsCatchAll ? "*" : string.Empty) + Constraints(parameter, pattern) + "}",
        _ => part.ToString() ?? string.Empty,
    };

    private static string Constraints(RoutePatternParameterPart parameter, RoutePattern pattern) =>
        pattern.ParameterPolicies.TryGetValue(parameter.Name, out var policies)
            ? string.Join(':', policies.Select(policy => policy.Content).Order(StringComparer.Ordinal))
            : string.Empty;
}
