using System.Globalization;
using Microsoft.Extensions.Configuration;
using Platform.Embedded.Hosting;

namespace Platform.Embedded.Configuration;

/// <summary>The options of <c>host.json</c> that this host honours, with the defaults of the genuine one.</summary>
internal sealed class HostSettings
{
    private readonly IConfiguration source;

    public HostSettings(IConfiguration source)
    {
        this.source = source;
        RoutePrefix = (source["extensions:http:routePrefix"] ?? "api").Trim('/');
        Blobs = new BlobSettings(
            Number("extensions:blobs:maxDegreeOfParallelism", 8 * Environment.ProcessorCount, 1, 1000),
            Number("extensions:blobs:poisonBlobThreshold", 5, 1, 100));
        var batchSize = Number("extensions:queues:batchSize", 16, 1, 32);
        Queues = new QueueSettings(
            batchSize,
            Number("extensions:queues:newBatchThreshold", Math.Max(1, batchSize / 2), 0, 1000),
            Number("extensions:queues:maxDequeueCount", 5, 1, 100),
            Span("extensions:queues:visibilityTimeout", TimeSpan.Zero),
            Span("extensions:queues:maxPollingInterval", TimeSpan.FromSeconds(2)),
            !string.Equals(source["extensions:queues:messageEncoding"], "none", StringComparison.OrdinalIgnoreCase));
        FunctionTimeout = source["functionTimeout"] is null or "-1" ? null : Span("functionTimeout", TimeSpan.Zero);
    }

    /// <summary>What every HTTP function's route begins with; may be empty.</summary>
    public string RoutePrefix { get; }

    public BlobSettings Blobs { get; }

    public QueueSettings Queues { get; }

    /// <summary>After this time the cancellation token of an invocation is signalled; null is no limit.</summary>
    public TimeSpan? FunctionTimeout { get; }

    /// <summary>A section as it stands, for parts that read their own options.</summary>
    public IConfiguration Section(string path) => source.GetSection(path);

    /// <summary>A whole number of a section of <c>host.json</c>.</summary>
    /// <exception cref="HostStartException">It is something else, or out of range.</exception>
    public static int Number(IConfiguration section, string path, int whenAbsent, int least, int most)
    {
        if (section[path] is not { } text)
            return whenAbsent;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        throw new HostStartException($"host.json: {path} is '{text}'; a whole number from {least} to {most} is expected.");
    }

    private int Number(string path, int whenAbsent, int least, int most) => Number(source, path, whenAbsent, least, most);

    private TimeSpan Span(string path, TimeSpan whenAbsent)
    {
        if (source[path] is not { } text)
            return whenAbsent;
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span >= TimeSpan.Zero)
            return span;
        throw new HostStartException($"host.json: {path} is '{text}'; a time span such as 00:00:30 is expected.");
    }
}

/// <param name="MaxDegreeOfParallelism">Blobs that one function handles at once.</param>
/// <param name="PoisonBlobThreshold">Attempts before a blob is given up.</param>
internal sealed record BlobSettings(int MaxDegreeOfParallelism, int PoisonBlobThreshold);

/// <param name="BatchSize">Messages fetched at once (at most 32).</param>
/// <param name="NewBatchThreshold">The next batch is fetched when no more than this many messages are still being handled.</param>
/// <param name="MaxDequeueCount">Attempts before a message goes to the poison queue.</param>
/// <param name="VisibilityTimeout">Pause before a failed message is tried again.</param>
/// <param name="MaxPollingInterval">Longest pause between two polls of an empty queue.</param>
/// <param name="Base64">Whether message bodies are Base64 text.</param>
internal sealed record QueueSettings(
    int BatchSize, int NewBatchThreshold, int MaxDequeueCount, TimeSpan VisibilityTimeout, TimeSpan MaxPollingInterval, bool Base64);
