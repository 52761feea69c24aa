using System.ComponentModel;
using System.Diagnostics;
using Platform.Embedded.Hosting;

namespace Platform.Embedded.Azurite;

/// <summary>Installs Azurite's npm package once; hosts that start together wait for the one that installs.</summary>
internal static class AzuriteInstaller
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    /// <exception cref="HostStartException">npm is missing or fails.</exception>
    public static async Task EnsureAsync(AzuriteFiles files, TextWriter output, CancellationToken cancellation)
    {
        if (files.IsInstalled())
            return;
        Directory.CreateDirectory(files.Home);
        await using var held = await LockAsync(files.InstallLock, cancellation);
        if (files.IsInstalled())
            return;
        output.WriteLine($"Installing Azurite (the local blob and queue storage) with npm into {files.Home}; this happens once and takes about a minute …");
        output.Flush();
        var staging = files.PrepareInstall();
        await NpmAsync(staging, cancellation);
        files.TakeOver(staging);
        output.WriteLine("Azurite is installed.");
    }

    private static async Task<FileStream> LockAsync(string path, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(Poll, cancellation);
            }
        }
    }

    private static async Task NpmAsync(string directory, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--omit=dev", "--no-audit", "--no-fund", "--loglevel=error"])
        {
            WorkingDirectory = directory,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var npm = Start(start);
        var error = npm.StandardError.ReadToEndAsync(cancellation);
        var said = npm.StandardOutput.ReadToEndAsync(cancellation);
        try
        {
            await npm.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            npm.Kill(entireProcessTree: true);
            throw;
        }

        if (npm.ExitCode != 0)
            throw new HostStartException($"'npm ci' in {directory} failed with code {npm.ExitCode}: {(await error + await said).Trim()}");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new HostStartException(
                "npm was not found, and Azurite is not installed: install Node.js 20 or newer, or set AzureWebJobsStorage to the connection string of a storage account.");
        }
    }
}
