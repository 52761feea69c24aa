using Platform.Domain.Samples;
using Platform.Functions.Sample;
using Platform.Tests.Faults;
using Xunit.Abstractions;

namespace Platform.Tests.EndToEnd.Kills;

/// <summary>The short form of <c>tests/Faults</c>: the sample with few layers, killed once at each moment, and its blob storage lost at the end.</summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private static readonly string[] Roles = ["plan-land-use", "open-space", "special-permits"];

    private static string Shipped => SampleManifest.ShippedDirectory("cambridge");

    private readonly string directory = Directory.CreateTempSubdirectory("platform-kills-").FullName;

    [NodeFact]
    public async Task MainJob_KilledAtEveryMomentAndWithoutItsStorage_LeavesTheSameFiles()
    {
        var sample = SampleManifest.Load(Shipped);
        var few = sample with { Layers = [.. sample.Layers.Where(layer => Roles.Contains(layer.Role))] };
        Assert.Equal(Roles.Length, few.Layers.Count);
        var patches = SamplePatches.Make(few, Shipped, CancellationToken.None);
        var undisturbed = await RunAsync("undisturbed", few, patches, [], loseStorage: false);
        var disturbed = await RunAsync("killed", few, patches, Moment.All, loseStorage: true);

        Assert.All(disturbed.Kills, kill => Assert.Equal(1, kill.Value));
        Assert.Equal(4, disturbed.Kills.Count);
        Assert.Empty(disturbed.Files.DifferencesFrom(undisturbed.Files));
        Assert.All(disturbed.Sweeps, sweep => Assert.Empty(sweep.InstancesFailed));
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private async Task<FaultOutcome> RunAsync(
        string name, SampleManifest manifest, PatchFile patches, IReadOnlyList<Moment> moments, bool loseStorage)
    {
        using var said = new StringWriter();
        try
        {
            return await new FaultRun(manifest, patches, Shipped, Path.Combine(directory, name), TextWriter.Synchronized(said))
                .RunAsync(moments, 1, loseStorage, CancellationToken.None);
        }
        finally
        {
            output.WriteLine(said.ToString());
        }
    }
}
