using System.Diagnostics;
using Platform.Domain.Profiles;
using Platform.Domain.Samples;
using Platform.Functions.Sample;
using Platform.Orchestrations.Waking;
using Platform.Storage;
using Platform.Storage.Identity;

namespace Platform.Tests.Faults;

/// <summary>What a run came to.</summary>
/// <param name="Kills">Kills by moment.</param>
/// <param name="Files">What it left behind.</param>
/// <param name="Sweeps">What the sweeper found and mended.</param>
/// <param name="Took">How long it took.</param>
internal sealed record FaultOutcome(IReadOnlyDictionary<string, int> Kills, RunFiles Files, IReadOnlyList<SweepReport> Sweeps, TimeSpan Took);

/// <summary>
/// The sample's main job, driven from this process against a platform in a child process that is killed at named moments. The driver is an ordinary
/// client and knows nothing of the kills.
/// </summary>
internal sealed class FaultRun(SampleManifest manifest, PatchFile patches, string sampleDirectory, string directory, TextWriter output)
{
    private const string Password = "sample-run-only";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    /// <summary>Runs the job; at each moment the platform is killed <paramref name="kills"/> times.</summary>
    /// <param name="moments">When to kill.</param>
    /// <param name="kills">How often at each.</param>
    /// <param name="loseStorage">Whether the whole blob storage is lost after the job: every derived file has to be made again.</param>
    /// <param name="cancellation">Ends the run.</param>
    public async Task<FaultOutcome> RunAsync(IReadOnlyList<Moment> moments, int kills, bool loseStorage, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var profile = ProfileCatalogue.Load(ProfileLoader.ShippedRoot, manifest.Profile).Required(manifest.Profile);
        var data = Path.Combine(directory, "data");
        await AddAccountsAsync(data, profile);
        using var platform = new PlatformProcess(data);
        await platform.StartAsync(cancellation);
        using var officer = await SampleApi.SignInAsync(platform.Address, "officer", Password, cancellation);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var killer = KillAsync(platform, officer, moments, kills, done.Token);
        var job = new SampleRun(platform.Address, profile, manifest, sampleDirectory, Password, _ => patches, output)
            .RunAsync(Path.Combine(directory, "out"), cancellation);

        // A platform that does not come back ends the run; the job alone would wait for it.
        if (await Task.WhenAny(job, killer) == killer)
            await killer;
        await job;
        await done.CancelAsync();
        var killed = await killer;
        if (loseStorage)
            killed["storage"] = await LoseStorageAsync(platform, cancellation);
        var files = await RunFiles.CollectAsync(Path.Combine(directory, "files"), officer, manifest, cancellation);
        var sweeps = await officer.GetAsync<IReadOnlyList<SweepReport>>("api/operations/sweeps", cancellation);
        return new FaultOutcome(killed, files, sweeps, clock.Elapsed);
    }

    private async Task AddAccountsAsync(string data, Profile profile)
    {
        var paths = new PlatformPaths(data);
        paths.Create();
        var accounts = new FileAccountStore(paths.Keys);
        foreach (var (name, display, role) in SampleRun.Accounts(profile.UnitList(manifest.UnitList)!))
            await accounts.AddAsync(name, Password, display, [role]);
    }

    // Returns early, with what was done until then, when the job is through.
    private async Task<Dictionary<string, int>> KillAsync(
        PlatformProcess platform, SampleApi officer, IReadOnlyList<Moment> moments, int kills, CancellationToken done)
    {
        var killed = moments.ToDictionary(moment => moment.Name, _ => 0);
        try
        {
            foreach (var moment in moments)
            {
                for (var kill = 0; kill < kills; kill++)
                {
                    while (!await moment.Holds(officer, manifest.Id, done))
                        await Task.Delay(Look, done);
                    await Task.Delay(PauseBefore(kill), done);
                    await KillOnceAsync(platform, moment, storageToo: kill % 2 == 0, done);
                    killed[moment.Name]++;
                }
            }
        }
        catch (OperationCanceledException) when (done.IsCancellationRequested)
        {
            // The job is through.
        }

        return killed;
    }

    private static async Task<int> LoseStorageAsync(PlatformProcess platform, CancellationToken cancellation)
    {
        await platform.KillAsync(storageToo: true);
        Directory.Delete(new PlatformPaths(platform.DataDirectory).Azurite, recursive: true);
        await platform.StartAsync(cancellation);
        return 1;
    }

    private async Task KillOnceAsync(PlatformProcess platform, Moment moment, bool storageToo, CancellationToken done)
    {
        await platform.KillAsync(storageToo);
        var down = Stopwatch.StartNew();
        await platform.StartAsync(done);
        output.WriteLine($"        SIGKILL at {moment.Name}{(storageToo ? ", Azurite too" : "")}; up again after {down.Elapsed.TotalSeconds:0.0} s");
    }

    // The first kill falls at once, the later ones somewhere into the work that goes on.
    private static TimeSpan PauseBefore(int kill) => TimeSpan.FromMilliseconds(kill * 170 % 500);
}
