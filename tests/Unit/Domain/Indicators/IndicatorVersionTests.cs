using Platform.Domain.Campaigns;
using Platform.Domain.Indicators;
using Platform.Domain.Profiles;
using Platform.Tests.Unit.Domain.Campaigns;

namespace Platform.Tests.Unit.Domain.Indicators;

public sealed class IndicatorVersionTests : IDisposable
{
    private readonly DeskFixture desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task Switch_ThoughTheClockWasSetBack_IsTheNewestVersion()
    {
        var profiles = ProfileCatalogue.Load(ProfileLoader.ShippedRoot, "hebei");
        var campaigns = new CampaignDesk(desk.Store, profiles, desk.Time);
        var indicators = new IndicatorDesk(
            desk.Store, IndicatorCatalogue.Load(IndicatorCatalogue.ShippedFolder), campaigns, new OutcomeReader(desk.Patches, profiles), profiles, desk.Time);
        var first = await indicators.SwitchAsync("hebei", [], "one", CancellationToken.None);
        desk.Time.AdjustTime(desk.Time.GetUtcNow().AddHours(-5));
        var second = await indicators.SwitchAsync("hebei", [], "two", CancellationToken.None);

        Assert.Equal(second, (await indicators.CurrentAsync("hebei", CancellationToken.None))!.Version);
        Assert.Equal([second, first], (await indicators.VersionsAsync("hebei", CancellationToken.None)).Select(version => version.Version));
    }
}
