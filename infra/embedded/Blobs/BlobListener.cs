using System.Collections.Concurrent;
using System.Diagnostics;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;
using Platform.Embedded.Configuration;
using Platform.Embedded.Discovery;
using Platform.Embedded.Hosting;

namespace Platform.Embedded.Blobs;

/// <summary>
/// Finds the new blobs of one function by listing its container below the pattern's literal prefix. A page of the list is compared with
/// the receipts by one query and then dropped; the pause between two lists is at least four times what the last one took, so that a
/// container with very many old blobs costs at most a fifth of one core.
/// </summary>
internal sealed partial class BlobListener(
    FunctionEntry function,
    BlobDeclaration trigger,
    StorageConnections storage,
    BlobReceipts receipts,
    BlobHandler handler,
    BlobSettings settings,
    TimeProvider time,
    ILogger logger) : ITriggerListener
{
    private const int PageSize = 5000;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, byte> going = new(StringComparer.Ordinal);
    private bool warned;

    public async Task RunAsync(TriggerLifetime lifetime)
    {
        using var slots = new Slots(settings.MaxDegreeOfParallelism);
        var backoff = new Backoff(ShortestPause, LongestPause);
        try
        {
            while (true)
            {
                var began = Stopwatch.GetTimestamp();
                var busy = await TryScanAsync(slots, lifetime);
                var least = Stopwatch.GetElapsedTime(began) * 4;
                var pause = backoff.Pause(busy);
                await Task.Delay(pause > least ? pause : least, lifetime.Stopping);
            }
        }
        catch (OperationCanceledException) when (lifetime.Stopping.IsCancellationRequested)
        {
            await slots.DrainAsync();
        }
    }

    private async Task<bool> TryScanAsync(Slots slots, TriggerLifetime lifetime)
    {
        try
        {
            var started = await ScanAsync(slots, lifetime);
            warned = false;
            return started > 0;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return false;
        }
        catch (Exception e) when (e is not OperationCanceledException || !lifetime.Stopping.IsCancellationRequested)
        {
            if (!warned)
                Unreachable(function.Name, trigger.Container, e.Message);
            warned = true;
            return false;
        }
    }

    private async Task<int> ScanAsync(Slots slots, TriggerLifetime lifetime)
    {
        var container = storage.Blobs(trigger.Connection).GetBlobContainerClient(trigger.Container);
        var options = new GetBlobsOptions { Traits = BlobTraits.Metadata, Prefix = trigger.Template?.Prefix };
        var started = 0;
        await foreach (var page in container.GetBlobsAsync(options, lifetime.Stopping).AsPages(pageSizeHint: PageSize))
        {
            foreach (var found in await FreshAsync(page.Values, lifetime.Stopping))
                started += await StartAsync(container, found, slots, lifetime) ? 1 : 0;
        }

        return started;
    }

    private async Task<List<FoundBlob>> FreshAsync(IReadOnlyList<BlobItem> page, CancellationToken cancellation)
    {
        var matching = new List<FoundBlob>();
        foreach (var item in page.Where(item => item.Properties.ETag is not null && !going.ContainsKey(item.Name)))
        {
            Dictionary<string, string>? values = [];
            if (trigger.Template is null || trigger.Template.TryMatch(item.Name, out values))
                matching.Add(new FoundBlob(item, item.Properties.ETag!.Value, values));
        }

        if (matching.Count == 0)
            return matching;
        var finished = await receipts.FinishedAsync(
            function.Name, trigger.Container, [.. matching.Select(blob => (blob.Item.Name, blob.Version))], cancellation);
        matching.RemoveAll(blob => finished.Contains(blob.Item.Name));
        return matching;
    }

    private async Task<bool> StartAsync(BlobContainerClient container, FoundBlob found, Slots slots, TriggerLifetime lifetime)
    {
        var key = new BlobKey(function.Name, trigger.Container, found.Item.Name, found.Version);
        if (!going.TryAdd(found.Item.Name, 0))
            return false;
        var started = false;
        try
        {
            if (await receipts.BeginAsync(key, time.GetUtcNow(), lifetime.Stopping) is not { } attempt)
                return false;
            await slots.StartAsync(() => HandleAsync(container, found, key, attempt, lifetime.Aborting), lifetime.Stopping);
            started = true;
            return true;
        }
        finally
        {
            if (!started)
                going.TryRemove(found.Item.Name, out _);
        }
    }

    private async Task HandleAsync(BlobContainerClient container, FoundBlob found, BlobKey key, int attempt, CancellationToken aborting)
    {
        try
        {
            await handler.HandleAsync(function, trigger, container, found, key, attempt, aborting);
        }
        catch (Exception e)
        {
            NotRecorded(function.Name, key.Path, e);
        }
        finally
        {
            going.TryRemove(found.Item.Name, out _);
        }
    }

    [LoggerMessage(3201, LogLevel.Warning, "Blob function {Function} cannot list container {Container} for now: {Reason}")]
    private partial void Unreachable(string function, string container, string reason);

    [LoggerMessage(3202, LogLevel.Error, "Blob function {Function}: the outcome for {Path} could not be recorded; it runs again")]
    private partial void NotRecorded(string function, string path, Exception exception);
}

/// <param name="Item">The blob as listed.</param>
/// <param name="ETag">Its version.</param>
/// <param name="Values">What the pattern's names took.</param>
internal sealed record FoundBlob(BlobItem Item, ETag ETag, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The version as it is recorded: without quotes, because lists and single answers differ in them.</summary>
    public string Version => ETag.ToString().Trim('"');
}
