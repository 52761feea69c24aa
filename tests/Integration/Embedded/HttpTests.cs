using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Platform.Tests.Integration.Embedded;

public sealed class HttpTests
{
    private const string NoPrefix = """{ "extensions": { "http": { "routePrefix": "" } } }""";

    [Fact]
    public async Task Route_WithConstraint_BindsTypedParametersAndDefaults()
    {
        await using var host = await EmbeddedTestHost.StartAsync([typeof(Web)], hostJson: NoPrefix);
        Assert.Equal("7 left", await host.Client.GetStringAsync("api/things/7"));
        Assert.Equal("7 right", await host.Client.GetStringAsync("api/things/7/right"));
    }

    [Fact]
    public async Task CatchAll_AnswersWhatNoOtherFunctionDoes_ButNeverBelowAdminAndRuntime()
    {
        await using var host = await EmbeddedTestHost.StartAsync([typeof(Web)], hostJson: NoPrefix);
        Assert.Equal("portal:", await host.Client.GetStringAsync(""));
        Assert.Equal("portal:a/b/c.js", await host.Client.GetStringAsync("a/b/c.js"));
        Assert.Equal("portal:api/things/x", await host.Client.GetStringAsync("api/things/x"));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync("admin/anything")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync("runtime/anything/else")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("admin/host/ping")).StatusCode);
    }

    [Fact]
    public async Task RoutePrefix_IsApiUnlessHostJsonSaysOtherwise()
    {
        await using var host = await EmbeddedTestHost.StartAsync([typeof(Plain)]);
        Assert.Equal("pong", await host.Client.GetStringAsync("api/Ping"));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync("Ping")).StatusCode);
    }

    [Fact]
    public async Task Method_ThatNoFunctionAnswers_Is404AsOnTheGenuineHost()
    {
        await using var host = await EmbeddedTestHost.StartAsync([typeof(Plain)]);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.DeleteAsync("api/Ping")).StatusCode);
    }

    [Fact]
    public async Task Body_IsBoundFromJson_AndBadJsonIs400()
    {
        await using var host = await EmbeddedTestHost.StartAsync([typeof(Web)], hostJson: NoPrefix);
        var good = await host.Client.PostAsJsonAsync("api/orders", new { name = "石家庄", count = 3 });
        Assert.Equal(HttpStatusCode.Created, good.StatusCode);
        Assert.Equal("""{"name":"石家庄","count":4}""", JsonSerializer.Serialize(await good.Content.ReadFromJsonAsync<JsonElement>(), Unescaped));
        var bad = await host.Client.PostAsync("api/orders", new StringContent("{", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
        Assert.Equal("application/problem+json", bad.Content.Headers.ContentType?.MediaType);
        var text = await host.Client.PostAsync("api/orders", new StringContent("{}", Encoding.UTF8, "text/plain"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, text.StatusCode);
    }

    [Fact]
    public async Task Exception_Becomes500Problem_WithoutStackTrace()
    {
        await using var host = await EmbeddedTestHost.StartAsync([typeof(Web)], hostJson: NoPrefix);
        var answer = await host.Client.GetAsync("api/broken");
        var body = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
        Assert.DoesNotContain(" at ", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FunctionLevel_NeedsTheFunctionsKeyOrAHigherOne()
    {
        await using var host = await EmbeddedTestHost.StartAsync([typeof(Web)], hostJson: NoPrefix);
        var path = Path.Combine(host.Info.DataDirectory, "host", "keys.json");
        using var keys = JsonDocument.Parse(await File.ReadAllTextAsync(path));
        var master = keys.RootElement.GetProperty("master").GetString();
        var function = keys.RootElement.GetProperty("functions").GetProperty("Guarded").GetString();
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Client.GetAsync("api/guarded")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Client.GetAsync("api/guarded?code=wrong")).StatusCode);
        Assert.Equal("open", await host.Client.GetStringAsync($"api/guarded?code={function}"));
        Assert.Equal("open", await host.Client.GetStringAsync($"api/guarded?code={master}"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Client.GetAsync($"admin/functions?code={function}")).StatusCode);
        host.Client.DefaultRequestHeaders.Add("x-functions-key", master);
        var functions = await host.Client.GetFromJsonAsync<JsonElement>("admin/functions");
        Assert.Contains(functions.EnumerateArray(), item => item.GetProperty("name").GetString() == "Guarded");
        Assert.Equal("Running", (await host.Client.GetFromJsonAsync<JsonElement>("admin/host/status")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Middleware_SeesHttpContextAndResult_AndScopedServicesAreThoseOfTheRequest()
    {
        await using var host = await EmbeddedTestHost.StartAsync(
            [typeof(Web)],
            builder =>
            {
                builder.Services.AddScoped<PerRequest>();
                builder.UseMiddleware<Stamp>();
                builder.UseWhen(context => context.FunctionDefinition.Name == "Scoped", async (context, next) =>
                {
                    context.GetHttpContext()!.Response.Headers["x-when"] = "yes";
                    await next();
                });
            },
            NoPrefix);
        var answer = await host.Client.GetAsync("api/scoped");
        Assert.Equal("same", await answer.Content.ReadAsStringAsync());
        Assert.Equal("Scoped", answer.Headers.GetValues("x-function").Single());
        Assert.Equal("OkObjectResult", context(answer, "x-result"));
        Assert.Equal("yes", context(answer, "x-when"));
        Assert.False((await host.Client.GetAsync("api/things/1")).Headers.Contains("x-when"));

        static string context(HttpResponseMessage message, string header) => message.Headers.GetValues(header).Single();
    }

    [Fact]
    public async Task TwoHosts_LiveInOneProcess_ButNotOnOneDataDirectory()
    {
        await using var first = await EmbeddedTestHost.StartAsync([typeof(Plain)]);
        await using var second = await EmbeddedTestHost.StartAsync([typeof(Plain)]);
        Assert.NotEqual(first.Info.BaseAddress, second.Info.BaseAddress);
        Assert.Equal("pong", await second.Client.GetStringAsync("api/Ping"));
        var refused = await Assert.ThrowsAsync<Platform.Embedded.Hosting.HostStartException>(
            () => EmbeddedTestHost.StartAsync([typeof(Plain)], directory: first.Directory));
        Assert.Contains("in use by another host", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_ThatIsTaken_IsRefusedWithOneSentence()
    {
        await using var first = await EmbeddedTestHost.StartAsync([typeof(Plain)]);
        var refused = await Assert.ThrowsAsync<Platform.Embedded.Hosting.HostStartException>(
            () => EmbeddedTestHost.StartAsync([typeof(Plain)], args: ["--urls", first.Info.BaseAddress!.ToString()]));
        Assert.Contains("is taken by another program", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_LetsARunningRequestFinish()
    {
        var host = await EmbeddedTestHost.StartAsync([typeof(Web)], hostJson: NoPrefix);
        using var client = new HttpClient { BaseAddress = host.Info.BaseAddress };
        var slow = client.GetStringAsync("api/slow");
        await Web.SlowHasBegun.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await host.DisposeAsync();
        Assert.Equal("finished", await slow);
    }

    [Fact]
    public async Task StartUp_SaysWhereToGo_AndTheAppAddsLines()
    {
        await using var host = await EmbeddedTestHost.StartAsync(
            [typeof(Plain)], builder => builder.Services.AddSingleton<Platform.Embedded.Hosting.IStartupNotice, Notice>());
        var said = host.Output.ToString();
        Assert.Contains(host.Info.BaseAddress!.ToString(), said, StringComparison.Ordinal);
        Assert.Contains(host.Info.DataDirectory, said, StringComparison.Ordinal);
        Assert.Contains("1 functions", said, StringComparison.Ordinal);
        Assert.Contains("sign in as demo", said, StringComparison.Ordinal);
    }

    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public sealed class Plain
    {
        [Function("Ping")]
        public IActionResult Ping([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => new ContentResult { Content = "pong" };
    }

    public sealed record Order(string Name, int Count);

    public sealed class PerRequest
    {
        public Guid Id { get; } = Guid.NewGuid();
    }

    public sealed class Notice : Platform.Embedded.Hosting.IStartupNotice
    {
        public IEnumerable<string> Lines(Platform.Embedded.Hosting.EmbeddedHostInfo host) => ["sign in as demo"];
    }

    public sealed class Stamp : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            context.GetHttpContext()!.Response.Headers["x-function"] = context.FunctionDefinition.Name;
            await next(context);
            if (context.GetInvocationResult().Value is { } value)
                context.GetHttpContext()!.Response.Headers["x-result"] = value.GetType().Name;
        }
    }

    public sealed class Web(IServiceProvider services)
    {
        public static readonly TaskCompletionSource SlowHasBegun = new();

        [Function("Thing")]
        public IActionResult Thing(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/things/{id:int}/{side?}")] HttpRequest request, int id, string side = "left") =>
            new ContentResult { Content = $"{id} {side}" };

        [Function("Portal")]
        public IActionResult Portal([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{**path}")] HttpRequest request, string? path) =>
            new ContentResult { Content = "portal:" + path };

        [Function("Order")]
        public async Task<IActionResult> PlaceOrder(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/orders")] HttpRequest request, [FromBody] Order order)
        {
            await Task.Yield();
            return new ObjectResult(order with { Count = order.Count + 1 }) { StatusCode = 201 };
        }

        [Function("Broken")]
        public Task<IActionResult> Broken([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/broken")] HttpRequest request) =>
            throw new InvalidOperationException("secret");

        [Function("Guarded")]
        public IResult Guarded([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/guarded")] HttpRequest request) => Results.Text("open");

        [Function("Scoped")]
        public IActionResult Scoped([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/scoped")] HttpRequest request, FunctionContext context)
        {
            var same = request.HttpContext.RequestServices.GetService<PerRequest>()?.Id == services.GetService<PerRequest>()?.Id
                && context.InstanceServices.GetService<PerRequest>()?.Id == services.GetService<PerRequest>()?.Id;
            return new OkObjectResult(same ? "same" : "different");
        }

        [Function("Slow")]
        public async Task Slow([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/slow")] HttpRequest request, CancellationToken cancellation)
        {
            SlowHasBegun.SetResult();
            await Task.Delay(1000, cancellation);
            await request.HttpContext.Response.WriteAsync("finished", cancellation);
        }
    }
}
