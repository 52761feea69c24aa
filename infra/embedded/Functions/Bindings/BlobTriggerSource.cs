namespace Microsoft.Azure.Functions.Worker;

/// <summary>How a blob trigger learns of blobs.</summary>
public enum BlobTriggerSource
{
    /// <summary>By reading storage logs and listing the container.</summary>
    LogsAndContainerScan = 0,

    /// <summary>By an Event Grid subscription.</summary>
    EventGrid = 1,
}
