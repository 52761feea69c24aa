using System.Globalization;
using System.Text;
using Platform.Domain.Submissions;
using Platform.Spatial.Crs;

namespace Platform.Tests.Unit.Orchestrations;

/// <summary>A new edition whose coordinates are those of a map service is refused; the edition before stays the one that holds.</summary>
public sealed class DisplacedEditionTests : IDisposable
{
    private readonly LayerUploads uploads = new();

    public void Dispose() => uploads.Dispose();

    [Fact]
    public async Task EditionLikeGcj02_IsRefused_TheOneBeforeAndTheOneAfterAreTaken()
    {
        var first = await PublishAsync(1, (x, y) => (x, y));
        var displaced = await PublishAsync(2, MapServiceShift.ToGcj02);
        var next = await PublishAsync(3, (x, y) => (x + 0.00001, y));

        Assert.Equal(AttemptState.Taken, first.State);
        Assert.Equal((AttemptState.Refused, (string?)null), (displaced.State, displaced.LayerVersion));
        Assert.Contains("CRS_DISPLACED_MAP_SERVICE", await CodesAsync(displaced));
        Assert.Equal(AttemptState.Taken, next.State);
        Assert.DoesNotContain(await CodesAsync(next), code => code.StartsWith("CRS_DISPLACED", StringComparison.Ordinal));
    }

    private async Task<string[]> CodesAsync(Attempt attempt) => [.. (await uploads.FindingsAsync(attempt)).Select(finding => finding.Code)];

    private async Task<Attempt> PublishAsync(int number, Func<double, double, (double X, double Y)> move)
    {
        var attempt = await uploads.ReceiveAsync(number, Parks(move), "green-line", $"绿线-{number}.geojson");
        await uploads.PublishAsync(attempt);
        return await uploads.StateAsync(attempt);
    }

    // A hundred parks of 200 to 400 m about Shijiazhuang.
    private static byte[] Parks(Func<double, double, (double X, double Y)> move)
    {
        var layout = new Random(1);
        var features = Enumerable.Range(0, 100).Select(i =>
        {
            var (x, y) = (114.4 + (i % 10 * 0.006), 38 + (i / 10 * 0.006));
            var (w, h) = (0.002 + (0.002 * layout.NextDouble()), 0.002 + (0.002 * layout.NextDouble()));
            var corners = new[] { (x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y) }.Select(c => move(c.Item1, c.Item2))
                .Select(c => string.Create(CultureInfo.InvariantCulture, $"[{c.X:R},{c.Y:R}]"));
            return $$$"""{"type":"Feature","properties":{"name":"公园{{{i}}}"},"geometry":{"type":"Polygon","coordinates":[[{{{string.Join(',', corners)}}}]]}}""";
        });
        return Encoding.UTF8.GetBytes($$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}""");
    }
}
