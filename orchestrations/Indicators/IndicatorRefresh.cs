using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Platform.Domain.Indicators;

namespace Platform.Orchestrations.Indicators;

/// <summary>
/// Brings a profile's indicators up to date: computes the values of those campaigns that have none yet, measures what changed in layers and extents, then switches
/// readers to the new version at once.
/// Instance <c>indicators-profile-night</c>, input: the profile's id. Started again after any interruption it goes on where it was.
/// </summary>
public static class IndicatorRefresh
{
    private const int AtOnce = 4;

    [Function(nameof(IndicatorRefresh))]
    public static async Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var profile = context.GetInput<string>()!;
        var plan = await context.CallActivityAsync<IndicatorPlan>(nameof(IndicatorActivities.PlanIndicators), profile, Waiting.Retrying);
        await context.ForEachAsync(plan.Missing, AtOnce, source => context.CallActivityAsync(
            nameof(IndicatorActivities.ComputeIndicators), new IndicatorInput(profile, source), Waiting.Retrying));
        await context.ForEachAsync(plan.MissingSubjects ?? [], AtOnce, subject => context.CallActivityAsync(
            nameof(IndicatorActivities.MeasureLayers), new LayerInput(plan.Layers!, subject), Waiting.Retrying));
        return await context.CallActivityAsync<string>(nameof(IndicatorActivities.SwitchIndicators), plan, Waiting.Retrying);
    }

    /// <summary>Starts a refresh unless this one was started before.</summary>
    public static async Task<string> StartIndicatorsAsync(this DurableTaskClient workflows, string profile, string occasion, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(workflows);
        var instance = $"indicators-{profile}-{occasion}";
        if (await workflows.GetInstanceAsync(instance, cancellation).ConfigureAwait(false) is null)
        {
            await workflows.ScheduleNewOrchestrationInstanceAsync(
                nameof(IndicatorRefresh), profile, new StartOrchestrationOptions(instance), cancellation).ConfigureAwait(false);
        }

        return instance;
    }
}

/// <summary>What a refresh has to do.</summary>
/// <param name="Profile">Profile id.</param>
/// <param name="Sources">Every published campaign.</param>
/// <param name="Missing">Those whose values are not there yet.</param>
/// <param name="Layers">What indicators of layers rest on; null when there are none.</param>
/// <param name="MissingSubjects">What is not measured yet in those layers.</param>
public sealed record IndicatorPlan(
    string Profile, IReadOnlyList<IndicatorSource> Sources, IReadOnlyList<IndicatorSource> Missing, LayerBasis? Layers = null,
    IReadOnlyList<string>? MissingSubjects = null);

/// <summary>One campaign to compute.</summary>
public sealed record IndicatorInput(string Profile, IndicatorSource Source);

/// <summary>One theme, or the plan, to measure.</summary>
public sealed record LayerInput(LayerBasis Basis, string Subject);

/// <summary>The steps of <see cref="IndicatorRefresh"/>. Each may run twice.</summary>
public sealed class IndicatorActivities(IndicatorDesk indicators, LayerIndicatorDesk layers)
{
    [Function(nameof(PlanIndicators))]
    public async Task<IndicatorPlan> PlanIndicators([ActivityTrigger] string profile, CancellationToken cancellation)
    {
        var sources = await indicators.SourcesAsync(profile, cancellation).ConfigureAwait(false);
        var missing = new List<IndicatorSource>();
        foreach (var source in sources)
        {
            if (!await indicators.HasAsync(profile, source, cancellation).ConfigureAwait(false))
                missing.Add(source);
        }

        var basis = await layers.BasisAsync(profile, cancellation).ConfigureAwait(false);
        return new IndicatorPlan(
            profile, sources, missing, basis, basis is null ? null : await layers.MissingAsync(basis, cancellation).ConfigureAwait(false));
    }

    [Function(nameof(ComputeIndicators))]
    public Task ComputeIndicators([ActivityTrigger] IndicatorInput input, CancellationToken cancellation) =>
        indicators.ComputeAsync(input.Profile, input.Source, cancellation);

    [Function(nameof(MeasureLayers))]
    public Task MeasureLayers([ActivityTrigger] LayerInput input, CancellationToken cancellation) =>
        layers.MeasureAsync(input.Basis, input.Subject, cancellation);

    [Function(nameof(SwitchIndicators))]
    public async Task<string> SwitchIndicators([ActivityTrigger] IndicatorPlan plan, CancellationToken cancellation)
    {
        var set = plan.Layers is null ? null : await layers.ComposeAsync(plan.Layers, cancellation).ConfigureAwait(false);
        return await indicators.SwitchAsync(plan.Profile, plan.Sources, set, cancellation).ConfigureAwait(false);
    }
}
