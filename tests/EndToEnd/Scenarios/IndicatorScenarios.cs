using System.Net;
using Platform.Domain.Indicators;
using Platform.Domain.Layers;
using Platform.Functions;
using Platform.Functions.Http;

namespace Platform.Tests.EndToEnd.Scenarios;

/// <summary>Indicators of layers through the public interface.</summary>
[Collection(ScenarioGroup.Name)]
public sealed class IndicatorScenarios(ScenarioPlatform platform)
{
    [NodeFact]
    public async Task IndicatorsOfLayers_ComeWithTheirLineage_OrWithTheReasonWhyNot()
    {
        await platform.Officer.PostAsync<RefreshStarted>("api/indicators/refresh?profile=cambridge");
        var values = await platform.Officer.UntilAsync<IReadOnlyList<IndicatorValueView>>(
            "api/indicators/values?profile=cambridge&unit=N01", all => all.Any(v => v.Code == "plan-coverage-share"));

        var plan = values.Single(v => v.Code == "plan-coverage-share");
        Assert.InRange(plan.Value!.Value, 50m, 100m);
        var used = Assert.Single(plan.Lineage.Layers!.Versions);
        var published = Assert.Single((await platform.Officer.GetAsync<IReadOnlyList<LayerVersion>>("api/layers?profile=cambridge&role=plan-land-use")));
        Assert.Equal((published.Id, published.SourceSha256, published.ArtefactSha256), (used.Version, used.SourceSha256, used.ArtefactSha256));
        Assert.StartsWith("cambridge-1@", plan.Lineage.Layers.RuleSet, StringComparison.Ordinal);
        Assert.Contains(values, v => v.Code == "plan-class-area" && v.PlanClass == "R" && v.Value > 0);

        // The theme has three layers, of which one is published here: its area is unknown, not smaller.
        var purple = values.Single(v => v.Code == "purple-line-extent-area");
        Assert.Null(purple.Value);
        Assert.Equal("INDICATOR_LAYERS_MISSING", purple.Unknown!.Code);
        Assert.Contains("landmarks national-register", purple.Unknown.MessageEn, StringComparison.Ordinal);
    }
}
