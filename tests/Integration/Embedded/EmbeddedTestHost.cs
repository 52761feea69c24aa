using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Embedded.Composition;
using Platform.Embedded.Hosting;

namespace Platform.Tests.Integration.Embedded;

/// <summary>An app of the given functions on an embedded host of its own: free port, own data directory, any clock.</summary>
internal sealed class EmbeddedTestHost : IAsyncDisposable
{
    private readonly IHost host;
    private readonly bool ownsDirectory;

    private EmbeddedTestHost(IHost host, string directory, bool ownsDirectory, StringWriter output)
    {
        this.host = host;
        this.ownsDirectory = ownsDirectory;
        Directory = directory;
        Output = output;
        Client = new HttpClient { BaseAddress = Info.BaseAddress };
    }

    public IServiceProvider Services => host.Services;

    // Without a word the host would start Azurite on its default ports, for every test the same.
    private const string NoStorage = "--AzureWebJobsStorage=none";

    public EmbeddedHostInfo Info => host.Services.GetRequiredService<EmbeddedHostInfo>();

    public HttpClient Client { get; }

    public string Directory { get; }

    public StringWriter Output { get; }

    public static async Task<EmbeddedTestHost> StartAsync(
        Type[] functions, Action<FunctionsApplicationBuilder>? configure = null, string hostJson = "{}", string[]? args = null, string? directory = null)
    {
        var root = directory ?? System.IO.Directory.CreateTempSubdirectory("embedded-").FullName;
        await File.WriteAllTextAsync(Path.Combine(root, "host.json"), hostJson);
        var output = new StringWriter();
        var builder = FunctionsApplication.CreateBuilder(
            [$"--contentRoot={root}", $"--PLATFORM_DATA_DIR={Path.Combine(root, "data")}", "--port=0", NoStorage, .. args ?? []]);
        builder.ConfigureFunctionsWebApplication();
        builder.ConfigureEmbeddedHost(options =>
        {
            options.Output = output;
            foreach (var type in functions)
                options.FunctionTypes.Add(type);
        });
        configure?.Invoke(builder);
        var host = builder.Build();
        await host.StartAsync();
        return new EmbeddedTestHost(host, root, directory is null, output);
    }

    /// <summary>Shows the master key from now on.</summary>
    public async Task UseMasterKeyAsync()
    {
        using var keys = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Info.DataDirectory, "host", "keys.json")));
        Client.DefaultRequestHeaders.Add("x-functions-key", keys.RootElement.GetProperty("master").GetString());
    }

    /// <summary>What the host has given up.</summary>
    public async Task<IReadOnlyList<PoisonItem>> PoisonAsync() => (await Client.GetFromJsonAsync<IReadOnlyList<PoisonItem>>("admin/host/poison"))!;

    /// <summary>Asks for another run of something that was given up.</summary>
    public async Task<HttpStatusCode> RedriveAsync(string id) =>
        (await Client.PostAsync($"admin/host/poison/redrive?id={Uri.EscapeDataString(id)}", null)).StatusCode;

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
        if (ownsDirectory)
            System.IO.Directory.Delete(Directory, recursive: true);
    }
}
