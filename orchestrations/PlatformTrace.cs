using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Platform.Domain.Campaigns;
using Platform.Domain.Submissions;

namespace Platform.Orchestrations;

/// <summary>
/// Trace ids that follow from what the work is about. A campaign runs for months over processes, restarts and hosts, and its uploads are put into the storage by
/// clients that send no trace: so no id is handed on; the id of a campaign's trace is computed from the campaign, wherever a span of it begins.
/// </summary>
public static class PlatformTrace
{
    /// <summary>Name of the source of spans and of the meter.</summary>
    public const string Name = "Platform";

    /// <summary>Spans of the platform's own work.</summary>
    public static ActivitySource Spans { get; } = new(Name);

    /// <summary>The trace of a campaign: its uploads, its workflows, its tasks' workflows, its report.</summary>
    public static ActivityContext OfCampaign(string campaign) => Of("campaign", campaign);

    /// <summary>The trace of an upload: its campaign's, or one of its own for a layer package.</summary>
    public static ActivityContext OfUpload(Attempt attempt)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        return attempt.Kind == SubmissionKind.Layer ? OfInstance(Instances.OfIngest(attempt.Id))!.Value : OfCampaign(attempt.Scope.Split(':')[1]);
    }

    /// <summary>The trace of a workflow instance; null for one that is about neither a campaign nor a layer package.</summary>
    public static ActivityContext? OfInstance(string instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        if (instance.StartsWith(Instances.OfCampaign(""), StringComparison.Ordinal))
            return OfCampaign(instance[Instances.OfCampaign("").Length..]);
        if (instance.StartsWith(Instances.TaskPrefix, StringComparison.Ordinal) && instance.LastIndexOf('-') is var unit && unit > Instances.TaskPrefix.Length)
            return OfCampaign(instance[Instances.TaskPrefix.Length..unit]);
        return instance.StartsWith(Instances.OfIngest(""), StringComparison.Ordinal) ? Of("instance", instance) : null;
    }

    private static ActivityContext Of(string kind, string id)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}:{id}")).AsSpan();
        return new ActivityContext(
            ActivityTraceId.CreateFromBytes(hash[..16]), ActivitySpanId.CreateFromBytes(hash[16..24]), ActivityTraceFlags.Recorded, isRemote: true);
    }
}
