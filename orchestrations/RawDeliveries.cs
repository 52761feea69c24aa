using Platform.Domain.Archive;
using Platform.Domain.Submissions;
using Platform.Formats.Intake;
using Platform.Storage;

namespace Platform.Orchestrations;

/// <summary>An upload opened from the raw archive. Dispose it when its rows are read.</summary>
public sealed class OpenedUpload(Delivery delivery, Stream stream) : IDisposable
{
    public Delivery Delivery { get; } = delivery;

    public void Dispose()
    {
        Delivery.Dispose();
        stream.Dispose();
    }
}

/// <summary>Opens uploads from the raw archive: only that copy is ever processed.</summary>
public sealed class RawDeliveries(IRawArchive archive, Workspace workspace)
{
    /// <summary>Opens the content of an attempt under its name.</summary>
    public async Task<OpenedUpload> OpenAsync(Attempt attempt, DeliveryLimits limits, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        ArgumentNullException.ThrowIfNull(limits);
        var stream = await archive.OpenReadAsync(ContentHash.Parse(attempt.Sha256), cancellation).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"The raw archive does not have {attempt.Sha256} of {attempt.Id}.");
        return new OpenedUpload(Deliveries.Open(stream, attempt.Name, limits with { TemporaryFolder = workspace.Root }, cancellation), stream);
    }
}
