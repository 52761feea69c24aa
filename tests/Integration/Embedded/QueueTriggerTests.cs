using System.Globalization;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

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

    private Task<EmbeddedTestHost> StartAsync(Type functions, string hostJson = "{}") => EmbeddedTestHost.StartAsync(
        [functions],
        builder => builder.Services.AddSingleton(recorder),
        hostJson,
        [$"--AzureWebJobsStorage={azurite.Connection}", $"--Queue={queue}"]);

    public sealed record Item(string Name, int Count);

    public sealed class Texts(Recorder recorder)
    {
        [Function("Texts")]
        public Task Run([QueueTrigger("%Queue%")] string text, string queueTrigger, long dequeueCount) =>
            recorder.RecordAsync(string.Create(CultureInfo.InvariantCulture, $"{text}|{queueTrigger}|{dequeueCount}"));
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
