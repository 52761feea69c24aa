using System.Collections.Concurrent;
using System.Diagnostics;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;
using Platform.Embedded.Configuration;
using Platform.Embedded.Hosting;
using Platform.Embedded.Invocation;

namespace Platform.Embedded.Blobs;

/// <summary>
/// Finds the new blobs of one function by listing its container below the pattern's literal prefix. A page of the list is compared with
/// the receipts by one query and then dropped; the pause between two lists is at least four times what the last one took (up to 30 s), so
/// that a container with very many old blobs costs a fifth of one core.
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
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, byte> going = new(StringComparer.Ordinal);
    private readonly Stopwatch listing = new();
    private bool warned;

    public async Task RunAsync(TriggerLifetime lifetime)
    {
        using var slots = new Slots(settings.MaxDegreeOfParallelism);
        var backoff = new Backoff(ShortestPause, LongestPause);
        try
        {
            while (true)
            {
                listing.Reset();
                var pause = backoff.Pause(await TryScanAsync(slots, lifetime));
                var least = listing.Elapsed * 4;
                if (least > pause)
                    pause = least < LongestRest ? least : LongestRest;
                await Task.Delay(pause, lifetime.Stopping);
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
        await using var pages = container.GetBlobsAsync(options, lifetime.Stopping).AsPages(pageSizeHint: PageSize).GetAsyncEnumerator(lifetime.Stopping);
        while (await NextAsync(pages, lifetime.Stopping) is { } fresh)
        {
            foreach (var found in fresh)
                started += await StartAsync(container, found, slots, lifetime) ? 1 : 0;
        }

        return started;
    }

    /// <summary>What is new on the next page, or null after the last. Only this is listing; handing out waits for the functions.</summary>
    private async Task<List<FoundBlob>?> NextAsync(IAsyncEnumerator<Page<BlobItem>> pages, CancellationToken cancellation)
    {
        listing.Start();
        try
        {
            return await pages.MoveNextAsync() ? await FreshAsync(pages.Current.Values, cancellation) : null;
        }
        finally
        {
            listing.Stop();
        }
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
        var resting = await receipts.AtRestAsync(
            function.Name, trigger.Container, [.. matching.Select(blob => (blob.Item.Name, blob.Version))], time.GetUtcNow(), cancellation);
        matching.RemoveAll(blob => resting.Contains(blob.Item.Name));
        return matching;
    }

    private async Task<bool> StartAsync(BlobContainerClient container, FoundBlob found, Slots slots, TriggerLifetime lifetime)
    {
        if (!going.TryAdd(found.Item.Name, 0))
            return false;
        try
        {
            await slots.StartAsync(() => HandleAsync(container, found, lifetime), lifetime.Stopping);
            return true;
        }
        catch (OperationCanceledException)
        {
            going.TryRemove(found.Item.Name, out _);
            throw;
        }
    }

    private async Task HandleAsync(BlobContainerClient container, FoundBlob found, TriggerLifetime lifetime)
    {
        var key = new BlobKey(function.Name, trigger.Container, found.Item.Name, found.Version);
        try
        {
            var attempt = await receipts.BeginAsync(key, lifetime.Aborting);
            await handler.HandleAsync(function, trigger, container, found, key, attempt, lifetime.Aborting);
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
