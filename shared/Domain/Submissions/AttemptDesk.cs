using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Findings;

namespace Platform.Domain.Submissions;

/// <summary>Some of an attempt's findings; documents are limited in size.</summary>
/// <param name="Attempt">The attempt they belong to.</param>
/// <param name="Number">0-based page number.</param>
/// <param name="Findings">At most <see cref="PageSize"/>.</param>
public sealed record FindingsPage(string Attempt, int Number, IReadOnlyList<Finding> Findings)
{
    /// <summary>Type of these documents.</summary>
    public const string DocumentType = "findings";

    /// <summary>Findings per page.</summary>
    public const int PageSize = 200;

    /// <summary>Document id of a page.</summary>
    public static string IdOf(string attempt, int number) =>
        KeyText.From("findings", attempt, number.ToString("D6", System.Globalization.CultureInfo.InvariantCulture));
}

/// <summary>What handling an attempt came to.</summary>
/// <param name="State">Never <see cref="AttemptState.Received"/>.</param>
/// <param name="RowsTaken">Rows that were taken.</param>
/// <param name="RowsRefused">Rows that were not.</param>
/// <param name="Findings">In the order of the file.</param>
public sealed record AttemptResult(AttemptState State, int RowsTaken, int RowsRefused, IReadOnlyList<Finding> Findings)
{
    public string? DuplicateOf { get; init; }

    public int? Round { get; init; }

    /// <summary>See <see cref="Attempt.MarkedForm"/>.</summary>
    public MarkedFormKind? MarkedForm { get; init; }

    public string? LayerVersion { get; init; }

    /// <summary>See <see cref="Attempt.IsJudged"/>.</summary>
    public bool IsJudged { get; init; } = true;

    /// <summary>See <see cref="Attempt.JudgedIn"/>.</summary>
    public JudgedIn? JudgedIn { get; init; }

    /// <summary>See <see cref="Attempt.IsGivenUp"/>.</summary>
    public bool IsGivenUp { get; init; }

    /// <summary>A file refused as a whole for what it contains.</summary>
    public static AttemptResult Refused(IReadOnlyList<Finding> findings) => new(AttemptState.Refused, 0, 0, findings);

    /// <summary>A file whose content was judged before: the outcome of that attempt stands.</summary>
    public static AttemptResult Duplicate(Location at, string of) =>
        new(AttemptState.Duplicate, 0, 0, [SubmissionFindings.DuplicateContent.At(at, of)]) { DuplicateOf = of };

    /// <summary>A file that was not looked into, for a reason that lies outside it.</summary>
    public static AttemptResult NotJudged(Finding finding) => new(AttemptState.Refused, 0, 0, [finding]) { IsJudged = false };
}

/// <summary>Looks attempts up and finishes them, each exactly once.</summary>
public sealed class AttemptDesk(IDocumentStore store, TimeProvider time)
{
    /// <summary>Type of attempt documents.</summary>
    public const string DocumentType = "attempt";

    /// <summary>The attempt of a scope that waits longest by commit time, or null.</summary>
    public async Task<Attempt?> NextWaitingAsync(string scope, CancellationToken cancellation)
    {
        var page = await store.QueryAsync<Attempt>(Waiting().Where(Filter.Equal("scope", scope)).Take(1), cancellation).ConfigureAwait(false);
        return page.Items.Count == 0 ? null : page.Items[0].Value;
    }

    /// <summary>Every attempt that waits, by commit time.</summary>
    public IAsyncEnumerable<Stored<Attempt>> AllWaitingAsync(CancellationToken cancellation) =>
        store.EnumerateAsync<Attempt>(Waiting(), cancellation);

    /// <summary>
    /// The attempt of the same scope, district and round that had the same content and was judged by it, or null: its outcome stands for the new one too.
    /// </summary>
    public async Task<Attempt?> SameContentAsync(Attempt attempt, int? round, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        var query = DocumentQuery.AcrossPartitions(Containers.Submissions).OfType(DocumentType)
            .Where(Filter.And(Filter.Equal("scope", attempt.Scope), Filter.Equal("sha256", attempt.Sha256))).OrderBy("committedAt");
        await foreach (var other in store.EnumerateAsync<Attempt>(query, cancellation).ConfigureAwait(false))
        {
            if (other.Value.Id != attempt.Id && other.Value.Round == round && other.Value.District == attempt.District && other.Value.IsJudged && other.Value.State != AttemptState.Duplicate)
                return other.Value;
        }

        return null;
    }

    /// <summary>
    /// Of several attempts of one scope with the same content that are in work at once, the one that is judged: whichever came here first and still waits. Atomic; it answers the same until that
    /// one is finished. The others are to handle it first and then look for <see cref="SameContentAsync"/> again.
    /// </summary>
    public async Task<Attempt> ClaimContentAsync(Attempt attempt, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        var (id, own) = (KeyText.From("content", attempt.Scope, attempt.Sha256), new ContentClaim(attempt.Ticket, attempt.Id));
        while (true)
        {
            var stored = await store.ReadAsync<ContentClaim>(Containers.Operations, ContentClaim.Partition, id, cancellation).ConfigureAwait(false);
            if (stored is not null && await FindAsync(stored.Value.Ticket, stored.Value.Attempt, cancellation).ConfigureAwait(false) is { State: AttemptState.Received } first)
                return first;
            var written = await (stored is null
                ? store.CreateAsync(Containers.Operations, ContentClaim.Partition, ContentClaim.DocumentType, id, own, cancellation)
                : store.ReplaceAsync(Containers.Operations, stored, own, cancellation)).ConfigureAwait(false);
            if (written.IsWritten)
                return attempt;
        }
    }

    /// <summary>The attempt as stored, or null.</summary>
    public async Task<Attempt?> FindAsync(string ticket, string attempt, CancellationToken cancellation) =>
        (await store.ReadAsync<Attempt>(Containers.Submissions, PartitionKey.Of(ticket), attempt, cancellation).ConfigureAwait(false))?.Value;

    /// <summary>
    /// Records findings and outcome. Finishing again changes nothing and answers the recorded outcome.
    /// </summary>
    public async Task<Attempt> FinishAsync(Attempt attempt, AttemptResult result, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        ArgumentNullException.ThrowIfNull(result);
        var partition = PartitionKey.Of(attempt.Ticket);
        var stored = await store.ReadAsync<Attempt>(Containers.Submissions, partition, attempt.Id, cancellation).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"There is no attempt {attempt.Id}.");
        if (stored.Value.State != AttemptState.Received)
            return stored.Value;
        await WriteFindingsAsync(partition, attempt.Id, result.Findings, cancellation).ConfigureAwait(false);
        var finished = stored.Value with
        {
            State = result.State,
            ProcessedAt = time.GetUtcNow(),
            RowsTaken = result.RowsTaken,
            RowsRefused = result.RowsRefused,
            FindingCounts = Count(result.Findings),
            DuplicateOf = result.DuplicateOf,
            Round = result.Round,
            MarkedForm = result.MarkedForm,
            LayerVersion = result.LayerVersion,
            IsJudged = result.IsJudged,
            JudgedIn = result.JudgedIn,
            IsGivenUp = result.IsGivenUp,
        };
        var written = await store.ReplaceAsync(Containers.Submissions, stored, finished, cancellation).ConfigureAwait(false);
        return written.IsWritten ? finished : await FinishAsync(attempt, result, cancellation).ConfigureAwait(false);
    }

    // Says which attempt is being judged; of no use once it is finished.
    private sealed record ContentClaim(string Ticket, string Attempt)
    {
        public const string DocumentType = "contentClaim";

        public static PartitionKey Partition { get; } = PartitionKey.Of("claims");
    }

    private static DocumentQuery Waiting() => DocumentQuery.AcrossPartitions(Containers.Submissions).OfType(DocumentType)
        .Where(Filter.Equal("state", AttemptState.Received)).OrderBy("committedAt");

    private static FindingCounts Count(IReadOnlyList<Finding> findings) => new(
        findings.Count(f => f.Severity == Severity.Error),
        findings.Count(f => f.Severity == Severity.Warning),
        findings.Count(f => f.Severity == Severity.Info));

    private async Task WriteFindingsAsync(PartitionKey partition, string attempt, IReadOnlyList<Finding> findings, CancellationToken cancellation)
    {
        var number = 0;
        foreach (var chunk in findings.Chunk(FindingsPage.PageSize))
        {
            var page = new FindingsPage(attempt, number, chunk);
            await store.UpsertAsync(
                Containers.Submissions, partition, FindingsPage.DocumentType, FindingsPage.IdOf(attempt, number), page, cancellation).ConfigureAwait(false);
            number++;
        }
    }
}
