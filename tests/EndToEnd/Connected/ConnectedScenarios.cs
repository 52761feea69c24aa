using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Exchange;
using Platform.Domain.Json;
using Platform.Domain.Messaging;
using Platform.Domain.Monitoring;
using Platform.Functions;
using Platform.Functions.Commands;
using Platform.Functions.Http;
using Platform.Orchestrations;
using Platform.Orchestrations.Waking;
using Platform.Storage.Documents;
using Platform.Storage.Webhooks;
using Platform.Tests.EndToEnd.Scenarios;

namespace Platform.Tests.EndToEnd.Connected;

/// <summary>The platform among its neighbours: an identity provider, a department, a collector of traces.</summary>
public sealed class ConnectedScenarios(ConnectedPlatform connected) : IClassFixture<ConnectedPlatform>
{
    [NodeFact]
    public async Task TokenOfAnOidcIssuer_GivesTheRolesOfItsClaims()
    {
        var me = await MeAsync(connected.Issuer.Token("7f", groups: ["bureau-N01", "somebody"], roles: ["Province.Officer"]));
        Assert.Equal(("entra:7f", "王工"), (me.Subject, me.Name));
        Assert.Equal(["clerk N01", "province-officer *"], me.Roles.Select(role => $"{role.Role} {role.Scope}").Order(StringComparer.Ordinal));

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(connected.Issuer.Token("7f", audience: "api://another")));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(connected.Issuer.Token("8a", groups: ["somebody"])));
        using var stranger = new Issuer();
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(stranger.Token("7f", roles: ["Province.Officer"])));
    }

    [NodeFact]
    public async Task SignedMessage_IsRecordedOnce_AndItsReceiptComesBackSigned()
    {
        var body = ConnectedPlatform.Event("fgw-1");
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync("fgw-1", body, ConnectedPlatform.Secret));
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync("fgw-1", body, ConnectedPlatform.Secret));

        var receipt = await DeliveredAsync(e => e.Type == "exchange.message.received" && e.Subject == "fgw-1");
        var record = Assert.Single(await MessagesAsync(), message => message.Event.Id == "fgw-1");
        Assert.InRange(DateTimeOffset.UtcNow - record.At, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        Assert.Equal(record.Sha256, receipt.Data.GetProperty("sha256").GetString());
        Assert.Equal("项目一", record.Event.Data.GetProperty("名称").GetString());
        await connected.Platform.Officer.UntilAsync<Page<DeliveryReceipt>>(
            $"api/exchange/{ConnectedPlatform.Department}/deliveries", page => page.Items.Any(d => d is { Delivered: true, EventType: "exchange.message.received" }));
    }

    [NodeFact]
    public async Task MessageWhoseProcessDiedBeforeItsSignal_GoesOutWithTheSweep()
    {
        // The commit alone, as the process that dies behind it leaves it.
        var message = OutboxMessage.Pending(
            "plan-of-the-dead", PlatformTopics.Plans, "cambridge", "/platform/layers", "layers.scenario", "v-dead", DateTimeOffset.UtcNow, new { });
        var store = connected.Platform.Services.GetRequiredService<SqliteDocumentStore>();
        await store.WriteAsync(DocumentBatch.In(Containers.Exchange, PartitionKey.Of(ConnectedPlatform.Department)).CreateOutbox(message));
        await Task.Delay(TimeSpan.FromSeconds(3));
        Assert.DoesNotContain(connected.Webhook.Requests, got => got.Headers[WebhookSignature.IdHeader] == message.MessageId);

        await connected.Platform.Services.GetRequiredService<Sweeper>().RunAsync(connected.Platform.Services.GetRequiredService<DurableTaskClient>(), default);

        Assert.Equal("v-dead", (await DeliveredAsync(e => e.Id == message.MessageId)).Subject);
    }

    [NodeFact]
    public async Task MessageThatWasGivenUp_IsListed_AndGoesOutAgainByOrderOfTheProvinceAlone()
    {
        await GiveUpAsync("plan-1");
        await GiveUpAsync("plan-2");
        var page = await connected.Platform.Officer.GetAsync<Page<DeadMessage>>("api/operations/dead-letters");
        Assert.Equal(["503", "503"], page.Items.Where(dead => dead.MessageId.StartsWith("plan-", StringComparison.Ordinal)).Select(dead => dead.Reason));

        const string Order = $"api/operations/dead-letters/plans/{ConnectedPlatform.Department}";
        Assert.Equal(HttpStatusCode.Forbidden, await OrderAsync(connected.Issuer.Token("7f", groups: ["bureau-N01"]), $"{Order}/plan-1/redrive"));
        var receipt = await connected.Platform.Officer.PostAsync<RedriveReceipt>($"{Order}/plan-1/redrive", new { });
        var again = await connected.Platform.Officer.PostAsync<RedriveReceipt>($"{Order}/plan-1/redrive", new { });
        Assert.Equal((receipt.At, 1), (again.At, again.Redrives.Count));
        await DeliveredAsync(e => e.Id == "plan-1");

        using var command = connected.Platform.Build();
        Assert.Equal(0, await PoisonCommand.RunAsync(command, ["redrive", $"message:plans/{ConnectedPlatform.Department}/plan-2"], CancellationToken.None));
        await DeliveredAsync(e => e.Id == "plan-2");
        Assert.Equal(1, await PoisonCommand.RunAsync(command, ["redrive", $"message:plans/{ConnectedPlatform.Department}/plan-3"], CancellationToken.None));
        var receipts = await connected.Platform.Officer.GetAsync<Page<RedriveReceipt>>("api/operations/redrives");
        Assert.Equal(["plan-1", "plan-2"], receipts.Items.Select(item => item.MessageId).Where(id => id.StartsWith("plan-", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [NodeFact]
    public async Task MessageThatCannotBeTaken_IsGivenUpWithItsReason_AndStaysUntilItCan()
    {
        // Past the door that checks what is posted, as from a department on the Service Bus.
        var wrong = JsonSerializer.Deserialize<CloudEvent>(ConnectedPlatform.Event("no-department"), PlatformJson.Options)!;
        await connected.Platform.Services.GetRequiredService<IMessageBus>().PublishAsync(PlatformTopics.Incoming, "x", wrong);
        var dead = await connected.Platform.Officer.UntilAsync<Page<DeadMessage>>("api/operations/dead-letters", page => page.Items.Any(item => item.MessageId == wrong.Id));
        Assert.Contains("has to begin with", dead.Items.Single(item => item.MessageId == wrong.Id).Reason, StringComparison.Ordinal);

        await connected.Platform.Officer.RefusedAsync(
            HttpStatusCode.UnprocessableEntity, "MESSAGE_ID", HttpMethod.Post, $"api/operations/dead-letters/incoming/platform/{wrong.Id}/redrive");
        await connected.Platform.Officer.RefusedAsync(
            HttpStatusCode.NotFound, "MESSAGE_NOT_DEAD", HttpMethod.Post, "api/operations/dead-letters/incoming/platform/nobodys/redrive");
        using var command = connected.Platform.Build();
        Assert.Equal(1, await PoisonCommand.RunAsync(command, ["redrive", $"message:incoming/platform/{wrong.Id}"], CancellationToken.None));
        Assert.Contains((await connected.Platform.Officer.GetAsync<Page<DeadMessage>>("api/operations/dead-letters")).Items, item => item.MessageId == wrong.Id);
    }

    [NodeFact]
    public async Task MessageThatIsNotTheDepartments_IsRefused_AndLeavesNothing()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync("fgw-2", ConnectedPlatform.Event("fgw-2"), "another-secret-of-more-than-32-characters"));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync("fgw-2", ConnectedPlatform.Event("fgw-2"), ConnectedPlatform.Secret, hours: 1));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PostAsync("1", ConnectedPlatform.Event("1"), ConnectedPlatform.Secret));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PostAsync("x", "{}"u8.ToArray(), ConnectedPlatform.Secret));

        // In another department's name, with one's own secret.
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync("tjj-1", ConnectedPlatform.Event("tjj-1", "/departments/tjj"), ConnectedPlatform.Secret));
        Assert.DoesNotContain(await MessagesAsync(), message => message.Event.Id == "fgw-2");
    }

    [NodeFact]
    public async Task PublishedPlan_ReachesTheDepartment_AndOnlyItReadsItsRecord()
    {
        var published = await DeliveredAsync(e => e.Type == "layers.version.published");
        Assert.Equal("cambridge", published.Data.GetProperty("profile").GetString());
        var own = connected.Issuer.Token("d1", groups: ["dept-" + ConnectedPlatform.Department]);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(own, $"api/exchange/{ConnectedPlatform.Department}/messages"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(own, "api/exchange/tjj/messages"));
    }

    [NodeFact]
    public async Task UploadToReport_IsOneTrace_AtTheCollector()
    {
        const string Traced = "traced";
        await connected.Platform.IssueAsync(Traced, ["N01"], 2);
        var bureau = await connected.Platform.ReceivedAsync("N01", Traced);
        await bureau.UploadAsync(bureau.Form().Approved(bureau.Patches).Zip());
        await bureau.OrderAsync("check", bureau.Checker);
        await bureau.OrderAsync("submit");
        await bureau.OrderAsync("accept", connected.Platform.Reviewer);
        await connected.Platform.Officer.UntilAsync<Campaign>($"api/campaigns/{Traced}", c => c.State == CampaignState.Published);

        var trace = PlatformTrace.OfCampaign(Traced).TraceId.ToHexString();
        string[] expected =
        [
            "upload taken", "orchestration MonitoringCampaign", "activity ImportPatches", "orchestration VerificationTask", "activity TakeAnswers", "activity PublishReport",
        ];
        await Eventually(() => expected.Except(SpansOf(trace)).ToList());
        Assert.Equal(2, SpansOf(trace).Count(name => name == "upload taken"));
        await Eventually(() => connected.Collector.Requests.Any(got => got.Path == "/v1/metrics"
            && System.Text.Encoding.UTF8.GetString(got.Body).Contains("platform.activity.duration", StringComparison.Ordinal)) ? [] : ["the metric"]);
    }

    private IEnumerable<string> SpansOf(string trace) => connected.Collector.Requests.Where(got => got.Path == "/v1/traces")
        .SelectMany(got => OtlpSpans.Of(got.Body)).Where(span => span.TraceId == trace).Select(span => span.Name);

    private async Task<Identity> MeAsync(string token)
    {
        using var answer = await SendAsync(token, "api/me");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonSerializer.Deserialize<Identity>(text, PlatformJson.Options)!;
    }

    private async Task<HttpStatusCode> StatusAsync(string token, string path = "api/me")
    {
        using var answer = await SendAsync(token, path);
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> SendAsync(string token, string path)
    {
        using var http = new HttpClient { BaseAddress = connected.Platform.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await http.GetAsync(path);
    }

    private async Task<HttpStatusCode> PostAsync(string id, byte[] body, string secret, int hours = 0)
    {
        var time = DateTimeOffset.UtcNow - TimeSpan.FromHours(hours);
        using var http = new HttpClient { BaseAddress = connected.Platform.Address };
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(CloudEvent.MediaType) } };
        content.Headers.Add(WebhookSignature.IdHeader, id);
        content.Headers.Add(WebhookSignature.TimestampHeader, time.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        content.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Of(secret, id, time, body));
        using var answer = await http.PostAsync("api/exchange/messages", content);
        return answer.StatusCode;
    }

    private async Task GiveUpAsync(string id)
    {
        var message = new CloudEvent(id, "/platform/layers", "layers.scenario", id, DateTimeOffset.UtcNow, JsonSerializer.SerializeToElement(new { id }));
        await connected.Platform.Services.GetRequiredService<DeadLetterDesk>().RecordAsync(
            new DeadMessage(
                PlatformTopics.Plans, ConnectedPlatform.Department, "cambridge", id, JsonSerializer.Serialize(message, PlatformJson.Documents), "503", DateTimeOffset.UtcNow),
            default);
    }

    private async Task<HttpStatusCode> OrderAsync(string token, string path)
    {
        using var http = new HttpClient { BaseAddress = connected.Platform.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.PostAsync(path, null);
        return answer.StatusCode;
    }

    private async Task<IReadOnlyList<ExchangeMessage>> MessagesAsync() =>
        (await connected.Platform.Officer.GetAsync<Page<ExchangeMessage>>($"api/exchange/{ConnectedPlatform.Department}/messages")).Items;

    private async Task<CloudEvent> DeliveredAsync(Func<CloudEvent, bool> wanted)
    {
        CloudEvent? found = null;
        await Eventually(() =>
        {
            foreach (var got in connected.Webhook.Requests)
            {
                var flaw = WebhookSignature.Flaw(
                    ConnectedPlatform.Secret, got.Headers[WebhookSignature.IdHeader], got.Headers[WebhookSignature.TimestampHeader],
                    got.Headers[WebhookSignature.SignatureHeader], got.Body, DateTimeOffset.UtcNow);
                Assert.Null(flaw);
                var read = JsonSerializer.Deserialize<CloudEvent>(got.Body, PlatformJson.Options)!;
                found = wanted(read) ? read : found;
            }

            return found is null ? ["the event at the department"] : [];
        });
        return found!;
    }

    private static async Task Eventually(Func<IReadOnlyList<string>> missing)
    {
        var until = DateTimeOffset.UtcNow + TimeSpan.FromSeconds(120);
        while (missing() is { Count: > 0 } still)
        {
            Assert.True(DateTimeOffset.UtcNow < until, $"missing: {string.Join(", ", still)}");
            await Task.Delay(250);
        }
    }
}
