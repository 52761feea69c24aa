namespace Platform.Embedded.Durable.Store;

/// <summary>The engine's database cannot be opened or written. The message says why and what to do; nothing was changed or recreated.</summary>
public sealed class DurableStoreException : Exception
{
    internal DurableStoreException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
