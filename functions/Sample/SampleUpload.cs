using System.Diagnostics;
using Platform.Domain.Submissions;

namespace Platform.Functions.Sample;

/// <summary>
/// One file's way in. Only a receipt says that the platform has the bytes: a commit that has none after a while may have been lost with the storage
/// that took it, so a new ticket is asked for and the bytes are sent again. Should the first one turn up after all, one of the two is a duplicate and the
/// outcome is the same.
/// </summary>
internal sealed class SampleUpload(SampleApi person, TicketRequest request, byte[] content)
{
    private const int MostTickets = 4;

    // Looks, not seconds: while the platform is down nobody looks. The sweeper takes a forgotten commit in after a minute at most.
    private const int LooksForReceipt = 160;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly List<string> tickets = [];

    /// <summary>Sends the file and waits until the platform has handled it.</summary>
    public async Task<Attempt> RunAsync(CancellationToken cancellation)
    {
        while (tickets.Count < MostTickets)
        {
            await PutAsync(cancellation).ConfigureAwait(false);
            if (await HandledAsync(cancellation).ConfigureAwait(false) is { } attempt)
                return attempt;
        }

        throw new TimeoutException($"{request.Name} got no receipt under {MostTickets} tickets.");
    }

    private async Task PutAsync(CancellationToken cancellation)
    {
        var ticket = await person.PostAsync<TicketView>("api/uploads", request, cancellation).ConfigureAwait(false);
        tickets.Add(ticket.Ticket);
        using var storage = PatientHandler.Client(null);
        using var put = new HttpRequestMessage(HttpMethod.Put, ticket.UploadUrl) { Content = new ByteArrayContent(content) };
        foreach (var (name, value) in ticket.Headers)
            put.Headers.Add(name, value);
        using var answer = await storage.SendAsync(put, cancellation).ConfigureAwait(false);

        // A second PUT is refused when the first was taken though its answer was lost; the receipt tells.
        if (!PatientHandler.WasRepeated(answer))
            await SampleApi.EnsureAsync(answer, cancellation).ConfigureAwait(false);
    }

    // Null: no receipt.
    private async Task<Attempt?> HandledAsync(CancellationToken cancellation)
    {
        var waited = Stopwatch.StartNew();
        for (var look = 0; waited.Elapsed < Patience; look++)
        {
            var attempts = new List<Attempt>();
            foreach (var ticket in tickets)
                attempts.AddRange((await person.GetAsync<UploadView>($"api/uploads/{ticket}", cancellation).ConfigureAwait(false)).Attempts);
            if (Outcome(attempts) is { } outcome)
                return outcome;
            if (attempts.Count == 0 && look >= LooksForReceipt)
                return null;
            await Task.Delay(Pause, cancellation).ConfigureAwait(false);
        }

        throw new TimeoutException($"{request.Name} has a receipt and was not handled within {Patience}.");
    }

    // Of several attempts one is handled and the others are its duplicates.
    private static Attempt? Outcome(List<Attempt> attempts) =>
        attempts.Find(attempt => attempt.State is not (AttemptState.Received or AttemptState.Duplicate))
        ?? (attempts.TrueForAll(attempt => attempt.State == AttemptState.Duplicate) ? attempts.FirstOrDefault() : null);
}
