using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.Hosting;
using Platform.Embedded.Composition;

namespace Platform.Functions.Commands;

/// <summary>
/// <c>poison list</c> shows the blobs, queue messages, activities and workflows that the running platform has given up, each with its reason;
/// <c>poison redrive ID</c> lets one run again. Exit codes: 0 done, 1 refused or no platform runs, 64 wrong usage.
/// </summary>
internal static class PoisonCommand
{
    private const string Path = "admin/host/poison";

    /// <summary>Runs the command on a host that is built and not started; returns the exit code.</summary>
    public static async Task<int> RunAsync(IHost host, string[] args, CancellationToken cancellation)
    {
        Func<HttpClient, Task<int>>? command = args switch
        {
            ["list"] => platform => ListAsync(platform, cancellation),
            ["redrive", var id] => platform => RedriveAsync(platform, id, cancellation),
            _ => null,
        };
        if (command is null)
            return await CommandFailures.UsageAsync("poison list", "poison redrive ID").ConfigureAwait(false);
        using var client = host.FindAdminClient();
        try
        {
            return client is null ? NotRunning() : await command(client).ConfigureAwait(false);
        }
        catch (HttpRequestException e) when (e.StatusCode is null)
        {
            return NotRunning();
        }
    }

    private static async Task<int> ListAsync(HttpClient platform, CancellationToken cancellation)
    {
        var items = await platform.GetFromJsonAsync<IReadOnlyList<Item>>(Path, cancellation).ConfigureAwait(false) ?? [];
        foreach (var item in items)
            Console.WriteLine($"{item.Id}\t{item.At:u}\t{item.Function}\t{item.What}\t{item.Reason ?? "—"}");
        Console.Error.WriteLine($"{items.Count} 项已放弃 given up");
        return 0;
    }

    private static async Task<int> RedriveAsync(HttpClient platform, string id, CancellationToken cancellation)
    {
        using var answer = await platform.PostAsync(new Uri($"{Path}/redrive?id={Uri.EscapeDataString(id)}", UriKind.Relative), null, cancellation).ConfigureAwait(false);
        if (answer.IsSuccessStatusCode)
        {
            Console.WriteLine($"将重新执行 Runs again: {id}");
            return 0;
        }

        var why = answer.StatusCode is HttpStatusCode.NotFound
            ? "没有此项，请用 poison list 查看 There is none; see poison list"
            : (await answer.Content.ReadFromJsonAsync<Refusal>(cancellation).ConfigureAwait(false))?.Detail;
        await Console.Error.WriteLineAsync($"{id}: {why} ({(int)answer.StatusCode})").ConfigureAwait(false);
        return 1;
    }

    private static int NotRunning()
    {
        Console.Error.WriteLine("平台没有在此数据目录上运行 No platform runs on this data directory.");
        return 1;
    }

    private sealed record Item(string Id, string Function, string What, string? Reason, DateTimeOffset At);

    private sealed record Refusal(string? Detail);
}
