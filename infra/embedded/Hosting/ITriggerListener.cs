namespace Platform.Embedded.Hosting;

/// <summary>Waits for one function's events and runs it.</summary>
internal interface ITriggerListener
{
    /// <summary>Runs until the lifetime says stop; returns when the last invocation has ended. It survives every failure of the storage.</summary>
    Task RunAsync(TriggerLifetime lifetime);
}
