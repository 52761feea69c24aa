using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Platform.Tests.EndToEnd.Portal;

/// <summary>
/// A browser window on a running platform. Everything that must never happen is collected in <see cref="Faults"/>: script errors, console errors and
/// requests that leave the platform.
/// </summary>
public sealed class PortalBrowser : IAsyncDisposable
{
    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private PortalBrowser(IPlaywright playwright, IBrowser browser, IPage page, Uri address) =>
        (this.playwright, this.browser, Page, Address) = (playwright, browser, page, address);

    public IPage Page { get; }

    public Uri Address { get; }

    public ConcurrentQueue<string> Faults { get; } = new();

    /// <summary>Opens a window of the given size; nothing is loaded yet.</summary>
    public static async Task<PortalBrowser> OpenAsync(Uri address, int width = 1280, int height = 800)
    {
        ArgumentNullException.ThrowIfNull(address);
        var playwright = await Playwright.CreateAsync();
        var browser = await Chromium.LaunchAsync(playwright);
        var page = await browser.NewPageAsync(new BrowserNewPageOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height }, Locale = "zh-CN", TimezoneId = "Asia/Shanghai", ReducedMotion = ReducedMotion.Reduce,
        });
        page.SetDefaultTimeout(30_000);
        var opened = new PortalBrowser(playwright, browser, page, address);
        opened.Watch();
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    private void Watch()
    {
        Page.PageError += (_, error) => Faults.Enqueue($"script: {error}");
        Page.Console += (_, message) =>
        {
            // A refused call (401, 404) is logged by the browser itself and is part of some tests.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
                Faults.Enqueue($"console: {message.Text}");
        };
        Page.Request += (_, request) =>
        {
            if (request.Url.StartsWith("http", StringComparison.Ordinal) && !request.Url.StartsWith(Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal))
                Faults.Enqueue($"outside request: {request.Url}");
        };
    }
}
