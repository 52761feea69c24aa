using Microsoft.Extensions.DependencyInjection;
using Platform.Embedded.Hosting;
using Platform.Findings;
using Platform.Storage.Backups;
using Platform.Storage.Cosmos;

namespace Platform.Functions.Commands;

/// <summary>How commands say what is wrong: one sentence in each language, and the exit code.</summary>
internal static class CommandFailures
{
    private const int Refused = 1, WrongUsage = 64;

    /// <summary>Runs a command; a refusal is said and not thrown.</summary>
    public static async Task<int> SayAsync(Func<Task<int>> command)
    {
        try
        {
            return await command().ConfigureAwait(false);
        }
        catch (RefusedException e)
        {
            return Say([e.Finding]);
        }
        catch (HostStartException e)
        {
            await Console.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
            return Refused;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"读写失败 Reading or writing failed: {e.Message}").ConfigureAwait(false);
            return Refused;
        }
    }

    /// <summary>Says that the documents are not in the data directory, with which alone the command deals.</summary>
    public static Task<int> ElsewhereAsync(IServiceProvider services)
    {
        var account = services.GetRequiredService<CosmosSettings>().Endpoint.Host;
        return Task.FromResult(Say([BackupFindings.DocumentsElsewhere.At(new Location(account), account)]));
    }

    /// <summary>Says findings; 0 when there are none.</summary>
    public static int Say(IReadOnlyList<Finding> findings, int exitCode = Refused)
    {
        foreach (var finding in findings)
            Console.Error.WriteLine($"{finding.Code}: {finding.Message} {finding.MessageEn}");
        return findings.Count == 0 ? 0 : exitCode;
    }

    public static async Task<int> UsageAsync(params string[] lines)
    {
        foreach (var line in lines)
            await Console.Error.WriteLineAsync(line).ConfigureAwait(false);
        return WrongUsage;
    }
}
