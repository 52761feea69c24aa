using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging;
using Platform.Embedded.Configuration;
using Platform.Embedded.Hosting;
using Platform.Embedded.Invocation;

namespace Platform.Embedded.Blobs;

/// <summary>Runs a function for one version of a blob and records what came of it: receipt, pause before the next attempt, or poison.</summary>
internal sealed partial class BlobHandler(
    FunctionInvoker invoker,
    BlobReceipts receipts,
    StorageConnections storage,
    HostSettings settings,
    EmbeddedHostOptions options,
    ILogger<BlobHandler> logger)
{
    /// <summary>Queue that names the blobs that were given up, in the storage account of the blob.</summary>
    public const string PoisonQueue = "webjobs-blobtrigger-poison";

    public async Task HandleAsync(
        FunctionEntry function, BlobDeclaration trigger, BlobContainerClient container, FoundBlob found, BlobKey key, int attempt, CancellationToken aborting)
    {
        if (attempt > settings.Blobs.PoisonBlobThreshold)
        {
            await GiveUpAsync(trigger, key, "The process ended during each attempt.");
            return;
        }

        var blob = container.GetBlobClient(found.Item.Name);
        try
        {
            await invoker.InvokeAsync(function, new TriggerInput(new BlobVersion(blob, found.ETag), Data(blob, found)), aborting);
        }
        catch (OperationCanceledException) when (aborting.IsCancellationRequested)
        {
            await receipts.UndoAsync(key);
            return;
        }
        catch (Exception e)
        {
            await FailedAsync(trigger, blob, key, attempt, e);
            return;
        }

        await receipts.FinishAsync(key, options.TimeProvider.GetUtcNow());
    }

    private async Task FailedAsync(BlobDeclaration trigger, BlobClient blob, BlobKey key, int attempt, Exception failure)
    {
        if (!await IsCurrentAsync(blob, key))
        {
            Superseded(key.Function, key.Path);
            await receipts.ForgetAsync(key);
            return;
        }

        Failed(key.Function, key.Path, attempt, settings.Blobs.PoisonBlobThreshold, failure);
        if (attempt >= settings.Blobs.PoisonBlobThreshold)
        {
            await GiveUpAsync(trigger, key, failure.Message);
            return;
        }

        var delays = options.BlobRetryDelays;
        var pause = delays.Count == 0 ? TimeSpan.Zero : delays[Math.Min(attempt, delays.Count) - 1];
        await receipts.FailAsync(key, options.TimeProvider.GetUtcNow() + pause, failure.Message);
    }

    /// <summary>Whether the version that was noticed is still there: what is gone or overwritten was no failure of the function.</summary>
    private static async Task<bool> IsCurrentAsync(BlobClient blob, BlobKey key)
    {
        try
        {
            var properties = await blob.GetPropertiesAsync();
            return properties.Value.ETag.ToString().Trim('"') == key.ETag;
        }
        catch (RequestFailedException e)
        {
            return e.Status != 404;
        }
    }

    private async Task GiveUpAsync(BlobDeclaration trigger, BlobKey key, string reason)
    {
        var queue = storage.Queues(trigger.Connection).GetQueueClient(PoisonQueue);
        await queue.CreateIfNotExistsAsync();
        await queue.SendMessageAsync(JsonSerializer.Serialize(new
        {
            Type = "BlobTrigger",
            FunctionId = "Host.Functions." + key.Function,
            BlobType = "BlockBlob",
            ContainerName = key.Container,
            BlobName = key.Path,
            ETag = $"\"{key.ETag}\"",
        }));
        await receipts.GiveUpAsync(key, reason, options.TimeProvider.GetUtcNow());
        GivenUp(key.Function, key.Path, reason, PoisonQueue);
    }

    private static Dictionary<string, object?> Data(BlobClient blob, FoundBlob found)
    {
        var data = found.Values.ToDictionary(pair => pair.Key, pair => (object?)pair.Value, StringComparer.OrdinalIgnoreCase);
        var properties = found.Item.Properties;
        data["BlobTrigger"] = $"{blob.BlobContainerName}/{blob.Name}";
        data["Uri"] = JsonSerializer.Serialize(blob.Uri);
        data["Metadata"] = JsonSerializer.Serialize(found.Item.Metadata);
        data["Properties"] = JsonSerializer.Serialize(new
        {
            ETag = found.ETag.ToString("H"),
            properties.LastModified,
            properties.ContentLength,
            properties.ContentType,
            ContentHash = properties.ContentHash is { } hash ? Convert.ToBase64String(hash) : null,
        });
        return data;
    }

    [LoggerMessage(3211, LogLevel.Error, "Blob function {Function} failed for {Path} (attempt {Attempt} of {Most})")]
    private partial void Failed(string function, string path, int attempt, int most, Exception exception);

    [LoggerMessage(3212, LogLevel.Error, "Blob function {Function} gives {Path} up ({Reason}); it is named in queue {Queue}")]
    private partial void GivenUp(string function, string path, string reason, string queue);

    [LoggerMessage(3213, LogLevel.Information, "Blob function {Function}: {Path} was overwritten or deleted meanwhile; that version is dropped")]
    private partial void Superseded(string function, string path);
}
