using Microsoft.Playwright;
using Platform.Domain.Monitoring;
using Platform.Tests.EndToEnd.Portal.Stub;
using static Microsoft.Playwright.Assertions;

namespace Platform.Tests.EndToEnd.Portal;

/// <summary>The portal in a real browser, against the stub of the API. Figures that the page shows are compared with the records behind the stub.</summary>
public sealed class PortalTests : IAsyncLifetime
{
    private StubPlatform stub = null!;

    public async Task InitializeAsync() => stub = await StubPlatform.StartAsync();

    public async Task DisposeAsync() => await stub.DisposeAsync();

    [BrowserFact]
    public async Task SignIn_WrongThenRight_SaysWhyAndOpensTheCampaigns()
    {
        await using var browser = await PortalBrowser.OpenAsync(stub.Address);
        var form = new SignInPage(browser);
        await form.OpenAsync();
        await Expect(browser.Page.Locator("html")).ToHaveAttributeAsync("lang", "zh-CN");
        await form.SignInAsync(StubPlatform.Username, "wrong");
        await Expect(form.Message).ToHaveTextAsync("用户名或密码不正确。");
        await form.SignInAsync(StubPlatform.Username, StubPlatform.Password);
        await Expect(new CampaignsPage(browser).Rows).ToHaveCountAsync(1);
        await Expect(browser.Page.Locator(".person-roles")).ToHaveTextAsync("省厅经办（全部单元）");
        Assert.Empty(browser.Faults);
    }

    [BrowserFact]
    public async Task Campaign_Running_ShowsMapAndProgressThatFollowsTheBureaus()
    {
        await using var browser = await PortalBrowser.OpenAsync(stub.Address);
        var page = await OpenCampaignAsync(browser);
        await Expect(page.State).ToHaveTextAsync("核查中");
        await Expect(page.ProgressRows).ToHaveCountAsync(stub.Data.Units.Units.Count);
        await Expect(page.ProgressRow("N08")).ToContainTextAsync("逾期");
        await Expect(page.ProgressRow("N03")).ToContainTextAsync("2026-04-01");
        await Expect(page.Attribution).ToContainTextAsync(stub.Data.Units.ExtentLabel.Zh);
        await Expect(page.Attribution).ToContainTextAsync("审图号");
        await Expect(page.Coordinates).ToContainTextAsync("西经");
        await Expect(page.ProgressRow("N03")).ToContainTextAsync("已上报");
        stub.Data.Accept("N03");
        await Expect(page.ProgressRow("N03")).ToContainTextAsync("已通过", new() { Timeout = 15_000 });
        var accepted = stub.Data.Patches.Count(p => p.State == PatchState.Accepted);
        await Expect(page.Legend.Locator("li", new() { HasText = "已通过" }).Locator(".legend-count")).ToHaveTextAsync($"{accepted}");
        Assert.Empty(browser.Faults);
    }

    [BrowserFact]
    public async Task Patch_ChosenInTheList_ShowsPrejudgementAnswerAndSources()
    {
        await using var browser = await PortalBrowser.OpenAsync(stub.Address);
        var page = await OpenCampaignAsync(browser);
        await page.PanelAsync("图斑");
        await Expect(page.PatchRows).ToHaveCountAsync(200);
        await browser.Page.Locator("#patch-search").FillAsync("C14-0001");
        await Expect(page.PatchRows).ToHaveCountAsync(1);
        await page.PatchRows.GetByRole(AriaRole.Link).ClickAsync();
        var patch = stub.Data.Patches[0];
        await Expect(page.Detail.Locator("h2")).ToContainTextAsync(patch.Number);
        await Expect(page.Detail).ToContainTextAsync($"{patch.Patch.AreaM2:N0} m²");
        await Expect(page.Detail.Locator("[data-theme='no-build-zone']")).ToContainTextAsync("未知");
        await Expect(page.Detail).ToContainTextAsync(patch.Prejudgement!.Reasons[0].Chinese);
        await Expect(page.Detail).ToContainTextAsync($"SHA-256 {patch.Patch.Source.Sha256}");
        await Expect(page.Detail).ToContainTextAsync($"SHA-256 {patch.Current!.Source.Sha256}");
        Assert.EndsWith($"/campaigns/{StubCampaign.Id}/patches/N01/{patch.PatchKey}", browser.Page.Url, StringComparison.Ordinal);
        Assert.Empty(browser.Faults);
    }

    [BrowserFact]
    public async Task Map_ClickOnAPatch_OpensItsDetail()
    {
        await using var browser = await PortalBrowser.OpenAsync(stub.Address);
        var page = await OpenCampaignAsync(browser);
        await page.PanelAsync("图斑");
        await browser.Page.Locator("#patch-search").FillAsync("C14-0001");
        await page.PatchRows.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.Detail.Locator("h2")).ToContainTextAsync("C14-0001");
        await page.PanelAsync("核查进度");

        // The chosen patch was brought to the middle of the map.
        var box = (await browser.Page.Locator("#map").BoundingBoxAsync())!;
        await Expect(page.Coordinates).ToBeVisibleAsync();
        await browser.Page.Mouse.ClickAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await Expect(page.Detail.Locator("h2")).ToContainTextAsync("C14-0001");
        Assert.Empty(browser.Faults);
    }

    [BrowserFact]
    public async Task Report_Published_ShowsTablesTracesARowAndSavesAFile()
    {
        stub.Data.Publish();
        await using var browser = await PortalBrowser.OpenAsync(stub.Address);
        var page = await OpenCampaignAsync(browser);
        await page.PanelAsync("统计报表");
        var unapproved = stub.Data.Patches.Where(p => p.Approval == ApprovalStatus.Unapproved).ToList();
        await Expect(page.ReportRow("approval", "unapproved")).ToContainTextAsync($"{unapproved.Count}");
        await Expect(page.ReportRow("approval", "unapproved")).ToContainTextAsync($"{unapproved.Sum(p => p.Patch.AreaM2):N0}");
        await Expect(page.ReportRow("legality", "total")).ToContainTextAsync("100.0%");
        await Expect(page.Disclaimer).ToContainTextAsync("示例答复");
        await page.ReportRow("approval", "unapproved").ClickAsync();
        await Expect(page.Trace).ToContainTextAsync($"由 {unapproved.Count} 个图斑得出");
        await Expect(page.Legend).ToContainTextAsync("突出显示的图斑");
        var download = await browser.Page.RunAndWaitForDownloadAsync(() => browser.Page.Locator("#report-files button").First.ClickAsync());
        Assert.Equal("report.pdf", download.SuggestedFilename);
        Assert.Empty(browser.Faults);
    }

    [BrowserFact]
    public async Task Layers_SwitchedOn_AreReadAndExplained()
    {
        await using var browser = await PortalBrowser.OpenAsync(stub.Address);
        var page = await OpenCampaignAsync(browser);
        var asked = await browser.Page.RunAndWaitForResponseAsync(() => page.ShowLayerAsync("plan-land-use-1"), r => r.Url.Contains("/plan-land-use-1/items?bbox=", StringComparison.Ordinal));
        Assert.Equal(200, asked.Status);
        await Expect(page.Legend).ToContainTextAsync(stub.Data.Rules.CodeList("land-use").Entries.First(e => e.Code == "R").Label.Zh);
        Assert.Empty(browser.Faults);
    }

    [BrowserFact]
    public async Task Language_Switched_KeepsPlaceAndStaysAfterReload()
    {
        await using var browser = await PortalBrowser.OpenAsync(stub.Address);
        var page = await OpenCampaignAsync(browser);
        await page.SwitchLanguageAsync();
        await Expect(browser.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Expect(page.State).ToHaveTextAsync("In verification");
        await Expect(page.ProgressRow("N01")).ToContainTextAsync("East Cambridge");
        await browser.Page.ReloadAsync();
        await Expect(page.State).ToHaveTextAsync("In verification");
        Assert.Empty(browser.Faults);
    }

    [BrowserFact]
    public async Task Token_Refused_LeadsBackToTheFormAndThenToTheSamePage()
    {
        await using var browser = await PortalBrowser.OpenAsync(stub.Address);
        var page = await OpenCampaignAsync(browser);
        stub.RevokeToken();
        var form = new SignInPage(browser);
        await Expect(form.Message).ToContainTextAsync("登录已失效", new() { Timeout = 15_000 });
        await form.SignInAsync(StubPlatform.Username, StubPlatform.Password);
        await Expect(page.ProgressRows).ToHaveCountAsync(stub.Data.Units.Units.Count);
        await page.SignOutAsync();
        await Expect(form.Submit).ToBeVisibleAsync();
        Assert.Null(await browser.Page.EvaluateAsync<string?>("() => sessionStorage.getItem('platform.session')"));
        Assert.Empty(browser.Faults);
    }

    private static async Task<CampaignPage> OpenCampaignAsync(PortalBrowser browser)
    {
        var form = new SignInPage(browser);
        await form.OpenAsync($"/campaigns/{StubCampaign.Id}/progress");
        await form.SignInAsync(StubPlatform.Username, StubPlatform.Password);
        var page = new CampaignPage(browser);
        await page.MapReadyAsync();
        return page;
    }
}
