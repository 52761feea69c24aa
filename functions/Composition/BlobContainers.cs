using Microsoft.Extensions.Hosting;
using Platform.Storage.Blobs;

namespace Platform.Functions.Composition;

/// <summary>Creates the blob containers at start.</summary>
public sealed class BlobContainers(UploadContainer uploads, DerivedFiles files) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await uploads.EnsureAsync(cancellationToken).ConfigureAwait(false);
        await files.EnsureAsync(cancellationToken).ConfigureAwait(false);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
