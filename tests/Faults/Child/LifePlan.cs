using System.Text.Json;

namespace Platform.Tests.Faults.Child;

/// <summary>What one life of the platform is to suffer. Handed to the child in the variable <see cref="Variable"/>.</summary>
/// <param name="Targets">It kills itself at the first of these that it comes to; empty: it does not.</param>
/// <param name="Passed">Name of a step that it passes once before it may end there.</param>
/// <param name="Due">Activities and functions that end, where they run again, before it does.</param>
/// <param name="Redeliver">Every blob event and every message is delivered twice and out of order.</param>
/// <param name="Seed">Of the child's own draws.</param>
internal sealed record LifePlan(IReadOnlyList<Target> Targets, string? Passed, IReadOnlyList<string> Due, bool Redeliver, int Seed)
{
    /// <summary>Environment variable that holds the plan.</summary>
    public const string Variable = "FAULTS_PLAN";

    /// <summary>A life that nothing happens to.</summary>
    public static LifePlan Undisturbed { get; } = new([], null, [], false, 0);

    public static LifePlan FromEnvironment() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? JsonSerializer.Deserialize<LifePlan>(text)! : Undisturbed;

    public override string ToString() => JsonSerializer.Serialize(this);
}
