using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Platform.Embedded.Blobs;
using Platform.Embedded.Composition;
using Platform.Embedded.Hosting;

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
    public async Task BlobOverwrittenWhileItIsRead_IsNeverMixed_AndTheNewVersionRuns()
    {
        await Container.CreateAsync();
        recorder.Behaviour = async entry =>
        {
            if (entry == "begins A")
                await UploadAsync("large/x", "B");
        };
        await using var host = await StartAsync(typeof(Large));
        await UploadAsync("large/x", new string('A', 9_000_000));
        await recorder.UntilAsync(3);
        await Task.Delay(500);
        Assert.Equal(["begins A", "begins B", "ends B 1"], recorder.Entries);
    }

    [NodeFact]
    public async Task BlobDeletedWhileItFails_IsDroppedWithoutPoison()
    {
        await Container.CreateAsync();
        recorder.Behaviour = async _ =>
        {
            await Container.GetBlobClient("in/1/x").DeleteAsync();
            throw new InvalidOperationException("no");
        };
        await using var host = await StartAsync(typeof(Texts));
        await UploadAsync("in/1/x", "short-lived");
        await recorder.UntilAsync(1);
        await Task.Delay(500);
        await host.UseMasterKeyAsync();
        Assert.Empty(await host.PoisonAsync());
        Assert.Single(recorder.Entries);
    }

    [NodeFact]
    public async Task BlobThatEndedTheProcessFiveTimes_IsGivenUpWithoutAnotherRun_AndCanBeRedriven()
    {
        await Container.CreateAsync();
        await UploadAsync("in/1/killer", "bad");
        var etag = (await Container.GetBlobClient("in/1/killer").GetPropertiesAsync()).Value.ETag.ToString().Trim('"');
        await BeginFiveTimesAsync(new BlobKey("Texts", container, "in/1/killer", etag));
        await using var host = await StartAsync(typeof(Texts));
        await host.UseMasterKeyAsync();
        await Eventually.TrueAsync(async () => (await host.PoisonAsync()).Count == 1, () => "a blob given up");
        Assert.Empty(recorder.Entries);
        Assert.Contains("process ended", (await host.PoisonAsync())[0].Reason, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Accepted, await host.RedriveAsync($"blob:Texts/{container}/in/1/killer"));
        await recorder.UntilAsync(1);
    }

    [NodeFact]
    public async Task GivenUpBlob_IsListedWithItsReason_AndRunsAgainWithFiveAttemptsWhenRedriven()
    {
        await Container.CreateAsync();
        recorder.Behaviour = _ => throw new InvalidOperationException("the parcel has no number");
        await using (var host = await StartAsync(typeof(Texts)))
        {
            await UploadAsync("in/1/bad", "bad");
            await host.UseMasterKeyAsync();
            await Eventually.TrueAsync(async () => (await host.PoisonAsync()).Count == 1, () => "a blob given up");
        }

        await using var again = await StartAsync(typeof(Texts));
        Assert.Equal(HttpStatusCode.Unauthorized, await again.RedriveAsync("blob:x"));
        await again.UseMasterKeyAsync();
        var given = Assert.Single(await again.PoisonAsync());
        Assert.Equal(("Texts", $"{container}/in/1/bad", "the parcel has no number"), (given.Function, given.What, given.Reason));
        Assert.Equal(HttpStatusCode.NotFound, await again.RedriveAsync("blob:Texts/other/x"));
        Assert.Equal(HttpStatusCode.Accepted, await again.RedriveAsync(given.Id));
        await recorder.UntilAsync(10);
        await Eventually.TrueAsync(async () => (await again.PoisonAsync()).Count == 1, () => "the blob given up again");

        recorder.Behaviour = _ => Task.CompletedTask;
        Assert.Equal(HttpStatusCode.Accepted, await again.RedriveAsync(given.Id));
        await recorder.UntilAsync(11);
        await Task.Delay(300);
        Assert.Empty(await again.PoisonAsync());
        Assert.Equal(11, recorder.Entries.Count);
        Assert.Equal(HttpStatusCode.NotFound, await again.RedriveAsync(given.Id));
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

    private async Task BeginFiveTimesAsync(BlobKey blob)
    {
        var host = Path.Combine(directory, "data", "host");
        Directory.CreateDirectory(host);
        await using var state = new HostState();
        state.Open(Path.Combine(host, "host.db"));
        for (var i = 0; i < 5; i++)
            await new BlobReceipts(state).BeginAsync(blob, default);
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

    public sealed class Large(Recorder recorder)
    {
        [Function("Large")]
        public async Task Run([BlobTrigger("%Container%/large/{name}")] Stream content)
        {
            var first = new byte[1];
            await content.ReadExactlyAsync(first);
            await recorder.RecordAsync($"begins {(char)first[0]}");
            var rest = new MemoryStream();
            await content.CopyToAsync(rest);
            await recorder.RecordAsync(string.Create(CultureInfo.InvariantCulture, $"ends {(char)first[0]} {rest.Length + 1}"));
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
