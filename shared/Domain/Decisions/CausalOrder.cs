using System.Text.Json;
using Platform.Domain.Campaigns;
using Platform.Domain.Json;
using Platform.Domain.Monitoring;
using Platform.Domain.Submissions;

namespace Platform.Domain.Decisions;

/// <summary>
/// Puts decisions into an order that respects cause and effect. Every instant was read after the state that the step rests on was read, and before
/// what it wrote could be seen, so that the order of instants is such an order while the clock goes forward. Where it does not, or where two instants are equal,
/// what is known of causes wins: the lines of one campaign or task stand in their own sequence, a ticket after the campaign that it is for, a receipt after its ticket, the outcome of an upload after
/// what came of the upload, a duplicate's after that of the upload that it repeats, one that left no history between the two lines that stood and followed when it was judged, an issue after the layers that it pins, tasks after the issue, the end of one that was not accepted after the close, the report after all tasks, publication after the report, indicators after the
/// campaigns and layers that they rest on.
/// </summary>
public static class CausalOrder
{
    /// <summary>The lines in order; the same lines in any order give the same result.</summary>
    public static IReadOnlyList<DecisionLine> Sort(IEnumerable<DecisionLine> lines)
    {
        var all = lines.OrderBy(line => line.At).ThenBy(Text, StringComparer.Ordinal).ToList();
        var edges = new Edges(all.Count);
        AddCauses(all, edges);
        AddWhereJudged(all, edges);
        var sorted = edges.Sort().Select(i => all[i]).ToList();
        return sorted.Count == all.Count ? sorted : throw new InvalidOperationException("The decisions name each other as causes in a circle.");
    }

    private static string Text(DecisionLine line) => JsonSerializer.Serialize<LogLine>(line, PlatformJson.Options);

    private static void AddCauses(List<DecisionLine> all, Edges edges)
    {
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var i in Enumerable.Range(0, all.Count).OrderBy(i => Place(all[i])).ThenBy(i => i))
        {
            foreach (var cause in Causes(all[i], last.Keys).Where(last.ContainsKey).ToList())
                edges.Add(last[cause], i);
            foreach (var effect in Effects(all[i]))
                last[effect] = i;
        }
    }

    // What left no history was judged after one line of the campaign's and the task's history and before the next; what left some, before the campaign's next.
    private static void AddWhereJudged(List<DecisionLine> all, Edges edges)
    {
        var tickets = all.OfType<TicketLine>().ToDictionary(line => line.Ticket.Id, line => line.Ticket);
        var history = Enumerable.Range(0, all.Count).Where(i => all[i] is HistoryLine).ToDictionary(i => Name((HistoryLine)all[i]), i => (int?)i);
        var traces = history.Values.ToLookup(i => ((HistoryLine)all[i!.Value]).Entry.Cause);
        for (var i = 0; i < all.Count; i++)
        {
            if (all[i] is not ProcessedLine { JudgedIn: { } judged } line || !tickets.TryGetValue(line.Ticket, out var ticket))
                continue;
            foreach (var trace in traces[line.Attempt])
                edges.Add(trace, Line(null, judged.Campaign + 1));
            if (traces.Contains(line.Attempt))
                continue;
            edges.Add(Line(null, judged.Campaign), i);
            edges.Add(i, Line(null, judged.Campaign + 1));
            edges.Add(Line(ticket.Unit, judged.Task), i);
            edges.Add(i, Line(ticket.Unit, judged.Task + 1));

            int? Line(string? unit, int? sequence) => sequence is { } number ? history.GetValueOrDefault((ticket.Campaign!, unit, number)) : null;
        }
    }

    private static (string Campaign, string? Unit, int Sequence) Name(HistoryLine line) => (line.Campaign, line.Unit, line.Entry.Sequence);

    // In this order every cause is met before its effects; within a chain each line becomes the cause of the next.
    private static (int Kind, int Sequence) Place(DecisionLine line) => line switch
    {
        HistoryLine { Unit: null, Entry.Sequence: 1 } => (-1, 0),
        TicketLine => (0, 0),
        ReceiptLine => (1, 0),
        QuarantineLine => (1, 0),
        LayerLine => (2, 0),
        HistoryLine { Entry.Command: CampaignCommand.Publish } h => (6, h.Entry.Sequence),
        HistoryLine { Unit: null } h => (3, h.Entry.Sequence),
        HistoryLine h => (4, h.Entry.Sequence),
        ReportLine => (5, 0),
        ProcessedLine p => (7, p.DuplicateOf is null ? 0 : 1),
        _ => (8, 0),
    };

    private static IEnumerable<string> Causes(DecisionLine line, Dictionary<string, int>.KeyCollection known) => line switch
    {
        TicketLine t => [$"state {t.Ticket.Campaign} "],
        ReceiptLine r => [$"ticket {r.Ticket}"],
        LayerLine l => [$"attempt {l.Attempt}"],
        HistoryLine { Entry.Command: CampaignCommand.Publish } h => [StateOf(h), $"report {h.Campaign}"],
        HistoryLine { Entry.Command: CampaignCommand.OrderIssue issue } h => [StateOf(h), .. issue.Pins.LayerVersions.Values.SelectMany(versions => versions).Select(LayerOf)],
        HistoryLine { Unit: null } h => [StateOf(h), $"attempt {h.Entry.Cause}"],
        HistoryLine { Entry.Action: AnswerDesk.EndSettled } h when !known.Contains($"accepted {h.Campaign} {h.Unit}") => [StateOf(h), $"closed {h.Campaign}"],
        HistoryLine h => [StateOf(h), $"attempt {h.Entry.Cause}", $"issued {h.Campaign}"],
        ReportLine r => known.Where(key => key.StartsWith($"state {r.Campaign} ", StringComparison.Ordinal)),
        ProcessedLine { DuplicateOf: { } original } p => [$"attempt {p.Attempt}", $"done {original}"],
        ProcessedLine p => [$"attempt {p.Attempt}"],
        IndicatorsLine i =>
        [
            .. i.Version.Sources.Select(source => $"state {source.Campaign} "),
            .. (i.Layers?.Subjects ?? []).SelectMany(subject => subject.Layers).Select(layer => LayerOf(layer.Version)),
        ],
        _ => [],
    };

    private static IEnumerable<string> Effects(DecisionLine line) => line switch
    {
        TicketLine t => [$"ticket {t.Ticket.Id}"],
        ReceiptLine r => [$"attempt {r.Attempt}"],
        LayerLine l => [$"attempt {l.Attempt}", LayerOf(l.Version)],
        ReportLine r => [$"report {r.Campaign}"],
        ProcessedLine p => [$"done {p.Attempt}"],
        HistoryLine { Entry.Cause: { } attempt } h => [StateOf(h), $"attempt {attempt}"],
        HistoryLine { Entry.Command: CampaignCommand.OrderIssue } h => [StateOf(h), $"issued {h.Campaign}"],
        HistoryLine { Entry.Command: CampaignCommand.OrderClose } h => [StateOf(h), $"closed {h.Campaign}"],
        HistoryLine { Entry.Command: TaskCommand.Accept } h => [StateOf(h), $"accepted {h.Campaign} {h.Unit}"],
        HistoryLine h => [StateOf(h)],
        _ => [],
    };

    private static string LayerOf(string version) => $"layer {version}";

    private static string StateOf(HistoryLine line) => $"state {line.Campaign} {line.Unit}";

    // Which line stands before which.
    private sealed class Edges(int count)
    {
        private readonly List<int>[] after = [.. Enumerable.Range(0, count).Select(_ => new List<int>())];
        private readonly int[] waiting = new int[count];

        /// <summary>Puts one before the other, where there are both.</summary>
        public void Add(int? first, int? second)
        {
            if (first is null || second is null)
                return;
            after[first.Value].Add(second.Value);
            waiting[second.Value]++;
        }

        /// <summary>The numbers in an order that keeps to it, otherwise by number; those of a circle are missing.</summary>
        public IEnumerable<int> Sort()
        {
            var ready = new PriorityQueue<int, int>(Enumerable.Range(0, count).Where(i => waiting[i] == 0).Select(i => (i, i)));
            while (ready.TryDequeue(out var next, out _))
            {
                yield return next;
                foreach (var successor in after[next].Where(successor => --waiting[successor] == 0))
                    ready.Enqueue(successor, successor);
            }
        }
    }
}
