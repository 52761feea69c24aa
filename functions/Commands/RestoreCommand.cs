using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Domain.Profiles;
using Platform.Embedded.Composition;
using Platform.Embedded.Hosting;
using Platform.Findings;
using Platform.Functions.Composition;
using Platform.Storage;
using Platform.Storage.Backups;
using Platform.Storage.Blobs;

namespace Platform.Functions.Commands;

/// <summary>
/// <c>restore --from DIR [--replace]</c> restores a backup into the data directory, which is empty or, with <c>--replace</c>, moved aside. The platform must not run.
/// Exit codes: 0 done, 1 refused, 64 wrong usage.
/// </summary>
internal static class RestoreCommand
{
    /// <summary>Runs the command on a host that is built and not started; returns the exit code.</summary>
    public static Task<int> RunAsync(IHost host, string[] args, CancellationToken cancellation) => args switch
    {
        ["--from", ..] when host.Services.HasCosmosDocuments() => CommandFailures.ElsewhereAsync(host.Services),
        ["--from", var directory] => CommandFailures.SayAsync(() => RestoreAsync(host, new BackupDirectory(directory), replace: false, cancellation)),
        ["--from", var directory, "--replace"] => CommandFailures.SayAsync(() => RestoreAsync(host, new BackupDirectory(directory), replace: true, cancellation)),
        _ => CommandFailures.UsageAsync("restore --from DIR [--replace]"),
    };

    private static async Task<int> RestoreAsync(IHost host, BackupDirectory backup, bool replace, CancellationToken cancellation)
    {
        var paths = new PlatformPaths(host.Services.GetRequiredService<EmbeddedHostInfo>().DataDirectory);
        backup.Read();
        if (!host.TryTakeDataDirectory())
            throw new RefusedException(BackupFindings.InUse.At(new Location(paths.Root), paths.Root));
        var restore = new BackupRestore(paths, host.Services.GetRequiredService<ProfileCatalogue>(), host.Services.GetRequiredService<TimeProvider>());
        var manifest = await restore.RestoreAsync(backup, replace, cancellation).ConfigureAwait(false);
        Console.WriteLine($"已恢复 Restored: {paths.Root}  ←  {backup.Root}  {manifest.At:u}");
        if (manifest.Derived is { Count: > 0 })
        {
            await host.StartStorageAsync(cancellation).ConfigureAwait(false);
            await BackupRestore.RestoreDerivedAsync(backup, manifest, host.Services.GetRequiredService<DerivedFiles>(), cancellation).ConfigureAwait(false);
        }

        return CommandFailures.Say([.. manifest.Missing.Select(sha256 => BackupFindings.RawMissing.At(new Location(sha256), sha256))], exitCode: 0);
    }
}
