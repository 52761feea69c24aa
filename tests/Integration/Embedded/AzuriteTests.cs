using System.Diagnostics;
using System.Net.Sockets;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.Embedded.Hosting;

namespace Platform.Tests.Integration.Embedded;

/// <summary>Azurite's life beside the host's.</summary>
public sealed class AzuriteTests
{
    private static readonly Type[] NoFunctions = [typeof(AzuriteFixture.Nothing)];

    [NodeFact]
    public async Task Azurite_StopsWithItsHost_AndKeepsWhatItStored()
    {
        var directory = Directory.CreateTempSubdirectory("azurite-").FullName;
        int port;
        await using (var host = await EmbeddedTestHost.StartAsync(NoFunctions, args: AzuriteFixture.FreePorts, directory: directory))
        {
            var connection = Connection(host);
            port = new BlobServiceClient(connection).Uri.Port;
            await new BlobContainerClient(connection, "kept").CreateAsync();
            await new BlobClient(connection, "kept", "文件.txt").UploadAsync(BinaryData.FromString("still here"));
        }

        Assert.False(await ListensAsync(port));
        await using (var host = await EmbeddedTestHost.StartAsync(NoFunctions, args: AzuriteFixture.FreePorts, directory: directory))
        {
            var content = await new BlobClient(Connection(host), "kept", "文件.txt").DownloadContentAsync();
            Assert.Equal("still here", content.Value.Content.ToString());
        }

        Directory.Delete(directory, recursive: true);
    }

    [NodeFact]
    public async Task Azurite_ThatIsKilled_IsStartedAgain()
    {
        await using var host = await EmbeddedTestHost.StartAsync(NoFunctions, args: AzuriteFixture.FreePorts);
        var service = new BlobServiceClient(Connection(host));
        var process = Process.GetProcessesByName("node").Single(node => Arguments(node).Contains(host.Directory, StringComparison.Ordinal));
        process.Kill();
        await process.WaitForExitAsync();
        await Eventually.TrueAsync(() => ListensAsync(service.Uri.Port), () => "Azurite listening again");
        Assert.NotNull((await service.GetPropertiesAsync()).Value);
    }

    [NodeFact]
    public async Task ForeignProgram_OnAzuritesPorts_IsNamed()
    {
        await using var other = await EmbeddedTestHost.StartAsync(NoFunctions);
        var port = other.Info.BaseAddress!.Port;
        var refused = await Assert.ThrowsAsync<HostStartException>(() => EmbeddedTestHost.StartAsync(
            NoFunctions, args: ["--AzureWebJobsStorage=UseDevelopmentStorage=true", $"--AZURITE_BLOB_PORT={port}", $"--AZURITE_QUEUE_PORT={port}"]));
        Assert.Contains("not a storage emulator", refused.Message, StringComparison.Ordinal);
    }

    [NodeFact]
    public async Task RunningAzurite_IsUsedInsteadOfAnother()
    {
        await using var first = await EmbeddedTestHost.StartAsync(NoFunctions, args: AzuriteFixture.FreePorts);
        var settings = first.Services.GetRequiredService<IConfiguration>();
        var (blob, queue) = (settings["Embedded:Azurite:BlobPort"], settings["Embedded:Azurite:QueuePort"]);
        await using (var second = await EmbeddedTestHost.StartAsync(
            NoFunctions, args: ["--AzureWebJobsStorage=UseDevelopmentStorage=true", $"--AZURITE_BLOB_PORT={blob}", $"--AZURITE_QUEUE_PORT={queue}"]))
        {
            Assert.Equal(Connection(first), Connection(second));
            Assert.False(Directory.Exists(Path.Combine(second.Info.DataDirectory, "azurite")));
        }

        Assert.NotNull((await new BlobServiceClient(Connection(first)).GetPropertiesAsync()).Value);
    }

    private static string Connection(EmbeddedTestHost host) => host.Services.GetRequiredService<IConfiguration>()["AzureWebJobsStorage"]!;

    private static string Arguments(Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/cmdline");
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }

    private static async Task<bool> ListensAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
