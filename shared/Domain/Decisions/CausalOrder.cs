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
        var after = Successors(all, out var waiting);
        var ready = new PriorityQueue<int, int>(Enumerable.Range(0, all.Count).Where(i => waiting[i] == 0).Select(i => (i, i)));
        var sorted = new List<DecisionLine>(all.Count);
        while (ready.TryDequeue(out var next, out _))
        {
            sorted.Add(all[next]);
            foreach (var successor in after[next])
            {
                if (--waiting[successor] == 0)
                    ready.Enqueue(successor, successor);
            }
        }

        return sorted.Count == all.Count ? sorted : throw new InvalidOperationException("The decisions name each other as causes in a circle.");
    }

    private static string Text(DecisionLine line) => JsonSerializer.Serialize<LogLine>(line, PlatformJson.Options);

    private static List<int>[] Successors(List<DecisionLine> all, out int[] waiting)
    {
        var after = all.Select(_ => new List<int>()).ToArray();
        waiting = new int[all.Count];
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var i in Enumerable.Range(0, all.Count).OrderBy(i => Place(all[i])).ThenBy(i => i))
        {
            foreach (var cause in Causes(all[i], last.Keys).Where(last.ContainsKey).ToList())
            {
                after[last[cause]].Add(i);
                waiting[i]++;
            }

            foreach (var effect in Effects(all[i]))
                last[effect] = i;
        }

        PutWhereJudged(all, after, waiting);
        return after;
    }

    // What left no history was judged after one line of the campaign's and the task's history and before the next.
    private static void PutWhereJudged(List<DecisionLine> all, List<int>[] after, int[] waiting)
    {
        var tickets = all.OfType<TicketLine>().ToDictionary(line => line.Ticket.Id, line => line.Ticket);
        var history = Enumerable.Range(0, all.Count).Where(i => all[i] is HistoryLine).ToDictionary(i => Name((HistoryLine)all[i]));
        for (var i = 0; i < all.Count; i++)
        {
            if (all[i] is not ProcessedLine { JudgedIn: { } judged } line || !tickets.TryGetValue(line.Ticket, out var ticket))
                continue;
            Put(i, ticket.Campaign!, null, judged.Campaign);
            if (judged.Task is { } task)
                Put(i, ticket.Campaign!, ticket.Unit, task);
        }

        void Put(int outcome, string campaign, string? unit, int sequence)
        {
            if (history.TryGetValue((campaign, unit, sequence), out var stood))
                Order(stood, outcome);
            if (history.TryGetValue((campaign, unit, sequence + 1), out var followed))
                Order(outcome, followed);
        }

        void Order(int first, int second)
        {
            after[first].Add(second);
            waiting[second]++;
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
}
