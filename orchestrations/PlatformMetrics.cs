using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Platform.Orchestrations;

/// <summary>What the platform counts and measures. Nothing personal, and no names of campaigns: the tags are few.</summary>
public static class PlatformMetrics
{
    private static readonly Meter Meter = new(PlatformTrace.Name);

    private static readonly Counter<long> Uploads = Meter.CreateCounter<long>("platform.uploads", "{upload}", "Uploads taken into the archive");
    private static readonly Counter<long> UploadedBytes = Meter.CreateCounter<long>("platform.uploads.size", "By", "Their bytes");
    private static readonly Counter<long> Messages = Meter.CreateCounter<long>("platform.messages.published", "{message}", "Outbox rows that went out");
    private static readonly Counter<long> Mended = Meter.CreateCounter<long>("platform.sweep.mended", "{thing}", "What the sweep found lost between two steps");
    private static readonly Histogram<double> Activities = Meter.CreateHistogram<double>("platform.activity.duration", "s", "Duration of workflow activities");

    /// <summary>An upload is in the archive.</summary>
    public static void Uploaded(string kind, long bytes)
    {
        var tag = new KeyValuePair<string, object?>("kind", kind);
        Uploads.Add(1, tag);
        UploadedBytes.Add(bytes, tag);
    }

    /// <summary>A sweep is over.</summary>
    public static void Swept(int published, int mended)
    {
        Messages.Add(published);
        Mended.Add(mended);
    }

    /// <summary>An activity has ended.</summary>
    public static void Ran(string activity, TimeSpan time, bool failed) =>
        Activities.Record(time.TotalSeconds, new TagList { { "activity", activity }, { "failed", failed } });
}
