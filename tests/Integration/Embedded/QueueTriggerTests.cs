using System.Globalization;
using System.Net;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Platform.Embedded.Composition;
using Platform.Embedded.Hosting;

namespace Platform.Tests.Integration.Embedded;

[Collection(AzuriteCollection.Name)]
public sealed class QueueTriggerTests(AzuriteFixture azurite)
{
    private readonly string queue = "q" + Guid.NewGuid().ToString("N");
    private readonly Recorder recorder = new();

    [NodeFact]
    public async Task Message_IsHandledOnceAndDeleted_WithItsMetadata()
    {
        await Queue().CreateAsync();
        await using var host = await StartAsync(typeof(Texts));
        await Queue().SendMessageAsync("石家庄");
        await recorder.UntilAsync(1);
        Assert.Equal(["石家庄|石家庄|1"], recorder.Entries);
        await Eventually.TrueAsync(async () => (await Queue().GetPropertiesAsync()).Value.ApproximateMessagesCount == 0, () => "an empty queue");
    }

    [NodeFact]
    public async Task Json_BecomesAnObject_AndQueueMessageIsBound()
    {
        await Queue().CreateAsync();
        await Queue("-raw").CreateAsync();
        await using var host = await StartAsync(typeof(Objects));
        await Queue().SendMessageAsync("""{ "NAME": "a", "count": 3 }""");
        await Queue("-raw").SendMessageAsync("raw");
        await recorder.UntilAsync(2);
        Assert.Equal(["a 3", "raw raw 1"], recorder.Entries.Order(StringComparer.Ordinal));
    }

    [NodeFact]
    public async Task FailingMessage_IsTriedAsOftenAsAllowed_ThenMovedToThePoisonQueue()
    {
        await Queue().CreateAsync();
        recorder.Behaviour = entry => entry.StartsWith("bad", StringComparison.Ordinal) ? throw new InvalidOperationException("no") : Task.CompletedTask;
        await using var host = await StartAsync(typeof(Texts), """{ "extensions": { "queues": { "maxDequeueCount": 3 } } }""");
        await Queue().SendMessageAsync("bad");
        await Queue().SendMessageAsync("good");
        QueueMessage? poison = null;
        await Eventually.TrueAsync(
            async () => await Queue("-poison").ExistsAsync() && (poison = (await Queue("-poison").ReceiveMessageAsync()).Value) is not null, () => "a poison message");
        Assert.Equal("bad", poison!.Body.ToString());
        Assert.Equal(["bad|bad|1", "bad|bad|2", "bad|bad|3"], recorder.Entries.Where(entry => entry.StartsWith("bad", StringComparison.Ordinal)));
        Assert.Single(recorder.Entries, entry => entry.StartsWith("good", StringComparison.Ordinal));
    }

    [NodeFact]
    public async Task GivenUpMessage_IsListedWithItsReason_AndRunsAgainWhenRedriven()
    {
        await Queue().CreateAsync();
        recorder.Behaviour = entry => entry.StartsWith("bad", StringComparison.Ordinal) ? throw new InvalidOperationException("no such unit") : Task.CompletedTask;
        await using var host = await StartAsync(typeof(Texts), """{ "extensions": { "queues": { "maxDequeueCount": 2 } } }""");
        await host.UseMasterKeyAsync();
        Assert.Empty(await host.PoisonAsync());
        await Queue().SendMessageAsync("bad 1");
        await Queue().SendMessageAsync("bad 2");
        await Eventually.TrueAsync(async () => (await host.PoisonAsync()).Count == 2, () => "two messages given up");
        var given = (await host.PoisonAsync()).Single(item => item.What == "bad 2");
        Assert.Equal(("Texts", "no such unit"), (given.Function, given.Reason));

        recorder.Behaviour = _ => Task.CompletedTask;
        Assert.Equal(HttpStatusCode.NotFound, await host.RedriveAsync($"queue:{queue}/unknown"));
        Assert.Equal(HttpStatusCode.Accepted, await host.RedriveAsync(given.Id));
        await Eventually.TrueAsync(() => recorder.Entries.Count(entry => entry == "bad 2|bad 2|1") == 2, () => "another run of the message");
        Assert.Equal("bad 1", Assert.Single(await host.PoisonAsync()).What);
        Assert.Equal(HttpStatusCode.NotFound, await host.RedriveAsync(given.Id));
    }

    [NodeFact]
    public async Task MessageThatEndedTheProcessTooOften_IsGivenUpWithoutAnotherRun()
    {
        await Queue().CreateAsync();
        await Queue().SendMessageAsync("killer");
        for (var i = 0; i < 2; i++)
        {
            QueueMessage message = await Queue().ReceiveMessageAsync();
            await Queue().UpdateMessageAsync(message.MessageId, message.PopReceipt, visibilityTimeout: TimeSpan.Zero);
        }

        await using var host = await StartAsync(typeof(Texts), """{ "extensions": { "queues": { "maxDequeueCount": 2 } } }""");
        await host.UseMasterKeyAsync();
        await Eventually.TrueAsync(async () => (await host.PoisonAsync()).Count == 1, () => "a message given up");
        Assert.Empty(recorder.Entries);
        Assert.Contains("process ended", (await host.PoisonAsync())[0].Reason, StringComparison.Ordinal);
    }

    [NodeFact]
    public async Task FailedMessage_RestsForTheVisibilityTimeout()
    {
        await Queue().CreateAsync();
        var began = new List<DateTime>();
        recorder.Behaviour = _ =>
        {
            began.Add(DateTime.UtcNow);
            return began.Count == 1 ? throw new InvalidOperationException("no") : Task.CompletedTask;
        };
        await using var host = await StartAsync(typeof(Texts), """{ "extensions": { "queues": { "visibilityTimeout": "00:00:03" } } }""");
        await Queue().SendMessageAsync("slow");
        await recorder.UntilAsync(2);
        Assert.True(began[1] - began[0] >= TimeSpan.FromSeconds(2.5), $"{began[1] - began[0]}");
        Assert.Equal(["slow|slow|1", "slow|slow|2"], recorder.Entries);
    }

    [NodeFact]
    public async Task LongRun_KeepsItsMessageInvisible()
    {
        await Queue("-raw").CreateAsync();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var release = new TaskCompletionSource();
        recorder.Behaviour = _ => release.Task;
        await using var host = await StartAsync(typeof(Leases), configure: options => options.TimeProvider = clock);
        await Queue("-raw").SendMessageAsync("long");
        await recorder.UntilAsync(1);
        var (id, receipt) = (recorder.Entries[0].Split(' ')[0], recorder.Entries[0].Split(' ')[1]);
        clock.Advance(TimeSpan.FromMinutes(6));
        await Task.Delay(TimeSpan.FromSeconds(3));
        await Assert.ThrowsAsync<Azure.RequestFailedException>(
            () => Queue("-raw").UpdateMessageAsync(id, receipt, visibilityTimeout: TimeSpan.FromMinutes(10)));
        release.SetResult();
        await Eventually.TrueAsync(async () => (await Queue("-raw").GetPropertiesAsync()).Value.ApproximateMessagesCount == 0, () => "an empty queue");
        Assert.Single(recorder.Entries);
    }

    [NodeFact]
    public async Task MissingQueue_IsAnEmptyOne_UntilItIsThere()
    {
        await using var host = await StartAsync(typeof(Texts));
        await Task.Delay(500);
        await Queue().CreateAsync();
        await Queue().SendMessageAsync("late");
        await recorder.UntilAsync(1);
    }

    [NodeFact]
    public async Task ManyMessages_AreEachHandledOnce()
    {
        await Queue().CreateAsync();
        await Parallel.ForAsync(0, 100, async (i, cancellation) => await Queue().SendMessageAsync(i.ToString(CultureInfo.InvariantCulture), cancellation));
        await using var host = await StartAsync(typeof(Texts));
        await recorder.UntilAsync(100);
        await Task.Delay(300);
        Assert.Equal(100, recorder.Entries.Count);
        Assert.Equal(100, recorder.Entries.Distinct().Count());
    }

    private QueueClient Queue(string suffix = "") =>
        new(azurite.Connection, queue + suffix, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });

    private Task<EmbeddedTestHost> StartAsync(Type functions, string hostJson = "{}", Action<EmbeddedHostOptions>? configure = null) => EmbeddedTestHost.StartAsync(
        [functions],
        builder =>
        {
            builder.Services.AddSingleton(recorder);
            builder.ConfigureEmbeddedHost(options => configure?.Invoke(options));
        },
        hostJson,
        [$"--AzureWebJobsStorage={azurite.Connection}", $"--Queue={queue}"]);

    public sealed record Item(string Name, int Count);

    public sealed class Texts(Recorder recorder)
    {
        [Function("Texts")]
        public Task Run([QueueTrigger("%Queue%")] string text, string queueTrigger, long dequeueCount) =>
            recorder.RecordAsync(string.Create(CultureInfo.InvariantCulture, $"{text}|{queueTrigger}|{dequeueCount}"));
    }

    public sealed class Leases(Recorder recorder)
    {
        [Function("Lease")]
        public Task Run([QueueTrigger("%Queue%-raw")] string text, string id, string popReceipt) => recorder.RecordAsync($"{id} {popReceipt} {text}");
    }

    public sealed class Objects(Recorder recorder)
    {
        [Function("Object")]
        public Task Json([QueueTrigger("%Queue%")] Item item) => recorder.RecordAsync(string.Create(CultureInfo.InvariantCulture, $"{item.Name} {item.Count}"));

        [Function("Message")]
        public Task Message([QueueTrigger("%Queue%-raw")] QueueMessage message, string queueTrigger) =>
            recorder.RecordAsync(string.Create(CultureInfo.InvariantCulture, $"{message.Body} {queueTrigger} {message.DequeueCount}"));
    }
}
