using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Domain.Profiles;
using Platform.Embedded.Composition;
using Platform.Embedded.Hosting;
using Platform.Findings;
using Platform.Functions.Composition;
using Platform.Orchestrations.Campaigns;
using Platform.Storage;
using Platform.Storage.Backups;
using Platform.Storage.Blobs;

namespace Platform.Functions.Commands;

/// <summary>
/// <c>backup --out DIR [--without-derived]</c> backs everything up, of a platform that runs or of one that does not; <c>backup verify DIR</c> reads a backup through.
/// Exit codes: 0 done, 1 refused or something is missing, 64 wrong usage.
/// </summary>
internal static class BackupCommand
{
    /// <summary>Runs the command on a host that is built and not started; returns the exit code.</summary>
    public static Task<int> RunAsync(IHost host, string[] args, CancellationToken cancellation) => args switch
    {
        ["--out", ..] when host.Services.HasCosmosDocuments() => CommandFailures.ElsewhereAsync(host.Services),
        ["--out", var directory] => CommandFailures.SayAsync(() => WriteAsync(host, directory, derived: true, cancellation)),
        ["--out", var directory, "--without-derived"] => CommandFailures.SayAsync(() => WriteAsync(host, directory, derived: false, cancellation)),
        ["verify", var directory] => CommandFailures.SayAsync(() => VerifyAsync(new BackupDirectory(directory), cancellation)),
        _ => CommandFailures.UsageAsync("backup --out DIR [--without-derived]", "backup verify DIR"),
    };

    private static async Task<int> WriteAsync(IHost host, string directory, bool derived, CancellationToken cancellation)
    {
        // A platform that does not run is kept from starting meanwhile; its storage has to be started for the uploads in it.
        var paths = new PlatformPaths(host.Services.GetRequiredService<EmbeddedHostInfo>().DataDirectory);
        if (File.Exists(paths.DocumentDatabase) && host.TryTakeDataDirectory())
            await host.StartStorageAsync(cancellation).ConfigureAwait(false);
        var services = host.Services;
        var source = new BackupSource(
            paths, services.GetRequiredService<UploadContainer>(), services.GetRequiredService<DerivedFiles>(), IssueDesk.ProgramVersion);
        var writer = new BackupWriter(source, services.GetRequiredService<ProfileCatalogue>(), services.GetRequiredService<TimeProvider>());
        var manifest = await writer.WriteAsync(directory, derived, cancellation).ConfigureAwait(false);
        var bytes = manifest.Files.Sum(file => file.Bytes).ToString("N0", CultureInfo.InvariantCulture);
        Console.WriteLine(
            $"已备份 Backed up: {Path.GetFullPath(directory)}  {manifest.At:u}  {manifest.Files.Count} files, {bytes} B, "
            + $"{manifest.Uploads.Count} uploads in transit, {manifest.Derived?.Count ?? 0} derived files");
        return CommandFailures.Say(Missing(manifest));
    }

    private static async Task<int> VerifyAsync(BackupDirectory backup, CancellationToken cancellation)
    {
        var findings = await backup.VerifyAsync(cancellation).ConfigureAwait(false);
        var manifest = backup.Read();
        if (findings.Count == 0)
            Console.WriteLine($"备份完好 Sound: {backup.Root}  {manifest.At:u}  {manifest.Files.Count} files");
        return CommandFailures.Say([.. findings, .. Missing(manifest)]);
    }

    private static IReadOnlyList<Finding> Missing(BackupManifest manifest) =>
        [.. manifest.Missing.Select(sha256 => BackupFindings.RawMissing.At(new Location(sha256), sha256))];
}
