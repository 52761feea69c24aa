using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Platform.Domain.Json;
using Platform.Findings;

namespace Platform.Domain.Decisions;

/// <summary>A line as it was read: its number from 1, and either the line or what is wrong with it.</summary>
public sealed record ReadLine(int Number, LogLine? Line, Finding? Fault);

/// <summary>
/// Reads a log line by line and stops at the first fault: a log is whole or it is not used. Memory is bounded by the longest line.
/// </summary>
public static class DecisionLogReader
{
    private const int LongestLine = 4 << 20;

    /// <summary>Reads the lines from the beginning. The last one read is the end line or has a fault.</summary>
    /// <param name="log">The log.</param>
    /// <param name="name">Its name, for findings.</param>
    public static IEnumerable<ReadLine> Read(Stream log, string name)
    {
        ArgumentNullException.ThrowIfNull(log);
        var chain = new LogChain();
        var number = 0;
        using var reader = new StreamReader(log, new UTF8Encoding(false, throwOnInvalidBytes: false), leaveOpen: true);
        while (reader.ReadLine() is { } text)
        {
            var read = Parse(text, ++number, name, chain);
            yield return read;
            if (read.Line is null or EndLine)
                yield break;
        }

        yield return Wrong(number + 1, name, DecisionFindings.LogTorn);
    }

    private static ReadLine Parse(string text, int number, string name, LogChain chain)
    {
        if (text.Length > LongestLine)
            return Wrong(number, name, DecisionFindings.LineUnknown);
        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("chain", out var digest) || !root.TryGetProperty("line", out var body))
                return Wrong(number, name, DecisionFindings.LineUnknown);
            if (digest.GetString() != chain.Next(JsonMarshal.GetRawUtf8Value(body)))
                return Wrong(number, name, DecisionFindings.LogEdited);
            return Judge(body.Deserialize<LogLine>(PlatformJson.Options)!, number, name);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException)
        {
            return Wrong(number, name, DecisionFindings.LineUnknown);
        }
    }

    // The header stands in the first line and nowhere else.
    private static ReadLine Judge(LogLine line, int number, string name) => (line is HeaderLine) != (number == 1)
        ? Wrong(number, name, DecisionFindings.LineUnknown)
        : line is HeaderLine { Format: not HeaderLine.CurrentFormat } header
            ? new ReadLine(number, null, DecisionFindings.FormatUnknown.At(new Location(name, null, number), header.Format, HeaderLine.CurrentFormat))
            : new ReadLine(number, line, null);

    private static ReadLine Wrong(int number, string name, FindingKind kind) => new(number, null, kind.At(new Location(name, null, number), number));
}
