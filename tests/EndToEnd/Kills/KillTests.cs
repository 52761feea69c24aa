using Platform.Tests.Faults;
using Xunit.Abstractions;

namespace Platform.Tests.EndToEnd.Kills;

/// <summary>The short form of <c>tests/Faults</c>: one campaign that is killed at random moments, compared with one that is not.</summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int Kills = 6;
    private const int Seed = 1;

    private readonly string directory = Directory.CreateTempSubdirectory("platform-kills-").FullName;

    [NodeFact]
    public async Task SmallCampaign_KilledAtRandomMoments_LosesNothingAndCountsNothingTwice()
    {
        using var said = new StringWriter();
        try
        {
            var result = await new FaultProgram(new Options(Kills, Seed, Path.Combine(directory, "runs"), "random moments"), TextWriter.Synchronized(said))
                .RunAsync(CancellationToken.None);
            Assert.True(result.Kills >= Kills);
            Assert.Equal($"kills={result.Kills} seed={Seed} lost=0 twice=0 differing=0", result.Line(Seed));
        }
        finally
        {
            output.WriteLine(said.ToString());
        }
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);
}
