using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Embedded.Azurite;
using Platform.Embedded.Configuration;
using Platform.Embedded.Hosting;
using Platform.Embedded.Http;
using Platform.Embedded.Invocation;

namespace Platform.Embedded.Composition;

/// <summary>
/// A host around the app: takes the data directory and starts Azurite before anything of the app runs, and ends them after everything.
/// Several can live in one process as long as each has its own data directory and ports.
/// </summary>
internal sealed class EmbeddedHost(WebApplication app, DataDirectory data, ListeningAddress listening) : IHost, IAsyncDisposable
{
    public IServiceProvider Services => app.Services;

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            using var signals = new StartSignals(cancellationToken);
            await PrepareAsync(signals);
            await app.StartAsync(cancellationToken);
            Announce();
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await DisposeAsync();
            throw new HostStartException($"{listening.Urls} is taken by another program; choose another port with --port or FUNCTIONS_PORT.");
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        await app.StopAsync(cancellationToken);
        await Services.GetRequiredService<AzuriteService>().StopAsync();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        data.Dispose();
    }

    private async Task PrepareAsync(StartSignals signals)
    {
        data.Take();
        var info = Services.GetRequiredService<EmbeddedHostInfo>();
        if (Services.GetServices<IStartupCheck>().SelectMany(check => check.Refusals(info)).ToList() is { Count: > 0 } refusals)
            throw new HostStartException(refusals);
        Services.GetRequiredService<HostState>().Open(data.HostDatabase);
        var catalogue = Services.GetRequiredService<FunctionCatalogue>();
        var guarded = catalogue.With<HttpDeclaration>().Where(found => found.Trigger.Level == AuthorizationLevel.Function);
        Services.GetRequiredService<HostKeys>().Current = FunctionKeys.Open(data.KeyFile, guarded.Select(found => found.Function.Name));
        info.Functions = [.. catalogue.All.Select(function => function.Name)];
        try
        {
            await Services.GetRequiredService<AzuriteService>().StartAsync(signals.Token);
        }
        catch (OperationCanceledException) when (signals.Received)
        {
            throw new HostStartException("It was told to stop while it was starting.");
        }
    }

    private void Announce()
    {
        var info = Services.GetRequiredService<EmbeddedHostInfo>();
        info.BaseAddress = new Uri(app.Urls.First().Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal) + "/");
        DurableFile.Replace(data.AddressFile, Encoding.UTF8.GetBytes(info.BaseAddress.AbsoluteUri), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var output = Services.GetRequiredService<EmbeddedHostOptions>().Output;
        output.WriteLine();
        output.WriteLine($"  {info.BaseAddress}");
        output.WriteLine($"  {info.Functions.Count} functions; data in {info.DataDirectory}");
        foreach (var line in Services.GetServices<IStartupNotice>().SelectMany(notice => notice.Lines(info)))
            output.WriteLine("  " + line);
        output.WriteLine();
        output.Flush();
    }
}
