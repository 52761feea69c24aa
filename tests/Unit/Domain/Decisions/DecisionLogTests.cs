using System.Text;
using Platform.Domain.Campaigns;
using Platform.Domain.Decisions;
using Platform.Domain.Monitoring;
using Platform.Domain.Submissions;

namespace Platform.Tests.Unit.Domain.Decisions;

public sealed class DecisionLogTests
{
    private static readonly DateTimeOffset At = new(2016, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly LogLine[] Lines =
    [
        new HeaderLine(HeaderLine.CurrentFormat, "1.0", new Dictionary<string, string> { ["hebei"] = new('a', 64) }, new string('b', 64)),
        History(1, "task.issued", null),
        History(2, "task.returned", new TaskCommand.ReturnPatches(["k1", "k2"], "照片不清")),
        new ReceiptLine("t1", "a1", new string('c', 64), 5, At, At),
        new EndLine(3, new Dictionary<string, int>(), 0),
    ];

    [Fact]
    public async Task Log_ReadBack_IsWhatWasWritten()
    {
        var text = await WriteAsync();
        Assert.Equal(text, await WriteAsync([.. Read(text).Select(read => read.Line!)]));
        Assert.Equal(Lines.Length, Read(text).Count);
    }

    [Fact]
    public async Task Log_WithALetterChanged_IsNoticedAtThatLine()
    {
        var text = await WriteAsync();
        AssertStopsAt(3, "LOG_EDITED", text.Replace("照片不清", "照片很清", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Log_WithALineTakenOut_IsNoticedAtItsPlace(int line)
    {
        var lines = (await WriteAsync()).Split('\n').ToList();
        lines.RemoveAt(line);
        AssertStopsAt(line + 1, "LOG_EDITED", string.Join('\n', lines));
    }

    [Fact]
    public async Task Log_WithTwoLinesSwapped_IsNoticedAtTheFirst()
    {
        var lines = (await WriteAsync()).Split('\n');
        (lines[1], lines[2]) = (lines[2], lines[1]);
        AssertStopsAt(2, "LOG_EDITED", string.Join('\n', lines));
    }

    [Fact]
    public async Task Log_WithoutItsLastLine_IsTorn()
    {
        var lines = (await WriteAsync()).Split('\n');
        AssertStopsAt(Lines.Length, "LOG_TORN", string.Join('\n', lines[..(Lines.Length - 1)]));
    }

    [Fact]
    public async Task Log_CutInTheMiddleOfALine_HasALineThatCannotBeRead()
    {
        var text = await WriteAsync();
        AssertStopsAt(Lines.Length, "LOG_LINE_UNKNOWN", text[..^20]);
    }

    [Fact]
    public void Log_WithAKindThatTheProgramDoesNotKnow_IsNotReadFurther()
    {
        const string Body = """{"kind":"prophecy","at":"2016-03-01T00:00:00.0000000Z"}""";
        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([.. new byte[32], .. Encoding.UTF8.GetBytes(Body)]));
        AssertStopsAt(1, "LOG_LINE_UNKNOWN", $$"""{"chain":"{{digest}}","line":{{Body}}}""");
    }

    [Fact]
    public async Task Log_OfAnotherFormat_SaysWhichItIs()
    {
        var other = await WriteAsync(((HeaderLine)Lines[0]) with { Format = 9 });
        AssertStopsAt(1, "LOG_FORMAT_UNKNOWN", other);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("[]")]
    [InlineData("""{"chain":1,"line":{}}""")]
    public void Log_ThatIsNone_EndsInAFinding(string text) => Assert.NotNull(Read(text)[^1].Fault);

    private static HistoryLine History(int sequence, string action, RecordedCommand? command) => new(
        "c1", "u1", new HistoryEntry(At.AddSeconds(sequence), "officer", action, "Submitted", "Returned", null) { Sequence = sequence, Command = command });

    private static void AssertStopsAt(int line, string code, string text)
    {
        var last = Read(text)[^1];
        Assert.Equal((line, code), (last.Number, last.Fault?.Code));
        Assert.Null(last.Line);
    }

    private static List<ReadLine> Read(string text) => [.. DecisionLogReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "log")];

    private static Task<string> WriteAsync() => WriteAsync(Lines);

    private static async Task<string> WriteAsync(params LogLine[] lines)
    {
        using var target = new MemoryStream();
        var writer = new DecisionLogWriter(target);
        foreach (var line in lines)
            await writer.WriteAsync(line, CancellationToken.None);
        return Encoding.UTF8.GetString(target.ToArray());
    }
}
