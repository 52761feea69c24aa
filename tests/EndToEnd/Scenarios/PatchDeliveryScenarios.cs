using System.Globalization;
using System.Text;
using Platform.Domain.Monitoring;
using Platform.Domain.Submissions;
using Platform.Findings;
using Platform.Functions;
using Platform.Functions.Http;

namespace Platform.Tests.EndToEnd.Scenarios;

/// <summary>Change patches as they really come, and as somebody wicked sends them.</summary>
[Collection(ScenarioGroup.Name)]
public sealed class PatchDeliveryScenarios(ScenarioPlatform platform)
{
    private const string Slip = "invalid relative path xt.zip";

    [NodeFact]
    public async Task GbkShapefile_WithChineseNames_IsImported()
    {
        const string Campaign = "gbk-shapefile";
        await platform.OpenAsync(Campaign);
        var patches = platform.PatchesIn("N01", 2).Concat(platform.PatchesIn("N02", 2)).ToList();

        var attempt = await platform.Officer.UploadAsync(ScenarioPlatform.PatchesOf(Campaign, "变化图斑（2013—2014）.zip"), GbkShapefile.Zip(patches));

        Assert.Equal((AttemptState.Taken, 4, 0), (attempt.State, attempt.RowsTaken, attempt.RowsRefused));
        var list = await platform.Officer.GetAsync<Page<PatchSummary>>($"api/campaigns/{Campaign}/patches?limit=1000");
        Assert.Equal(patches.Select(patch => (patch.Number, patch.Unit)), list.Items.OrderBy(p => p.Number, StringComparer.Ordinal).Select(p => (p.Number, p.Unit)));
        Assert.All(list.Items, patch => Assert.Equal(("cropland", "buildings", PatchState.Imported), (patch.BeforeCover, patch.AfterCover, patch.State)));
        var one = list.Items[0];
        var detail = await platform.Officer.GetAsync<PatchDetail>($"api/campaigns/{Campaign}/patches/{one.Unit}/{one.Key}");
        Assert.Equal("疑似新增建设，需实地核查", detail.Patch.Patch.Note);
        Assert.Equal(attempt.Sha256, detail.Patch.Patch.Source.Sha256);
        Assert.Contains("变化图斑.shp", detail.Patch.Patch.Source.File, StringComparison.Ordinal);
        var campaign = await platform.Officer.GetAsync<Campaign>($"api/campaigns/{Campaign}");
        Assert.Equal((CampaignState.Draft, 4), (campaign.State, campaign.PatchCount));
    }

    [NodeFact]
    public async Task PatchesThatComeAfterTheIssue_AreRefusedWithAFinding()
    {
        const string Campaign = "late-patches";
        await platform.OpenAsync(Campaign);
        await platform.Officer.UploadAsync(ScenarioPlatform.PatchesOf(Campaign, "图斑.gpkg"), SyntheticPatches.GeoPackage(platform.PatchesIn("N13", 1, 40)));
        var content = SyntheticPatches.GeoPackage(platform.PatchesIn("N13", 1, 41));
        var ticket = await platform.Officer.TicketAsync(ScenarioPlatform.PatchesOf(Campaign, "补充图斑.gpkg"), content);
        await platform.Officer.PostAsync<Campaign>($"api/campaigns/{Campaign}/issue", new IssueOrder(null));
        await platform.Officer.UntilAsync<Campaign>($"api/campaigns/{Campaign}", c => c.State == CampaignState.Issued);

        await platform.Officer.PutAsync(ticket, content);
        var late = Assert.Single(await platform.Officer.HandledAsync(ticket.Ticket));

        Assert.Equal((AttemptState.Refused, false), (late.State, late.IsJudged));
        Assert.Equal(["CAMPAIGN_NOT_OPEN"], await platform.Officer.ErrorsAsync(late));
        Assert.Equal(1, (await platform.Officer.GetAsync<Campaign>($"api/campaigns/{Campaign}")).PatchCount);
    }

    [NodeFact]
    public async Task HostilePatchFiles_AreRefusedWithTypedFindings_AndTheCampaignGoesOn()
    {
        const string Campaign = "hostile";
        await platform.OpenAsync(Campaign);
        var good = SyntheticPatches.GeoPackage(platform.PatchesIn("N01", 2));
        var slip = await File.ReadAllBytesAsync(Path.Combine(FixtureFolder(), Slip));

        await AssertRefusedAsync(Campaign, "图斑.gpkg", good[..(good.Length / 2)]);
        await AssertRefusedAsync(Campaign, "图斑.zip", slip);
        await AssertRefusedAsync(Campaign, "图斑.geojson", GeoJson("NaN"));
        await AssertRefusedAsync(Campaign, "图斑.geojson", GeoJson("1e400"));
        await AssertRefusedAsync(Campaign, "图斑.geojson", GeoJson("null"));
        await AssertRefusedAsync(Campaign, "图斑.txt", Encoding.UTF8.GetBytes("not a layer"));

        var campaign = await platform.Officer.GetAsync<Campaign>($"api/campaigns/{Campaign}");
        Assert.Equal((CampaignState.Draft, 0), (campaign.State, campaign.PatchCount));
        await platform.Officer.RefusedAsync(
            System.Net.HttpStatusCode.Conflict, "CAMPAIGN_EMPTY", HttpMethod.Post, $"api/campaigns/{Campaign}/issue", new IssueOrder(null));
        var taken = await platform.Officer.UploadAsync(ScenarioPlatform.PatchesOf(Campaign, "图斑.gpkg"), good);
        Assert.Equal((AttemptState.Taken, 2), (taken.State, taken.RowsTaken));
    }

    private async Task AssertRefusedAsync(string campaign, string name, byte[] content)
    {
        var attempt = await platform.Officer.UploadAsync(ScenarioPlatform.PatchesOf(campaign, name), content);
        Assert.Equal((AttemptState.Refused, 0), (attempt.State, attempt.RowsTaken));
        var errors = (await platform.Officer.FindingsAsync(attempt)).Where(f => f.Severity == Severity.Error).ToList();
        Assert.NotEmpty(errors);
        Assert.All(errors, f => Assert.NotEqual("UPLOAD_NOT_HANDLED", f.Code));
        Assert.Equal(errors.Count, attempt.FindingCounts.Error);
    }

    private static byte[] GeoJson(string ordinate) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $$$"""
        {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"patch_no":"X1","period":"{{{SyntheticPatches.Period}}}",
        "bef_date":"2012-08-27","aft_date":"2013-08-12","bef_cover":"parcel","aft_cover":"parcel"},"geometry":{"type":"Polygon","coordinates":
        [[[-71.1,42.37],[-71.1,{{{ordinate}}}],[-71.0998,42.3702],[-71.0998,42.37],[-71.1,42.37]]]}}]}
        """));

    private static string FixtureFolder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "tests", "fixtures", "formats", "yauzl-failure");
            if (Directory.Exists(folder))
                return folder;
        }

        throw new DirectoryNotFoundException("tests/fixtures/formats/yauzl-failure");
    }
}
