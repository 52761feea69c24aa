using Platform.Storage.Webhooks;

namespace Platform.Tests.Unit.Storage.Webhooks;

public sealed class WebhookSignatureTests
{
    private const string Secret = "a-secret-of-more-than-32-characters!";

    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Body = "{\"id\":\"1\"}"u8.ToArray();

    private static string Timestamp => Now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);

    // printf '%s' 'm1.1772352000.{"id":"1"}' | openssl dgst -sha256 -hmac 'a-secret-of-more-than-32-characters!' -binary | base64
    [Fact]
    public void Of_IsTheHmacOfIdTimestampAndBody() => Assert.Equal("v1,pWLWKH7FXaYvlJHDGwlvInTZPnH7OPR1nBp0gnfGCuM=", WebhookSignature.Of(Secret, "m1", Now, Body));

    [Fact]
    public void Flaw_IsNull_ForOneOfSeveralSignatures()
    {
        var good = WebhookSignature.Of(Secret, "m1", Now, Body);
        Assert.Null(WebhookSignature.Flaw(Secret, "m1", Timestamp, $"v1,AAAA {good}", Body, Now));
        Assert.Null(WebhookSignature.Flaw(Secret, "m1", Timestamp, good, Body, Now + WebhookSignature.Tolerance));
    }

    [Theory]
    [InlineData("m2", null, null, 0, WebhookSignature.SignatureHeader)]
    [InlineData("m1", "1772352001", null, 0, WebhookSignature.SignatureHeader)]
    [InlineData("m1", null, "v1,", 0, WebhookSignature.SignatureHeader)]
    [InlineData("m1", null, "v0,AAAA", 0, WebhookSignature.SignatureHeader)]
    [InlineData("m1", null, null, 301, WebhookSignature.TimestampHeader)]
    [InlineData("m1", null, null, -301, WebhookSignature.TimestampHeader)]
    [InlineData("m1", "yesterday", null, 0, WebhookSignature.TimestampHeader)]
    [InlineData("", null, null, 0, "webhook-id, webhook-signature")]
    public void Flaw_NamesWhatDoesNotHold(string id, string? timestamp, string? signature, int late, string expected) => Assert.Equal(
        expected,
        WebhookSignature.Flaw(Secret, id, timestamp ?? Timestamp, signature ?? WebhookSignature.Of(Secret, "m1", Now, Body), Body, Now.AddSeconds(late)));

    [Fact]
    public void Flaw_OfAnotherBodyOrSecret_IsTheSignature()
    {
        var good = WebhookSignature.Of(Secret, "m1", Now, Body);
        Assert.Equal(WebhookSignature.SignatureHeader, WebhookSignature.Flaw(Secret, "m1", Timestamp, good, "{\"id\":\"2\"}"u8, Now));
        Assert.Equal(WebhookSignature.SignatureHeader, WebhookSignature.Flaw(Secret + "x", "m1", Timestamp, good, Body, Now));
    }
}
