using Platform.Domain.Documents;

namespace Platform.Storage.Cosmos;

/// <summary>
/// Asks again after a fault that may pass, a few times and each time later. The SDK has waited out throttling by then; what is left are lost connections and answers.
/// </summary>
internal sealed class CosmosRetry(TimeProvider time)
{
    private const int Tries = 4;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs <paramref name="ask"/>, which is told whether an earlier try may have had its effect.</summary>
    /// <exception cref="DocumentStoreException">It did not succeed.</exception>
    public async Task<T> RunAsync<T>(string container, Func<bool, Task<T>> ask, CancellationToken cancellation)
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                return await ask(tried > 1).ConfigureAwait(false);
            }
            catch (DocumentStoreException e) when (e.IsTransient && tried < Tries)
            {
            }
            catch (Exception e) when (CosmosFailures.IsTransient(e) || IsTimeout(e, cancellation))
            {
                if (tried == Tries)
                    throw CosmosFailures.Of(container, e);
            }

            await Task.Delay(FirstDelay * Math.Pow(3, tried - 1), time, cancellation).ConfigureAwait(false);
        }
    }

    private static bool IsTimeout(Exception e, CancellationToken cancellation) => e is OperationCanceledException && !cancellation.IsCancellationRequested;
}
