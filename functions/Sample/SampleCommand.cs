using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Domain.Access;
using Platform.Domain.Profiles;
using Platform.Domain.Samples;
using Platform.Embedded.Hosting;

namespace Platform.Functions.Sample;

/// <summary>
/// <c>sample --out DIR [--exit]</c>: starts the platform on an empty data directory, runs the main job on the shipped sample and stays up, or ends with
/// <c>--exit</c>.
/// </summary>
internal static class SampleCommand
{
    private const int WrongUsage = 64;

    /// <summary>Keeps the sample's storage apart from that of a platform that runs already. Call it before the host is built.</summary>
    public static void UseFreePorts()
    {
        foreach (var port in new[] { "AZURITE_BLOB_PORT", "AZURITE_QUEUE_PORT" })
        {
            if (Environment.GetEnvironmentVariable(port) is null)
                Environment.SetEnvironmentVariable(port, "0");
        }
    }

    /// <summary>Runs the command on a host that is built and not started; returns the exit code.</summary>
    public static async Task<int> RunAsync(IHost host, string[] args)
    {
        var at = Array.IndexOf(args, "--out");
        if (at < 0 || at + 1 >= args.Length)
        {
            await Console.Error.WriteLineAsync("sample --out DIR [--exit]").ConfigureAwait(false);
            return WrongUsage;
        }

        var data = host.Services.GetRequiredService<EmbeddedHostInfo>().DataDirectory;
        if (Directory.Exists(data) && Directory.EnumerateFileSystemEntries(data).Any())
        {
            await Console.Error.WriteLineAsync(
                $"数据目录不是空的 The data directory is not empty: {data}. Set PLATFORM_DATA_DIR to an empty one.").ConfigureAwait(false);
            return WrongUsage;
        }

        var directory = SampleManifest.ShippedDirectory("cambridge");
        var manifest = SampleManifest.Load(directory);
        var profile = host.Services.GetRequiredService<ProfileCatalogue>().Required(manifest.Profile);
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        var accounts = host.Services.GetRequiredService<IAccountStore>();
        foreach (var (name, display, role) in SampleRun.Accounts(profile.UnitList(manifest.UnitList)!))
            await accounts.AddAsync(name, password, display, [role]).ConfigureAwait(false);
        return await RunAsync(host, new Job(profile, manifest, directory, password, Path.GetFullPath(args[at + 1]), args.Contains("--exit"))).ConfigureAwait(false);
    }

    private static async Task<int> RunAsync(IHost host, Job job)
    {
        using var stop = new CancellationTokenSource();
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stop.Cancel);
        await host.StartAsync(stop.Token).ConfigureAwait(false);
        var platform = host.Services.GetRequiredService<EmbeddedHostInfo>().BaseAddress!;
        var run = new SampleRun(
            platform, job.Profile, job.Manifest, job.Directory, job.Password, cancel => SamplePatches.Make(job.Manifest, job.Directory, cancel), Console.Out);
        await run.RunAsync(job.Target, stop.Token).ConfigureAwait(false);
        Console.WriteLine();
        Console.WriteLine($"登录 Sign in at {platform} as officer, reviewer, clerk-… or checker-…; password: {job.Password}");
        if (job.Exit)
            await host.StopAsync(CancellationToken.None).ConfigureAwait(false);
        else
            await host.WaitForShutdownAsync(CancellationToken.None).ConfigureAwait(false);
        return 0;
    }

    private sealed record Job(Profile Profile, SampleManifest Manifest, string Directory, string Password, string Target, bool Exit);
}
