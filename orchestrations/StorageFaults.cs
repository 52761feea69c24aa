using Azure;
using Microsoft.DurableTask;
using Platform.Domain.Documents;

namespace Platform.Orchestrations;

/// <summary>Tells a storage that is away, busy or full from everything else that can keep a step from its end.</summary>
internal static class StorageFaults
{
    private static readonly Type[] Kinds =
        [typeof(RequestFailedException), typeof(DocumentStoreException), typeof(IOException), typeof(HttpRequestException), typeof(TimeoutException)];

    /// <summary>Whether the failure, or a cause of it, is one of the storage. A file that ends too early is a fault of the file.</summary>
    public static bool Include(TaskFailureDetails failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerFailure)
        {
            if (Array.Exists(Kinds, cause.IsCausedBy) && !cause.IsCausedBy<EndOfStreamException>())
                return true;
        }

        return false;
    }
}
