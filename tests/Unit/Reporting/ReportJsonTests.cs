using System.Text;
using System.Text.Json;
using Platform.Domain.Monitoring.Aggregation;
using Platform.Reporting;
using Platform.Tests.Unit.Domain.Monitoring.Aggregation;

namespace Platform.Tests.Unit.Reporting;

public sealed class ReportJsonTests
{
    private static readonly DateTimeOffset Noon = new(2016, 5, 4, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Write_DeckOutcomes_HasTheContractsShape()
    {
        using var document = JsonDocument.Parse(Write(DeckOutcomes.Request, Noon));
        var approval = document.RootElement.GetProperty("tables").GetProperty("approval");

        Assert.Equal(["approved", "unapproved", "exempt"], approval.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("key").GetString()));
        var first = approval.GetProperty("rows")[0];
        Assert.Equal("经审批", first.GetProperty("label").GetString());
        Assert.Equal("33", first.GetProperty("count").GetRawText());
        Assert.Equal("13.3", first.GetProperty("countPercent").GetRawText());
        Assert.Equal("1218301", first.GetProperty("areaM2").GetRawText());
        Assert.Equal("53.9", first.GetProperty("areaPercent").GetRawText());
        Assert.Equal("100.0", approval.GetProperty("total").GetProperty("areaPercent").GetRawText());
        Assert.Equal("2014-2015", document.RootElement.GetProperty("campaign").GetProperty("period").GetString());
    }

    [Fact]
    public void Write_NoPatches_HasNullPercentages()
    {
        using var document = JsonDocument.Parse(Write(DeckOutcomes.Request with { Outcomes = [] }, Noon));
        var total = document.RootElement.GetProperty("tables").GetProperty("legality").GetProperty("total");

        Assert.Equal(JsonValueKind.Null, total.GetProperty("countPercent").ValueKind);
        Assert.Equal(JsonValueKind.Null, total.GetProperty("areaPercent").ValueKind);
        Assert.Equal(0, total.GetProperty("areaM2").GetDecimal());
    }

    [Fact]
    public void Write_AreasWithFractions_AreNotRounded()
    {
        var outcome = DeckOutcomes.All[0] with { AreaM2 = 0.1234567m };
        using var document = JsonDocument.Parse(Write(DeckOutcomes.Request with { Outcomes = [outcome] }, Noon));

        Assert.Equal("0.1234567", document.RootElement.GetProperty("tables").GetProperty("approval").GetProperty("total").GetProperty("areaM2").GetRawText());
    }

    [Fact]
    public void Write_AtAnotherTime_DiffersOnlyInGenerated()
    {
        var first = Encoding.UTF8.GetString(Write(DeckOutcomes.Request, Noon));
        var second = Encoding.UTF8.GetString(Write(DeckOutcomes.Request, Noon.AddDays(1)));

        Assert.NotEqual(first, second);
        Assert.Equal(first.Split("\"generated\"")[0], second.Split("\"generated\"")[0]);
        Assert.DoesNotContain("2016-05-04", first.Split("\"generated\"")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Sources_NamesPathHashAndRows()
    {
        var request = DeckOutcomes.Request with { Sources = [new ReportSource("outcomes.csv", "ab", 248)] };
        using var document = JsonDocument.Parse(Write(request, Noon));
        var source = document.RootElement.GetProperty("sources")[0];

        Assert.Equal(("outcomes.csv", "ab", 248), (source.GetProperty("path").GetString(), source.GetProperty("sha256").GetString(), source.GetProperty("rows").GetInt32()));
    }

    private static byte[] Write(ReportRequest request, DateTimeOffset at)
    {
        using var stream = new MemoryStream();
        ReportJson.Write(stream, ReportAggregator.Aggregate(request), at);
        return stream.ToArray();
    }
}
