using Platform.Domain.Decisions;

namespace Platform.Desk.Replay;

/// <summary>The decisions of a log, and which of them have come about again. Not thread-safe.</summary>
internal sealed class ReplayScript
{
    private readonly HashSet<DecisionLine> done = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(string Campaign, string? Unit, int Sequence), HistoryLine> history = [];
    private readonly Dictionary<string, List<DecisionLine>> uploads = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReceiptLine> receipts = new(StringComparer.Ordinal);

    public ReplayScript(IReadOnlyList<DecisionLine> lines)
    {
        Lines = lines;
        foreach (var line in lines)
        {
            if (line is ReceiptLine receipt)
                receipts[receipt.Attempt] = receipt;
            if (line is HistoryLine entry)
                history[(entry.Campaign, entry.Unit, entry.Entry.Sequence)] = entry;
            if (UploadOf(line) is { } attempt)
                ListOf(attempt).Add(line);
        }
    }

    /// <summary>All lines in the order of the log.</summary>
    public IReadOnlyList<DecisionLine> Lines { get; }

    /// <summary>Lines that have not come about.</summary>
    public IEnumerable<DecisionLine> Open => Lines.Where(line => !done.Contains(line));

    public bool IsDone(DecisionLine line) => done.Contains(line);

    public void MarkDone(DecisionLine line) => done.Add(line);

    /// <summary>The line of history with that number, or null.</summary>
    public HistoryLine? Find(string campaign, string? unit, int sequence) => history.GetValueOrDefault((campaign, unit, sequence));

    /// <summary>The receipt of an attempt, or null.</summary>
    public ReceiptLine? ReceiptOf(string attempt) => receipts.GetValueOrDefault(attempt);

    /// <summary>The outcome of an attempt, or null.</summary>
    public ProcessedLine? OutcomeOf(string attempt) => ListOf(attempt).OfType<ProcessedLine>().FirstOrDefault();

    /// <summary>The layer version that came of an attempt, or null.</summary>
    public LayerLine? LayerOf(string attempt) => ListOf(attempt).OfType<LayerLine>().FirstOrDefault();

    /// <summary>The first line that came of an attempt and has not come about again.</summary>
    public DecisionLine? NextOf(string attempt) => ListOf(attempt).FirstOrDefault(line => !done.Contains(line));

    /// <summary>The attempt that a line came of; null for lines that people or dates caused.</summary>
    public static string? UploadOf(DecisionLine line) => line switch
    {
        HistoryLine h => h.Entry.Cause,
        LayerLine l => l.Attempt,
        ProcessedLine p => p.Attempt,
        _ => null,
    };

    private List<DecisionLine> ListOf(string attempt)
    {
        if (!uploads.TryGetValue(attempt, out var lines))
            uploads[attempt] = lines = [];
        return lines;
    }
}
