using System.Text;
using System.Text.Json;
using Platform.Domain.Json;

namespace Platform.Domain.Decisions;

/// <summary>Writes a log: one JSON object a line, <c>{"chain":"…","line":{…}}</c>, UTF-8 without a mark. Not thread-safe.</summary>
public sealed class DecisionLogWriter(Stream target)
{
    private readonly LogChain chain = new();

    /// <summary>The digest of all lines so far.</summary>
    public string Digest { get; private set; } = "";

    /// <summary>Writes one line.</summary>
    public async Task WriteAsync(LogLine line, CancellationToken cancellation)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(line, PlatformJson.Options);
        Digest = chain.Next(body);
        await target.WriteAsync(Encoding.ASCII.GetBytes($$"""{"chain":"{{Digest}}","line":"""), cancellation).ConfigureAwait(false);
        await target.WriteAsync(body, cancellation).ConfigureAwait(false);
        await target.WriteAsync("}\n"u8.ToArray(), cancellation).ConfigureAwait(false);
    }
}
