using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Embedded.Configuration;
using Platform.Embedded.Invocation;

namespace Platform.Embedded.Http;

/// <summary>Makes an endpoint of every HTTP function.</summary>
internal sealed partial class FunctionEndpoints(FunctionCatalogue catalogue, FunctionInvoker invoker, HostKeys keys, ILogger<FunctionEndpoints> logger)
{
    public IEnumerable<Endpoint> Build() => catalogue.With<HttpDeclaration>().Select(found => Endpoint(found.Function, found.Trigger));

    private RouteEndpoint Endpoint(FunctionEntry function, HttpDeclaration trigger) => (RouteEndpoint)new RouteEndpointBuilder(
        http => AnswerAsync(http, function, trigger), trigger.Pattern, order: 0)
    {
        DisplayName = function.Name,
        Metadata = { new AnsweredMethods(trigger.Methods) },
    }.Build();

    private async Task AnswerAsync(HttpContext http, FunctionEntry function, HttpDeclaration trigger)
    {
        if (!keys.Current.Opens(function.Name, trigger.Level, RequestKeys.Of(http.Request)))
        {
            await Problem.WriteAsync(http, StatusCodes.Status401Unauthorized, "This function needs its key: header x-functions-key or query parameter code.");
            return;
        }

        var data = http.Request.RouteValues.ToDictionary(
            pair => pair.Key, pair => (object?)Convert.ToString(pair.Value, CultureInfo.InvariantCulture), StringComparer.OrdinalIgnoreCase);
        var result = await invoker.InvokeAsync(function, new TriggerInput(null, data, http), http.RequestServices, http.RequestAborted);
        if (!await HttpResults.WriteAsync(result, http) && result is not null)
            NotWritten(function.Name, result.GetType());
    }

    [LoggerMessage(3003, LogLevel.Warning, "Function {Function} returned a {Type}, which is not written to the response: return IActionResult or IResult")]
    private partial void NotWritten(string function, Type type);
}
