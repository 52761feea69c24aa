using Azure.Storage.Blobs;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Functions;
using Platform.Storage.Blobs;

namespace Platform.Tests.Faults.Child;

/// <summary>
/// Delivers the event of every upload again and again, in another order each time, while the host delivers it too: blob events come at least once and in any order.
/// </summary>
internal sealed class Redelivery(IServiceProvider services, BlobServiceClient blobs, LifePlan plan) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Random random = new(plan.Seed);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var container = blobs.GetBlobContainerClient(UploadContainer.Name);
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, stoppingToken).ConfigureAwait(false);
            try
            {
                await DeliverAsync(container, stoppingToken).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // What keeps this delivery from its end keeps the host's own too; the next round tries again.
                await Console.Out.WriteLineAsync($"redelivery: {fault.Message}").ConfigureAwait(false);
            }
        }
    }

    private async Task DeliverAsync(BlobContainerClient container, CancellationToken cancellation)
    {
        var function = ActivatorUtilities.CreateInstance<SubmissionArrived>(services);
        var names = new List<string>();
        await foreach (var blob in container.GetBlobsAsync(cancellationToken: cancellation).ConfigureAwait(false))
            names.Add(blob.Name);
        var order = names.ToArray();
        random.Shuffle(order);
        var workflows = services.GetRequiredService<DurableTaskClient>();
        foreach (var name in order)
            await function.RunAsync(container.GetBlobClient(name), workflows, cancellation).ConfigureAwait(false);
    }
}
