using System.Collections.Concurrent;
using System.Diagnostics;
using Platform.Domain.Submissions;
using Platform.Functions;

namespace Platform.Tests.Faults.Job;

/// <summary>Receipts that clients have seen: by attempt id, the hash of the bytes that they sent.</summary>
internal sealed class Receipts
{
    private readonly ConcurrentDictionary<string, string> all = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> All => all;

    public void Add(string attempt, string sha256) => all[attempt] = sha256;
}

/// <summary>
/// One file's way in. Only a receipt says that the platform has the bytes; a client without one sends them again under a new ticket. Of several attempts one is handled
/// and the others are its duplicates.
/// </summary>
internal sealed class Upload(Person person, TicketRequest request, byte[] content, Receipts receipts)
{
    private static readonly HttpClient Storage = new() { Timeout = TimeSpan.FromSeconds(20) };
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan PatienceForReceipt = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly string sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));
    private readonly List<string> tickets = [];
    private readonly Stopwatch waited = Stopwatch.StartNew();

    /// <summary>Sends the file and waits until the platform has handled it.</summary>
    public async Task<Attempt> RunAsync(CancellationToken cancellation)
    {
        while (waited.Elapsed < Patience)
        {
            await PutAsync(cancellation);
            if (await HandledAsync(cancellation) is { } attempt)
                return attempt;
        }

        throw new TimeoutException($"{request.Name} was not handled within {Patience} under {tickets.Count} tickets.");
    }

    private async Task PutAsync(CancellationToken cancellation)
    {
        var ticket = await person.PostAsync<TicketView>("api/uploads", request with { Size = content.Length }, cancellation);
        tickets.Add(ticket.Ticket);
        while (waited.Elapsed < Patience && !await TryPutAsync(ticket, cancellation))
            await Task.Delay(Pause, cancellation);
    }

    // True also when the storage refuses the bytes: an earlier PUT was taken though its answer was lost, or the ticket has expired. The receipt tells.
    private async Task<bool> TryPutAsync(TicketView ticket, CancellationToken cancellation)
    {
        using var put = new HttpRequestMessage(HttpMethod.Put, ticket.UploadUrl) { Content = new ByteArrayContent(content) };
        foreach (var (name, value) in ticket.Headers)
            put.Headers.Add(name, value);
        try
        {
            using var answer = await Storage.SendAsync(put, cancellation);
            return (int)answer.StatusCode is not (404 or >= 500);
        }
        catch (Exception lost) when (Person.IsLost(lost) && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    // Null: no receipt, or only such as do not count.
    private async Task<Attempt?> HandledAsync(CancellationToken cancellation)
    {
        var since = Stopwatch.StartNew();
        while (waited.Elapsed < Patience)
        {
            var attempts = new List<Attempt>();
            foreach (var ticket in tickets)
            {
                var view = await person.GetAsync<UploadView>($"api/uploads/{ticket}", cancellation);
                attempts.AddRange(view.Attempts.Where(attempt => attempt.CommittedAt <= view.ExpiresAt));
            }

            attempts.ForEach(attempt => receipts.Add(attempt.Id, sha256));
            if (Outcome(attempts) is { } outcome)
                return outcome;
            if (attempts.TrueForAll(IsNotJudged) && (attempts.Count > 0 || since.Elapsed > PatienceForReceipt))
                return null;
            await Task.Delay(Pause, cancellation);
        }

        return null;
    }

    // Refused for a reason outside the file, e.g. because the disk was full: the finding asks to send it again.
    private static bool IsNotJudged(Attempt attempt) => attempt is { State: AttemptState.Refused, IsJudged: false };

    private static Attempt? Outcome(List<Attempt> attempts) =>
        attempts.Find(attempt => attempt.State is not (AttemptState.Received or AttemptState.Duplicate) && !IsNotJudged(attempt))
        ?? (attempts.TrueForAll(attempt => attempt.State == AttemptState.Duplicate) ? attempts.FirstOrDefault() : null);
}
