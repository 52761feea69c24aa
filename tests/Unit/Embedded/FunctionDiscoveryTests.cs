using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.DurableTask;
using Platform.Embedded.Blobs;
using Platform.Embedded.Configuration;
using Platform.Embedded.Discovery;
using Platform.Embedded.Hosting;
using Platform.Embedded.Http;
using Platform.Embedded.Invocation;

namespace Platform.Tests.Unit.Embedded;

/// <summary>Every mistake in a function stops the start with a sentence that names the function and the mistake.</summary>
public sealed class FunctionDiscoveryTests
{
    [Theory]
    [InlineData(typeof(TwoTriggers), "needs exactly one trigger; it has 2")]
    [InlineData(typeof(NoTrigger), "needs exactly one trigger; it has 0")]
    [InlineData(typeof(SameName), "the name is used by")]
    [InlineData(typeof(BadName), "the name has to begin with a letter")]
    [InlineData(typeof(Hidden), "has to be a public method")]
    [InlineData(typeof(AsyncVoid), "is 'async void'")]
    [InlineData(typeof(UnknownTrigger), "does not know [StrangeTriggerAttribute]")]
    [InlineData(typeof(UnknownInput), "does not know [StrangeInputAttribute]")]
    [InlineData(typeof(UnboundParameter), "parameter 'id' (Int32) is bound by nothing")]
    [InlineData(typeof(BadRoute), "cannot be read")]
    [InlineData(typeof(ReservedRoute), "belongs to the host")]
    [InlineData(typeof(SameRoute), "is also that of")]
    [InlineData(typeof(PlainResult), "returns String, which the genuine host does not write")]
    [InlineData(typeof(WrongHttpParameter), "its trigger binds HttpRequest")]
    [InlineData(typeof(UserLevel), "AuthorizationLevel.User")]
    [InlineData(typeof(BadCron), "the schedule '0 0 * *' is neither")]
    [InlineData(typeof(MissingSetting), "the setting 'Nowhere' of '%Nowhere%' is missing")]
    [InlineData(typeof(BadContainer), "is not a container name")]
    [InlineData(typeof(BadPattern), "has a brace that does not enclose a name")]
    [InlineData(typeof(BadBlobType), "its trigger binds BlobClient")]
    [InlineData(typeof(UnknownBlobName), "uses {other}, which the trigger does not give")]
    [InlineData(typeof(BadQueue), "is not a queue name")]
    [InlineData(typeof(RetriedQueue), "works with timer triggers only")]
    [InlineData(typeof(BadRetry), "intervals as hh:mm:ss")]
    [InlineData(typeof(BatchedBus), "IsBatched is not supported")]
    [InlineData(typeof(WrongOrchestrator), "its trigger binds TaskOrchestrationContext")]
    [InlineData(typeof(SameActivity), "the activity name 'Same' is also that of")]
    public void Mistake_IsNamed(Type type, string expected)
    {
        var refused = Assert.Throws<HostStartException>(() => Discover(type));
        Assert.Contains(refused.Reasons, reason => reason.StartsWith("Function '", StringComparison.Ordinal) && reason.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void AllMistakes_AreReportedAtOnce()
    {
        var refused = Assert.Throws<HostStartException>(() => Discover(typeof(BadCron), typeof(BadQueue), typeof(BadRoute)));
        Assert.Equal(3, refused.Reasons.Count);
        Assert.StartsWith("The host did not start:", refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(" at ", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void RightFunctions_AreFoundInOrder_WithTheirTriggers()
    {
        var found = Discover(typeof(Right));
        Assert.Equal(["Act", "Blob", "Get", "Post", "Tick"], found.All.Select(function => function.Name));
        var get = (HttpDeclaration)found.Find("get")!.Trigger;
        Assert.Equal("things/{id:int}", get.Route);
        Assert.Equal(["GET", "HEAD"], get.Methods);
        Assert.Equal(["httpTrigger"], found.Find("Get")!.Definition.InputBindings.Values.Select(binding => binding.Type));
        var blob = (BlobDeclaration)found.Find("Blob")!.Trigger;
        Assert.Equal(("uploads", "in/", "Other"), (blob.Container, blob.Template!.Prefix, blob.Connection));
    }

    [Fact]
    public void AppAssemblies_AreThoseThatReferToTheHost() =>
        Assert.Contains(typeof(FunctionDiscoveryTests).Assembly, AppAssemblies.Find(typeof(FunctionDiscoveryTests).Assembly));

    private static FunctionCatalogue Discover(params Type[] types)
    {
        var settings = SettingsTests.Settings(("Container", "uploads"), ("extensions:http:routePrefix", string.Empty));
        return new FunctionDiscovery(settings, new HostSettings(settings)).Discover(types);
    }

    public sealed class Right
    {
        [Function("Get")]
        public IActionResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "things/{id:int}")] HttpRequest request, int id) => new OkResult();

        [Function("Post")]
        public Task Post([HttpTrigger("post", Route = "things/{id:int}")] HttpRequest request, FunctionContext context) => Task.CompletedTask;

        [Function("Tick")]
        public void Tick([TimerTrigger("0 0 * * * *")] TimerInfo timer, CancellationToken cancellation = default) => GC.KeepAlive(timer);

        [Function("Blob")]
        public static Task Blob([BlobTrigger("%Container%/in/{name}", Connection = "Other")] BlobClient blob, string name, Uri uri) => Task.CompletedTask;

        [Function("Act")]
        public static ValueTask<int> Act([ActivityTrigger] int input) => ValueTask.FromResult(input);
    }

    public sealed class TwoTriggers
    {
        [Function("F")]
        public void F([TimerTrigger("0 0 * * * *")] TimerInfo timer, [QueueTrigger("queue")] string text) => GC.KeepAlive(text);
    }

    public sealed class NoTrigger
    {
        [Function("F")]
        public void F(string text) => GC.KeepAlive(text);
    }

    public sealed class SameName
    {
        [Function("F")]
        public void F([QueueTrigger("queue")] string text) => GC.KeepAlive(text);

        [Function("f")]
        public void G([QueueTrigger("queue")] string text) => GC.KeepAlive(text);
    }

    public sealed class BadName
    {
        [Function("1 two")]
        public void F([QueueTrigger("queue")] string text) => GC.KeepAlive(text);
    }

    public sealed class Hidden
    {
        [Function("F")]
        internal void F([QueueTrigger("queue")] string text) => GC.KeepAlive(text);
    }

    public sealed class AsyncVoid
    {
        [Function("F")]
        public async void F([QueueTrigger("queue")] string text) => await Task.Yield();
    }

    public sealed class StrangeTriggerAttribute : TriggerBindingAttribute;

    public sealed class StrangeInputAttribute : InputBindingAttribute;

    public sealed class UnknownTrigger
    {
        [Function("F")]
        public void F([StrangeTrigger] string text) => GC.KeepAlive(text);
    }

    public sealed class UnknownInput
    {
        [Function("F")]
        public void F([QueueTrigger("queue")] string text, [StrangeInput] string input) => GC.KeepAlive(text);
    }

    public sealed class UnboundParameter
    {
        [Function("F")]
        public IActionResult F([HttpTrigger("get", Route = "x/{name}")] HttpRequest request, int id) => new OkResult();
    }

    public sealed class BadRoute
    {
        [Function("F")]
        public IActionResult F([HttpTrigger("get", Route = "x/{name")] HttpRequest request) => new OkResult();
    }

    public sealed class ReservedRoute
    {
        [Function("F")]
        public IActionResult F([HttpTrigger("get", Route = "/admin/x")] HttpRequest request) => new OkResult();
    }

    public sealed class SameRoute
    {
        [Function("F")]
        public IActionResult F([HttpTrigger("get", Route = "x/{a}")] HttpRequest request) => new OkResult();

        [Function("G")]
        public IActionResult G([HttpTrigger("post", "get", Route = "X/{b}")] HttpRequest request) => new OkResult();
    }

    public sealed class PlainResult
    {
        [Function("F")]
        public Task<string> F([HttpTrigger("get")] HttpRequest request) => Task.FromResult(string.Empty);
    }

    public sealed class WrongHttpParameter
    {
        [Function("F")]
        public IActionResult F([HttpTrigger("get")] string request) => new OkResult();
    }

    public sealed class UserLevel
    {
        [Function("F")]
        public IActionResult F([HttpTrigger(AuthorizationLevel.User, "get")] HttpRequest request) => new OkResult();
    }

    public sealed class BadCron
    {
        [Function("Cron")]
        public void F([TimerTrigger("0 0 * *")] TimerInfo timer) => GC.KeepAlive(timer);
    }

    public sealed class MissingSetting
    {
        [Function("F")]
        public void F([QueueTrigger("%Nowhere%")] string text) => GC.KeepAlive(text);
    }

    public sealed class BadContainer
    {
        [Function("F")]
        public void F([BlobTrigger("Up/{name}")] string text) => GC.KeepAlive(text);
    }

    public sealed class BadPattern
    {
        [Function("F")]
        public void F([BlobTrigger("uploads/{name")] string text) => GC.KeepAlive(text);
    }

    public sealed class BadBlobType
    {
        [Function("F")]
        public void F([BlobTrigger("uploads/{name}")] int content) => GC.KeepAlive(content);
    }

    public sealed class UnknownBlobName
    {
        [Function("F")]
        public void F([BlobTrigger("uploads/{name}")] string text, [BlobInput("side/{other}")] string side) => GC.KeepAlive(side);
    }

    public sealed class BadQueue
    {
        [Function("Queue")]
        public void F([QueueTrigger("a--b")] string text) => GC.KeepAlive(text);
    }

    public sealed class RetriedQueue
    {
        [Function("F")]
        [FixedDelayRetry(3, "00:00:01")]
        public void F([QueueTrigger("queue")] string text) => GC.KeepAlive(text);
    }

    public sealed class BadRetry
    {
        [Function("F")]
        [ExponentialBackoffRetry(3, "00:00:10", "00:00:01")]
        public void F([TimerTrigger("0 0 * * * *")] TimerInfo timer) => GC.KeepAlive(timer);
    }

    public sealed class BatchedBus
    {
        [Function("F")]
        public void F([ServiceBusTrigger("queue", IsBatched = true)] string text) => GC.KeepAlive(text);
    }

    public sealed class WrongOrchestrator
    {
        [Function("F")]
        public Task F([OrchestrationTrigger] string context) => Task.CompletedTask;
    }

    public sealed class SameActivity
    {
        [Function("F")]
        public void F([ActivityTrigger(Activity = "Same")] string input) => GC.KeepAlive(input);

        [Function("G")]
        public void G([ActivityTrigger(Activity = "same")] string input) => GC.KeepAlive(input);
    }
}
