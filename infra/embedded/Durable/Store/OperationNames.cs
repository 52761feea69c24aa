namespace Platform.Embedded.Durable.Store;

/// <summary>Names of what is committed, as observers of commits see them. Stable.</summary>
internal static class OperationNames
{
    public const string Open = "open";
    public const string StartsCounted = "starts-counted";
    public const string Start = "start";
    public const string Restart = "restart";
    public const string Message = "message";
    public const string Turn = "turn";
    public const string Timers = "timers";
    public const string Purge = "purge";
    public const string Quarantine = "quarantine";
    public const string Rewind = "rewind";
}
