using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Platform.Embedded.Invocation;

namespace Platform.Embedded.Timers;

/// <param name="Schedule">When it is due, in UTC.</param>
/// <param name="UseMonitor">Whether the last run is stored.</param>
/// <param name="RunOnStartup">Whether it also runs when the host starts.</param>
internal sealed record TimerDeclaration(TimerSchedule Schedule, bool UseMonitor, bool RunOnStartup) : TriggerDeclaration
{
    public override string BindingType => "timerTrigger";

    public override ParameterSource? PayloadSource(ParameterInfo parameter, out string? problem)
    {
        problem = parameter.ParameterType == typeof(TimerInfo) ? null : CannotBe(parameter, "TimerInfo");
        return problem is null ? context => ValueTask.FromResult(context.Payload) : null;
    }
}
