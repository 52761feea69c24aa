namespace Microsoft.DurableTask;

/// <summary>How an orchestration starts over.</summary>
public class ContinueAsNewOptions
{
    /// <summary>Input of the new execution.</summary>
    public object? NewInput { get; set; }

    /// <summary>Whether external events that nobody waited for are delivered to the new execution.</summary>
    public bool PreserveUnprocessedEvents { get; set; } = true;

    /// <summary>Version of the new execution; the present one when null.</summary>
    public string? NewVersion { get; set; }
}
