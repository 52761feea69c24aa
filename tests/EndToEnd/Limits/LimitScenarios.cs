using System.IO.Compression;
using Platform.Domain.Submissions;
using Platform.Tests.EndToEnd.Scenarios;
using Xunit.Abstractions;

namespace Platform.Tests.EndToEnd.Limits;

/// <summary>Uploads of a gigabyte on a plan with 500 MB of local disk and 2 GB of memory.</summary>
public sealed class LimitScenarios(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Photographs = 256;
    private const int PhotographBytes = 4 * 1024 * 1024;

    private readonly string data = Path.Combine(Environment.GetEnvironmentVariable(LimitsFactAttribute.Variable) ?? Path.GetTempPath(), $"limits-{Guid.NewGuid():N}");
    private ScenarioPlatform? platform;

    private static bool IsAsked => Environment.GetEnvironmentVariable(LimitsFactAttribute.Variable) is not null;

    public async Task InitializeAsync()
    {
        if (!IsAsked)
            return;
        platform = new ScenarioPlatform(Directory.CreateDirectory(Path.Combine(data, "platform")).FullName, _ => { });
        await platform.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (platform is null)
            return;
        await platform.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    /// <summary>A verification result, nearly all of it photographs.</summary>
    [LimitsFact]
    public async Task PackageOfAGigabyte_IsTaken_WithinTheLimits()
    {
        await platform!.PublishLayersAsync();
        await platform.IssueAsync("large", ["N01"], 3);
        var bureau = await platform.ReceivedAsync("N01", "large");
        var package = Path.Combine(data, "package.zip");
        Write(package, bureau);

        var attempt = await LimitedUpload.RunAsync(bureau.Clerk, bureau.Answers(), package, output);

        Assert.Equal((AttemptState.Taken, 3), (attempt.State, attempt.RowsTaken));
    }

    /// <summary>A layer that is read by ranges, and that is small when it is made.</summary>
    [LimitsFact]
    public async Task ShapefileOfAGigabyte_IsPublished_WithinTheLimits()
    {
        const int rows = 100_000;
        var file = Path.Combine(data, "wetlands.zip");
        LargeLayers.WriteShapefile(file, rows);

        var attempt = await LimitedUpload.RunAsync(platform!.Officer, Layer("wetlands.zip"), file, output);

        Assert.Equal((AttemptState.Taken, rows), (attempt.State, attempt.RowsTaken));
        Assert.NotNull(attempt.LayerVersion);
    }

    /// <summary>A layer that has to lie on the disk as a whole.</summary>
    [LimitsFact]
    public async Task GeoPackageOfAGigabyte_IsRefused_WithWhatToDo()
    {
        var file = Path.Combine(data, "wetlands.gpkg");
        LargeLayers.WriteGeoPackage(file, 3_200);

        var attempt = await LimitedUpload.RunAsync(platform!.Officer, Layer("wetlands.gpkg"), file, output);

        Assert.Equal(AttemptState.Refused, attempt.State);
        Assert.Equal(["LAYER_NO_ROOM"], await platform.Officer.ErrorsAsync(attempt));
    }

    private static TicketRequest Layer(string name) => new()
    {
        Kind = SubmissionKind.Layer, Profile = "cambridge", Role = "wetlands", ValidFrom = new DateOnly(2000, 1, 1), Name = name, Size = 0,
    };

    private static void Write(string path, Bureau bureau)
    {
        using var form = new ZipArchive(new MemoryStream(bureau.Form().Approved(bureau.Patches).Zip()));
        using var package = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var entry in form.Entries)
        {
            using var from = entry.Open();
            using var to = package.CreateEntry(entry.FullName).Open();
            from.CopyTo(to);
        }

        // A JPEG's head and noise, which no reader can shorten.
        var random = new Random(1);
        var picture = new byte[PhotographBytes];
        for (var i = 0; i < Photographs; i++)
        {
            random.NextBytes(picture);
            byte[] head = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0];
            head.CopyTo(picture, 0);
            picture[^2] = 0xFF;
            picture[^1] = 0xD9;
            using var entry = package.CreateEntry($"照片/{bureau.Patches[i % bureau.Patches.Count].Number}_{i:000}.jpg", CompressionLevel.NoCompression).Open();
            entry.Write(picture);
        }
    }
}
