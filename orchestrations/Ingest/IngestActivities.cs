using Microsoft.Azure.Functions.Worker;
using NetTopologySuite.Geometries;
using Platform.Domain.Archive;
using Platform.Domain.Campaigns;
using Platform.Domain.Layers;
using Platform.Domain.Profiles;
using Platform.Domain.Submissions;
using Platform.Findings;
using Platform.Formats.Intake;
using Platform.Storage;
using Location = Platform.Findings.Location;

namespace Platform.Orchestrations.Ingest;

/// <summary>The step of <see cref="PlanIngest"/>: opens the package, checks it against the role's schema, publishes the layer version. May run twice.</summary>
public sealed class IngestActivities(
    TicketDesk tickets, AttemptDesk attempts, RawDeliveries deliveries, ILayerStore layers, LayerCatalogue catalogue, ProfileCatalogue profiles,
    Workspace workspace, TimeProvider time)
{
    private const int MegaByte = 1_000_000;

    /// <summary>Publishes the layer and answers its version id; null when the package is refused.</summary>
    [Function(nameof(PublishLayer))]
    public async Task<string?> PublishLayer([ActivityTrigger] UploadKey upload, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(upload);
        var ticket = await tickets.FindAsync(upload.Ticket, cancellation).ConfigureAwait(false);
        var attempt = await attempts.FindAsync(upload.Ticket, upload.Attempt, cancellation).ConfigureAwait(false);
        if (ticket is null || attempt is null)
            throw new InvalidOperationException($"There is no upload {upload.Ticket}/{upload.Attempt}.");
        if (attempt.State != AttemptState.Received)
            return attempt.LayerVersion;
        if (await attempts.SameContentAsync(attempt, null, cancellation).ConfigureAwait(false) is { } same)
            return (await FinishDuplicateAsync(attempt, same, cancellation).ConfigureAwait(false)).LayerVersion;
        var claim = await attempts.ClaimContentAsync(attempt, cancellation).ConfigureAwait(false);
        if (claim.Id != attempt.Id)
        {
            // The same content is in work under another receipt: that one comes first, whoever does it.
            await PublishLayer(new UploadKey(claim.Ticket, claim.Id), cancellation).ConfigureAwait(false);
            return await PublishLayer(upload, cancellation).ConfigureAwait(false);
        }

        var result = await PublishOrGiveUpAsync(ticket, attempt, cancellation).ConfigureAwait(false);
        return (await attempts.FinishAsync(attempt, result, cancellation).ConfigureAwait(false)).LayerVersion;
    }

    // On a disk that others fill it waits, like everything else; on one that is too small it would fail for ever. That says nothing of the layer: it may be sent again.
    private async Task<AttemptResult> PublishOrGiveUpAsync(Ticket ticket, Attempt attempt, CancellationToken cancellation)
    {
        try
        {
            return await PublishAsync(ticket, attempt, cancellation).ConfigureAwait(false);
        }
        catch (Exception full) when (workspace.IsTooSmallFor(attempt.Bytes, full))
        {
            var reason = LayerFindings.NoRoom.At(new Location(attempt.Name), attempt.Bytes / MegaByte, workspace.DiskBytes / MegaByte);
            return AttemptResult.NotJudged(reason) with { IsGivenUp = true };
        }
    }

    private async Task<AttemptResult> PublishAsync(Ticket ticket, Attempt attempt, CancellationToken cancellation)
    {
        var profile = profiles.Required(ticket.Profile);
        var schema = profile.Layer(ticket.Role!)!;
        var day = ticket.ValidFrom ?? profile.Calendar.DayOf(attempt.CommittedAt);
        var rules = profile.RuleSetAt(day) ?? profile.RuleSets[0];
        var units = profile.UnitsAt(day) ?? profile.UnitLists[0];
        using var upload = await deliveries.OpenAsync(attempt, DeliveryLimits.PlanPackage, cancellation).ConfigureAwait(false);
        var check = new LayerCheck(schema, (list, text) => rules.FindCodeList(list)?.Resolve(text)?.Code, Around(units), profile.CrsParameters).Run(upload.Delivery, cancellation);
        if (check.Layer is null)
            return AttemptResult.Refused(check.Findings);

        using var artefact = workspace.NewFile(".gpkg");
        var warnings = check.Findings.Count(f => f.Severity == Severity.Warning);
        var publication = new Publication(
            profile.Id, day, time.GetUtcNow(), attempt.Subject, attempt.Sha256, attempt.Name, warnings);
        var version = LayerPublisher.Write(check.Layer, artefact.Path, publication, cancellation);
        var displaced = await new ArtefactCheck(layers, catalogue).DisplacementAsync(version, artefact.Path, cancellation).ConfigureAwait(false);
        if (displaced is { Severity: Severity.Error })
            return AttemptResult.Refused([.. check.Findings, displaced]);

        List<Finding> found = displaced is null ? [] : [displaced];
        found.AddRange(ArtefactCheck.Topology(check.Layer, version, artefact.Path, profile, units, cancellation));
        var kept = await layers.PutAsync(version.Id, artefact.Path, cancellation).ConfigureAwait(false);
        if (kept.Outcome == LayerPutOutcome.Conflict)
            throw new InvalidOperationException($"Layer version {version.Id} exists with other content.");
        var recorded = await catalogue.PublishAsync(version with { Warnings = warnings + found.Count }, cancellation).ConfigureAwait(false);
        return new AttemptResult(AttemptState.Taken, version.Features, 0, [.. check.Findings, .. found]) { LayerVersion = recorded.Id };
    }

    private Task<Attempt> FinishDuplicateAsync(Attempt attempt, Attempt same, CancellationToken cancellation) => attempts.FinishAsync(
        attempt,
        AttemptResult.Duplicate(new Location(attempt.Name), same.Id) with { LayerVersion = same.LayerVersion },
        cancellation);

    private static Envelope Around(UnitList units)
    {
        var all = new Envelope();
        foreach (var unit in units.Units)
            all.ExpandToInclude(unit.Extent.EnvelopeInternal);
        return all;
    }
}
