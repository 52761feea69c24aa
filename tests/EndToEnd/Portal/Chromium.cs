using Microsoft.Playwright;

namespace Platform.Tests.EndToEnd.Portal;

/// <summary>The browser of the machine. Playwright's own download is not used, so that tests need no network.</summary>
internal static class Chromium
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>Path of the browser, or null when none is installed.</summary>
    public static string? Path { get; } = Places.FirstOrDefault(File.Exists);

    /// <summary>Starts it. Software WebGL, because test machines have no graphics card; no sandbox, because root has none in a container.</summary>
    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
    {
        ExecutablePath = Path,
        Args = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-dev-shm-usage", "--disable-background-networking"],
    });
}

/// <summary>A test in the browser; skipped with a sentence where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Chromium.Path is null)
            Skip = "Chromium is not installed (Debian: apt-get install chromium fonts-noto-cjk).";
    }
}
