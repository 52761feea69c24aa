using Azure.Core.Serialization;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Options of the worker.</summary>
public class WorkerOptions
{
    /// <summary>Reads and writes JSON payloads of queue, Service Bus and durable messages; System.Text.Json, any case, when absent.</summary>
    public ObjectSerializer? Serializer { get; set; }

    /// <summary>
    /// Matters on the genuine host only, where it decides whether a function's exception reaches the host wrapped. The embedded host
    /// always keeps the exception as it was thrown.
    /// </summary>
    public bool EnableUserCodeException { get; set; }
}
