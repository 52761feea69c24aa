using System.Net;
using System.Text.Json;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using Platform.Domain;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Exchange;
using Platform.Domain.Json;
using Platform.Domain.Messaging;
using Platform.Orchestrations.Waking;
using Platform.Storage.Documents;
using Platform.Storage.Messaging;
using Platform.Storage.Webhooks;

namespace Platform.Tests.Unit.Storage.Webhooks;

/// <summary>Deliveries from the embedded bus to a department that answers as a test says.</summary>
public sealed class WebhookDeliveryTests : IDisposable
{
    private static readonly Department Office = new(
        "fgw", "a-secret-of-more-than-32-characters!", [PlatformTopics.Plans], new Uri("https://fgw.example/messages"));

    private readonly TemporaryDirectory directory = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly SqliteDocumentStore store;
    private readonly SqliteMessageBus bus;
    private readonly DepartmentOffice office = new();
    private readonly HttpClient http;
    private readonly DeadLetterDesk dead;
    private readonly WebhookDelivery delivery;

    public WebhookDeliveryTests()
    {
        store = SqliteDocumentStore.Open(directory.File("documents.db"), Containers.All);
        bus = SqliteMessageBus.Open(directory.File("messages.db"), new SqliteMessageBusOptions([.. PlatformTopics.With([(PlatformTopics.Plans, "fgw")])]), time);
        http = new HttpClient(office);
        dead = new DeadLetterDesk(store, time);
        delivery = new WebhookDelivery(Office, bus, new ExchangeDesk(store, time), dead, http, time, NullLogger.Instance);
    }

    public void Dispose()
    {
        http.Dispose();
        office.Dispose();
        bus.Dispose();
        store.Dispose();
        directory.Dispose();
    }

    [Fact]
    public async Task Accepted_IsSignedCloudEvent_SettledWithAReceipt()
    {
        await PublishAsync("p1");

        Assert.Equal(1, await delivery.RunAsync(default));

        var (body, headers) = Assert.Single(office.Got);
        Assert.Equal("application/cloudevents+json", headers["Content-Type"]);
        Assert.Null(WebhookSignature.Flaw(
            Office.Secret, headers[WebhookSignature.IdHeader], headers[WebhookSignature.TimestampHeader], headers[WebhookSignature.SignatureHeader], body, time.GetUtcNow()));
        Assert.Equal(("p1", "1.0"), (Read(body).Id, Read(body).SpecVersion));
        Assert.Equal((true, 1, "200"), await ReceiptAsync("p1"));
        Assert.Equal(0, await delivery.RunAsync(default));
    }

    [Fact]
    public async Task Refused_IsTriedAgainAfterEachPause_InOrder()
    {
        await PublishAsync("p1");
        await PublishAsync("p2");
        office.Answer = HttpStatusCode.ServiceUnavailable;
        Assert.Equal(0, await delivery.RunAsync(default));
        Assert.Equal(0, await delivery.RunAsync(default));
        Assert.Single(office.Got);

        time.Advance(TimeSpan.FromSeconds(11));
        office.Answer = HttpStatusCode.NoContent;
        Assert.Equal(2, await delivery.RunAsync(default));

        Assert.Equal(["p1", "p1", "p2"], office.Got.Select(got => Read(got.Body).Id));
        Assert.Equal((true, 2, "204"), await ReceiptAsync("p1"));
    }

    [Fact]
    public async Task RefusedForGood_IsGivenUp_WithTheLastAnswer_AndDeliveredWhenOrderedAgain()
    {
        await PublishAsync("p1");
        office.Answer = HttpStatusCode.Redirect;
        await ExhaustAsync();

        Assert.Equal(5, office.Got.Count);
        Assert.Equal((false, 5, "302"), await ReceiptAsync("p1"));
        Assert.Empty(await bus.DeadLettersAsync(PlatformTopics.Plans, "fgw", 10));
        Assert.Equal("302", Assert.Single(await GivenUpAsync()).Reason);

        office.Answer = HttpStatusCode.OK;
        Assert.True((await RedriveAsync("p1")).Succeeded);
        Assert.Empty(await GivenUpAsync());
        Assert.Equal(1, await delivery.RunAsync(default));
        Assert.Equal((true, 1, "200"), await ReceiptAsync("p1"));
        Assert.Equal(["p1"], office.Got.Select(got => Read(got.Body).Id).Distinct());
    }

    [Fact]
    public async Task ErrorOfTheProgram_IsAFailedAttempt_WithPauses_AndGivenUpInTheEnd()
    {
        await PublishAsync("p1");
        await PublishAsync("p2");
        office.Fault = new InvalidOperationException("a programmer's error");

        Assert.Equal(0, await delivery.RunAsync(default));
        Assert.Equal(0, await delivery.RunAsync(default));
        Assert.Single(office.Got);
        time.Advance(TimeSpan.FromMinutes(16));
        await ExhaustAsync(4);

        Assert.Equal("InvalidOperationException: a programmer's error", Assert.Single(await GivenUpAsync()).Reason);
        office.Fault = null;
        Assert.Equal(1, await delivery.RunAsync(default));
        Assert.Equal((true, 2, "200"), await ReceiptAsync("p2"));
    }

    [Fact]
    public async Task MessageThatNobodyLivedToSettle_IsGivenUpToo()
    {
        await PublishAsync("p1");
        for (var i = 0; i < 5; i++)
        {
            await bus.ReceiveAsync(PlatformTopics.Plans, "fgw", 1);
            time.Advance(TimeSpan.FromMinutes(2));
        }

        await delivery.RunAsync(default);

        Assert.Equal(SqliteMessageBus.NeverSettled, Assert.Single(await GivenUpAsync()).Reason);
        Assert.Equal((false, 5, SqliteMessageBus.NeverSettled), await ReceiptAsync("p1"));
        Assert.Empty(office.Got);
    }

    [Fact]
    public async Task Unreachable_IsAFailureLikeAnyOther()
    {
        await PublishAsync("p1");
        office.Answer = null;
        Assert.Equal(0, await delivery.RunAsync(default));
        time.Advance(TimeSpan.FromSeconds(11));
        office.Answer = HttpStatusCode.OK;
        Assert.Equal(1, await delivery.RunAsync(default));
    }

    private async Task ExhaustAsync(int attempts = 5)
    {
        for (var i = 0; i < attempts; i++)
        {
            await delivery.RunAsync(default);
            time.Advance(TimeSpan.FromMinutes(16));
        }
    }

    private async Task<List<DeadMessage>> GivenUpAsync()
    {
        var page = await store.QueryAsync<DeadMessage>(DeadLetterDesk.Waiting);
        return [.. page.Items.Select(item => item.Value)];
    }

    private Task<Result<RedriveReceipt>> RedriveAsync(string id) => new MessageIntake(new ExchangeDesk(store, time), dead, bus).RedriveAsync(
        PlatformTopics.Plans, "fgw", id, "officer", Substitute.For<DurableTaskClient>("test"), default);

    private Task PublishAsync(string id) => bus.PublishAsync(
        PlatformTopics.Plans, "hebei", new CloudEvent(id, "/platform/layers", "layers.version.published", "v1", time.GetUtcNow(), JsonSerializer.SerializeToElement(new { id })));

    private async Task<(bool, int, string)> ReceiptAsync(string id)
    {
        var kept = await store.ReadAsync<DeliveryReceipt>(
            Containers.Exchange, PartitionKey.Of("fgw"), DeliveryReceipt.IdOf(PlatformTopics.Plans, id));
        return (kept!.Value.Delivered, kept.Value.Attempts, kept.Value.Answer);
    }

    private static CloudEvent Read(byte[] body) => JsonSerializer.Deserialize<CloudEvent>(body, PlatformJson.Options)!;

    private sealed class DepartmentOffice : HttpMessageHandler
    {
        public Exception? Fault { get; set; }

        public HttpStatusCode? Answer { get; set; } = HttpStatusCode.OK;

        public List<(byte[] Body, Dictionary<string, string> Headers)> Got { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var headers = request.Headers.Concat(request.Content!.Headers).ToDictionary(header => header.Key, header => string.Join(',', header.Value));
            Got.Add((await request.Content.ReadAsByteArrayAsync(cancellationToken), headers));
            if (Fault is not null)
                throw Fault;
            return Answer is { } status ? new HttpResponseMessage(status) : throw new HttpRequestException("nobody answers");
        }
    }
}
