using Platform.Domain.Archive;
using Platform.Domain.Decisions;
using Platform.Domain.Indicators;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;
using Platform.Findings;

namespace Platform.Desk.Replay;

/// <summary>A log that was read, and whether everything that it rests on is there.</summary>
internal sealed class ReplayInput(HeaderLine? header, IReadOnlyList<DecisionLine> decisions, EndLine? end, IReadOnlyList<Finding> findings)
{
    public IReadOnlyList<DecisionLine> Decisions => decisions;

    /// <summary>What the log says of itself at its end.</summary>
    public EndLine? End => end;

    /// <summary>What is wrong with the log itself.</summary>
    public IReadOnlyList<Finding> Findings => findings;

    /// <summary>Reads the log's decisions; the descriptions of documents and files are checked for wholeness only.</summary>
    public static ReplayInput Read(FileInfo log)
    {
        HeaderLine? header = null;
        EndLine? end = null;
        var decisions = new List<DecisionLine>();
        using var stream = log.OpenRead();
        foreach (var (_, line, fault) in DecisionLogReader.Read(stream, log.Name))
        {
            if (fault is not null)
                return new ReplayInput(header, [], null, [fault]);
            header ??= line as HeaderLine;
            end = line as EndLine;
            if (line is DecisionLine decision)
                decisions.Add(decision);
        }

        return new ReplayInput(header, decisions, end, []);
    }

    /// <summary>Compares profiles, definitions and program with those that the log rests on.</summary>
    public IEnumerable<Finding> CheckRules(ProfileCatalogue profiles, IndicatorCatalogue indicators, string program)
    {
        var pinned = decisions.OfType<HistoryLine>().Select(line => line.Entry.Command).OfType<CampaignCommand.OrderIssue>().Select(c => c.Pins.ProfileSha256);
        var used = decisions.OfType<HistoryLine>().Select(line => line.Entry.Command).OfType<OpenCampaign>().Select(c => c.Profile)
            .Concat(decisions.OfType<TicketLine>().Select(line => line.Ticket.Profile)).Distinct().Order(StringComparer.Ordinal).ToList();
        foreach (var id in used)
        {
            var (now, then) = (profiles.Find(id)?.Sha256 ?? "-", header!.Profiles.GetValueOrDefault(id) ?? "-");
            if (now != then)
                yield return DecisionFindings.ProfileDiffers.At(Location.Whole, id, now, then);
        }

        var known = used.Select(id => profiles.Find(id)?.Sha256).ToHashSet();
        foreach (var hash in pinned.Distinct().Where(hash => !known.Contains(hash)))
            yield return DecisionFindings.ProfileDiffers.At(Location.Whole, string.Join(' ', used), string.Join(' ', known), hash);
        if (decisions.OfType<IndicatorsLine>().Any(line => line.Version.DefinitionsSha256 != indicators.Sha256))
            yield return DecisionFindings.DefinitionsDiffer.At(Location.Whole, indicators.Sha256, header!.Indicators);
        if (header!.Program != program)
            yield return DecisionFindings.ProgramDiffers.At(Location.Whole, header.Program, program);
    }

    /// <summary>Reads every file that the log names and compares it with its name.</summary>
    public async Task<IReadOnlyList<Finding>> CheckRawAsync(RawFolder archive, CancellationToken cancellation)
    {
        var named = decisions.OfType<ReceiptLine>().Select(r => (r.Sha256, Whose: r.Attempt))
            .Concat(decisions.OfType<QuarantineLine>().Select(q => (q.Blob.Sha256, Whose: q.Blob.Path))).DistinctBy(file => file.Sha256);
        var wrong = new List<Finding>();
        foreach (var (sha256, whose) in named)
        {
            var name = ContentHash.Parse(sha256);
            var actual = await archive.HashAsync(name, cancellation).ConfigureAwait(false);
            if (actual is null)
                wrong.Add(DecisionFindings.RawMissing.At(Location.Whole, sha256, whose));
            else if (actual != name)
                wrong.Add(DecisionFindings.RawDamaged.At(Location.Whole, sha256, actual.Value.Hex));
        }

        return wrong;
    }
}
