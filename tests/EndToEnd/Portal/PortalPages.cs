using Microsoft.Playwright;

namespace Platform.Tests.EndToEnd.Portal;

/// <summary>The sign-in form.</summary>
public sealed class SignInPage(PortalBrowser browser)
{
    public ILocator Message => browser.Page.Locator("#sign-in-message");

    public ILocator Submit => browser.Page.Locator("#sign-in");

    public Task OpenAsync(string path = "/") => browser.Page.GotoAsync(new Uri(browser.Address, path).AbsoluteUri);

    public async Task SignInAsync(string username, string password)
    {
        await browser.Page.Locator("#username").FillAsync(username);
        await browser.Page.Locator("#password").FillAsync(password);
        await Submit.ClickAsync();
    }
}

/// <summary>The list of campaigns.</summary>
public sealed class CampaignsPage(PortalBrowser browser)
{
    public ILocator Rows => browser.Page.Locator("#campaigns tbody tr");

    public Task ChooseAsync(string title) => browser.Page.Locator("#campaigns").GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = title }).ClickAsync();
}

/// <summary>One campaign: map, progress, patches, report.</summary>
public sealed class CampaignPage(PortalBrowser browser)
{
    private IPage Page => browser.Page;

    public ILocator State => Page.Locator("#campaign-state");

    public ILocator ProgressRows => Page.Locator("#progress-table tbody tr");

    public ILocator PatchRows => Page.Locator("#patch-table tbody tr");

    public ILocator Detail => Page.Locator("#patch-detail");

    public ILocator Attribution => Page.Locator("#attribution");

    public ILocator Coordinates => Page.Locator("#coordinates");

    public ILocator Legend => Page.Locator("#legend");

    public ILocator Trace => Page.Locator("#trace");

    public ILocator Disclaimer => Page.Locator("#report-disclaimer");

    public ILocator ReportRow(string table, string row) => Page.Locator($"[data-table='{table}'] [data-row='{row}']");

    public ILocator ProgressRow(string unit) => Page.Locator($"#progress-table [data-unit='{unit}']");

    /// <summary>Waits until the map has drawn everything that it shows at first.</summary>
    public Task MapReadyAsync() => Page.Locator("#map[data-ready]").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });

    /// <summary>Opens a panel by its name in the tab row.</summary>
    public Task PanelAsync(string name) => Page.Locator(".tabs").GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = name, Exact = true }).ClickAsync();

    public Task ColourByAsync(string code) => Page.Locator($"label[for='colouring-{code}']").ClickAsync();

    public async Task ShowLayerAsync(string layer)
    {
        if (await Page.Locator("#layers").GetAttributeAsync("open") is null)
            await Page.Locator("#layers summary").ClickAsync();
        await Page.Locator($"#layer-{layer}").CheckAsync();
    }

    public Task SwitchLanguageAsync() => Page.Locator("#language").ClickAsync();

    public Task SignOutAsync() => Page.Locator("#sign-out").ClickAsync();
}
