namespace Platform.Tests.EndToEnd.Limits;

/// <summary>A test under the limits of Azure's smallest plan, which <c>tests/limits/run</c> sets up: it writes some gigabytes and has the process to itself.</summary>
public sealed class LimitsFactAttribute : FactAttribute
{
    /// <summary>Directory on a large disk for what in Azure lies in services.</summary>
    public const string Variable = "PLATFORM_LIMITS_DATA";

    public LimitsFactAttribute()
    {
        if (Environment.GetEnvironmentVariable(Variable) is null)
            Skip = "Needs a small disk of its own and some gigabytes: run tests/limits/run.";
    }
}
