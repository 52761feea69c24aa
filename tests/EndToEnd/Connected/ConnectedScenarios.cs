using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Platform.Domain.Campaigns;
using Platform.Domain.Exchange;
using Platform.Domain.Json;
using Platform.Domain.Messaging;
using Platform.Domain.Monitoring;
using Platform.Functions;
using Platform.Functions.Http;
using Platform.Orchestrations;
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
        Assert.Equal(record.Sha256, receipt.Data.GetProperty("sha256").GetString());
        Assert.Equal("项目一", record.Event.Data.GetProperty("名称").GetString());
        await connected.Platform.Officer.UntilAsync<Page<DeliveryReceipt>>(
            $"api/exchange/{ConnectedPlatform.Department}/deliveries", page => page.Items.Any(d => d is { Delivered: true, EventType: "exchange.message.received" }));
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

    private async Task<IReadOnlyList<ExchangeMessage>> MessagesAsync() =>
        (await connected.Platform.Officer.GetAsync<Page<ExchangeMessage>>($"api/exchange/{ConnectedPlatform.Department}/messages")).Items;

    // The sweep publishes what waits in the outboxes twice a minute.
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
