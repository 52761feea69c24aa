using System.Diagnostics;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Platform.Embedded.Configuration;
using Platform.Embedded.Invocation;
using Platform.Embedded.Timers;

namespace Platform.Embedded.Http;

/// <summary>
/// The host's own endpoints below <c>admin/</c> and <c>runtime/</c>. They come before every function, and what is below these two and not
/// known is 404, so that no catch-all function ever answers there.
/// </summary>
internal sealed class AdminEndpoints(FunctionCatalogue catalogue, HostKeys keys, TimerListeners timers, PoisonEndpoints poison, TimeProvider time)
{
    private const int BeforeFunctions = -1;

    private readonly long started = time.GetTimestamp();

    public IEnumerable<Endpoint> Build() =>
    [
        Endpoint("admin/host/ping", ["GET", "POST"], _ => Task.CompletedTask),
        Endpoint("admin/host/status", ["GET"], Master(StatusAsync)),
        Endpoint("admin/host/poison", ["GET"], Master(poison.ListAsync)),
        Endpoint("admin/host/poison/redrive", ["POST"], Master(poison.RedriveAsync)),
        Endpoint("admin/functions", ["GET"], Master(http => http.Response.WriteAsJsonAsync(catalogue.All.Select(Describe), http.RequestAborted))),
        Endpoint("admin/functions/{name}", ["GET"], Master(DescribeAsync)),
        Endpoint("admin/functions/{name}", ["POST"], Master(RunAsync)),
        Endpoint("admin/{**rest}", [], NotFound),
        Endpoint("runtime/{**rest}", [], NotFound),
    ];

    internal static RouteEndpoint Endpoint(string route, IReadOnlyList<string> methods, RequestDelegate answer) =>
        (RouteEndpoint)new RouteEndpointBuilder(answer, RoutePatternFactory.Parse(route), BeforeFunctions)
        {
            DisplayName = route,
            Metadata = { new AnsweredMethods(methods) },
        }.Build();

    internal static Task NotFound(HttpContext http) => Problem.WriteAsync(http, StatusCodes.Status404NotFound);

    private static object Describe(FunctionEntry function) => new
    {
        name = function.Name,
        entryPoint = function.Definition.EntryPoint,
        trigger = function.Trigger.BindingType,
        route = (function.Trigger as HttpDeclaration)?.Route,
        methods = (function.Trigger as HttpDeclaration)?.Methods,
        schedule = (function.Trigger as TimerDeclaration)?.Schedule.Text,
    };

    private RequestDelegate Master(RequestDelegate answer) => http => keys.Current.IsMaster(RequestKeys.Of(http.Request))
        ? answer(http)
        : Problem.WriteAsync(http, StatusCodes.Status401Unauthorized, "This needs the master key: header x-functions-key or query parameter code.");

    private Task StatusAsync(HttpContext http) => http.Response.WriteAsJsonAsync(
        new
        {
            id = Environment.MachineName,
            state = "Running",
            version = typeof(AdminEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion,
            host = "embedded",
            functionCount = catalogue.All.Count,
            processUptime = (long)time.GetElapsedTime(started).TotalMilliseconds,
            workingSet = Process.GetCurrentProcess().WorkingSet64,
        },
        http.RequestAborted);

    private Task DescribeAsync(HttpContext http) => Named(http) is { } function
        ? http.Response.WriteAsJsonAsync(Describe(function), http.RequestAborted)
        : NotFound(http);

    private async Task RunAsync(HttpContext http)
    {
        var function = Named(http);
        if (function is null)
        {
            await NotFound(http);
        }
        else if (timers.TryRunNow(function.Name))
        {
            http.Response.StatusCode = StatusCodes.Status202Accepted;
        }
        else
        {
            await Problem.WriteAsync(http, StatusCodes.Status400BadRequest, $"{function.Name} is not a timer function; only these run on demand here.");
        }
    }

    private FunctionEntry? Named(HttpContext http) => catalogue.Find((string)http.Request.RouteValues["name"]!);
}
