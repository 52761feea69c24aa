using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Platform.Embedded.Composition;

namespace Platform.Tests.Integration.Embedded;

[Collection(AzuriteCollection.Name)]
public sealed class BlobTriggerTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly string container = "c" + Guid.NewGuid().ToString("N");
    private readonly Recorder recorder = new();
    private readonly string directory = Directory.CreateTempSubdirectory("blobs-").FullName;

    private BlobContainerClient Container => new(azurite.Connection, container);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        Directory.Delete(directory, recursive: true);
        return Task.CompletedTask;
    }

    [NodeFact]
    public async Task NewBlob_RunsOnce_WithPatternValuesAndContent()
    {
        await Container.CreateAsync();
        await using var host = await StartAsync(typeof(Texts));
        await UploadAsync("in/130100/a/清单.txt", "你好");
        await UploadAsync("elsewhere/130100/a/b.txt", "not matched");
        await recorder.UntilAsync(1);
        await Task.Delay(500);
        Assert.Equal([$"130100|a/清单.txt|你好|{container}/in/130100/a/清单.txt|True"], recorder.Entries);
    }

    [NodeFact]
    public async Task Receipt_SurvivesARestart_AndAnOverwrittenBlobRunsAgain()
    {
        await Container.CreateAsync();
        await using (await StartAsync(typeof(Texts)))
        {
            await UploadAsync("in/1/x", "first");
            await recorder.UntilAsync(1);
            await Task.Delay(300);
        }

        await using (await StartAsync(typeof(Texts)))
        {
            await Task.Delay(1000);
            Assert.Single(recorder.Entries);
            await UploadAsync("in/1/x", "second");
            await recorder.UntilAsync(2);
            Assert.Contains("|second|", recorder.Entries[1], StringComparison.Ordinal);
        }
    }

    [NodeFact]
    public async Task FailingBlob_IsTriedFiveTimesAndThenNamedInThePoisonQueue_OthersGoOn()
    {
        await Container.CreateAsync();
        recorder.Behaviour = entry => entry.Contains("|bad|", StringComparison.Ordinal) ? throw new InvalidOperationException("no") : Task.CompletedTask;
        await using var host = await StartAsync(typeof(Texts));
        await UploadAsync("in/1/bad", "bad");
        await UploadAsync("in/1/good", "good");
        var poison = new QueueClient(azurite.Connection, "webjobs-blobtrigger-poison", new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        JsonElement message = default;
        await Eventually.TrueAsync(
            async () =>
            {
                if (!await poison.ExistsAsync())
                    return false;
                foreach (var found in (await poison.PeekMessagesAsync(32)).Value)
                {
                    message = JsonDocument.Parse(found.Body.ToString()).RootElement;
                    if (message.GetProperty("ContainerName").GetString() == container)
                        return true;
                }

                return false;
            },
            () => "a poison message");
        await Task.Delay(500);
        Assert.Equal("in/1/bad", message.GetProperty("BlobName").GetString());
        Assert.Equal("Host.Functions.Texts", message.GetProperty("FunctionId").GetString());
        Assert.Equal(5, recorder.Entries.Count(entry => entry.Contains("|bad|", StringComparison.Ordinal)));
        Assert.Single(recorder.Entries, entry => entry.Contains("|good|", StringComparison.Ordinal));
    }

    [NodeFact]
    public async Task BlobOverwrittenWhileItFails_IsNotCountedAgainstTheNewVersion()
    {
        await Container.CreateAsync();
        recorder.Behaviour = async entry =>
        {
            if (!entry.Contains("|old|", StringComparison.Ordinal))
                return;
            await UploadAsync("in/1/x", "new");
            throw new InvalidOperationException("no");
        };
        await using var host = await StartAsync(typeof(Texts));
        await UploadAsync("in/1/x", "old");
        await recorder.UntilAsync(2);
        await Task.Delay(500);
        Assert.Equal(["old", "new"], recorder.Entries.Select(entry => entry.Split('|')[2]));
    }

    [NodeFact]
    public async Task Kinds_ClientStreamBytesAndInput_AreBound()
    {
        await Container.CreateAsync();
        await using var host = await StartAsync(typeof(Kinds));
        await UploadAsync("side/x.txt", "beside");
        await UploadAsync("kinds/x", "abc");
        await recorder.UntilAsync(3);
        Assert.Equal(["bytes 3", $"client {container}/kinds/x beside", "stream abc"], recorder.Entries.Order(StringComparer.Ordinal));
        using var client = new HttpClient();
        Assert.Equal("beside", await client.GetStringAsync(new Uri(host.Info.BaseAddress!, "api/blob/x")));
    }

    [NodeFact]
    public async Task ManyBlobs_RunEachOnce_NeverMoreAtOnceThanAllowed()
    {
        await Container.CreateAsync();
        var at = 0;
        var most = 0;
        recorder.Behaviour = async _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref at));
            await Task.Delay(20);
            Interlocked.Decrement(ref at);
        };
        await Parallel.ForAsync(0, 60, async (i, _) => await UploadAsync($"in/1/{i:000}", "x"));
        await using var host = await StartAsync(typeof(Texts), """{ "extensions": { "blobs": { "maxDegreeOfParallelism": 4 } } }""");
        await recorder.UntilAsync(60);
        await Task.Delay(500);
        Assert.Equal(60, recorder.Entries.Distinct().Count());
        Assert.Equal(60, recorder.Entries.Count);
        Assert.InRange(most, 2, 4);
    }

    private async Task UploadAsync(string name, string content) =>
        await Container.GetBlobClient(name).UploadAsync(BinaryData.FromString(content), overwrite: true);

    private Task<EmbeddedTestHost> StartAsync(Type functions, string hostJson = "{}") => EmbeddedTestHost.StartAsync(
        [functions],
        builder =>
        {
            builder.Services.AddSingleton(recorder);
            builder.ConfigureEmbeddedHost(options => options.BlobRetryDelays = [TimeSpan.FromMilliseconds(50)]);
        },
        hostJson,
        [$"--AzureWebJobsStorage={azurite.Connection}", $"--Container={container}"],
        directory);

    public sealed class Texts(Recorder recorder)
    {
        [Function("Texts")]
        public Task Run([BlobTrigger("%Container%/in/{unit}/{name}")] string content, string unit, string name, FunctionContext context)
        {
            var data = context.BindingContext.BindingData;
            var length = JsonDocument.Parse((string)data["Properties"]!).RootElement.GetProperty("ContentLength").GetInt64();
            return recorder.RecordAsync($"{unit}|{name}|{content}|{data["BlobTrigger"]}|{length == Encoding.UTF8.GetByteCount(content)}");
        }
    }

    public sealed class Kinds(Recorder recorder)
    {
        [Function("Client")]
        public Task Client([BlobTrigger("%Container%/kinds/{name}")] BlobClient blob, [BlobInput("%Container%/side/{name}.txt")] string beside) =>
            recorder.RecordAsync($"client {blob.BlobContainerName}/{blob.Name} {beside}");

        [Function("Stream")]
        public async Task Stream([BlobTrigger("%Container%/kinds/{name}")] Stream content)
        {
            using var reader = new StreamReader(content);
            await recorder.RecordAsync("stream " + await reader.ReadToEndAsync());
        }

        [Function("Bytes")]
        public Task Bytes([BlobTrigger("%Container%/kinds/{name}", Source = BlobTriggerSource.EventGrid)] byte[] content) =>
            recorder.RecordAsync(string.Create(CultureInfo.InvariantCulture, $"bytes {content.Length}"));

        [Function("Read")]
        public IActionResult Read(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "blob/{name}")] HttpRequest request,
            [BlobInput("%Container%/side/{name}.txt")] string content) => new ContentResult { Content = content };
    }
}
