namespace Microsoft.Azure.Functions.Worker;

/// <summary>When a timer function ran and will run, in UTC.</summary>
public class ScheduleStatus
{
    /// <summary>Start of the last run; the default value before the first.</summary>
    public DateTime Last { get; set; }

    /// <summary>Next time that is due.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this record was written.</summary>
    public DateTime LastUpdated { get; set; }
}
