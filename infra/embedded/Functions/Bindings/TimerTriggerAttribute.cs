using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function on a schedule, never twice at once.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute : TriggerBindingAttribute
{
    /// <param name="schedule">Six-field NCRONTAB expression in UTC, a <see cref="TimeSpan"/>, or <c>%Setting%</c>.</param>
    public TimerTriggerAttribute(string schedule) => Schedule = schedule;

    /// <summary>Six-field NCRONTAB expression in UTC, a <see cref="TimeSpan"/>, or <c>%Setting%</c>.</summary>
    public string Schedule { get; }

    /// <summary>
    /// Whether the last run is stored, so that a run missed while the host was down is made up for. Schedules that fire more often than
    /// once a minute are never stored.
    /// </summary>
    public bool UseMonitor { get; set; } = true;

    /// <summary>Whether the function also runs once when the host starts.</summary>
    public bool RunOnStartup { get; set; }
}
