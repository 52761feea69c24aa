using Microsoft.Playwright;
using Platform.Tests.EndToEnd.Portal.Stub;
using static Microsoft.Playwright.Assertions;

namespace Platform.Tests.EndToEnd.Portal;

/// <summary>
/// The page at the two usual screen sizes. Where the environment variable PORTAL_SCREENSHOTS names a folder, pictures are left there for people to look at.
/// </summary>
public sealed class PortalLayoutTests : IAsyncLifetime
{
    private StubPlatform stub = null!;

    public async Task InitializeAsync() => stub = await StubPlatform.StartAsync();

    public async Task DisposeAsync() => await stub.DisposeAsync();

    [BrowserFact]
    public Task Pages_At1280By800_FitTheWindow() => WalkAsync(1280, 800);

    [BrowserFact]
    public Task Pages_At1920By1080_FitTheWindow() => WalkAsync(1920, 1080);

    private async Task WalkAsync(int width, int height)
    {
        await using var browser = await PortalBrowser.OpenAsync(stub.Address, width, height);
        var (form, page) = (new SignInPage(browser), new CampaignPage(browser));
        await form.OpenAsync();
        await CheckAsync(browser, "1-sign-in");
        await form.SignInAsync(StubPlatform.Username, StubPlatform.Password);
        await CheckAsync(browser, "2-campaigns");
        await new CampaignsPage(browser).ChooseAsync(stub.Data.Campaign.Title);
        await page.MapReadyAsync();
        await CheckAsync(browser, "3-progress");
        await page.PanelAsync("图斑");
        await page.ShowLayerAsync("plan-land-use-1");
        await page.ShowLayerAsync("open-space-1");
        await page.ColourByAsync("suggestedApproval");
        await CheckAsync(browser, "4-patches");
        await page.PatchRows.First.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.Detail.Locator("h2")).ToBeVisibleAsync();
        await CheckAsync(browser, "5-patch");
        stub.Data.Publish();
        await browser.Page.ReloadAsync();
        await page.MapReadyAsync();
        await page.PanelAsync("统计报表");
        await CheckAsync(browser, "6-report");
        await page.ReportRow("approval", "unapproved").ClickAsync();
        await Expect(page.Trace).ToContainTextAsync("个图斑得出");
        await CheckAsync(browser, "7-trace");
        await page.SwitchLanguageAsync();
        await page.MapReadyAsync();
        await page.PanelAsync("Progress");
        await CheckAsync(browser, "8-english");
        Assert.Empty(browser.Faults);
    }

    private static async Task CheckAsync(PortalBrowser browser, string name)
    {
        var (page, size) = (browser.Page, browser.Page.ViewportSize!);
        await page.EvaluateAsync("() => new Promise(done => setTimeout(done, 400))");
        if (Environment.GetEnvironmentVariable("PORTAL_SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{size.Width}-{name}.png") });
        var width = await page.EvaluateAsync<int>("() => Math.max(document.documentElement.scrollWidth, document.querySelector('.panel')?.scrollWidth - document.querySelector('.panel')?.clientWidth + window.innerWidth || 0)");
        Assert.True(width <= size.Width, $"{name}: {width} px are wider than the window of {size.Width} px.");
    }
}
