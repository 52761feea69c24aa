using System.Security.Cryptography;
using System.Text.Json;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Json;
using Platform.Domain.Messaging;
using Platform.Findings;

namespace Platform.Domain.Exchange;

/// <summary>Keeps the record of what departments sent in and of what was delivered to them. Every step may run twice.</summary>
public sealed class ExchangeDesk(IDocumentStore store, TimeProvider time)
{
    private const string SourcePrefix = "/departments/";
    private const string Source = "/platform/exchange";

    /// <summary>Reads an event in CloudEvents' JSON shape and checks what every department has to keep.</summary>
    public static Result<CloudEvent> Read(string text)
    {
        try
        {
            var read = JsonSerializer.Deserialize<CloudEvent>(text, PlatformJson.Options);
            if (read is not { SpecVersion: "1.0", Id.Length: > 0, Type.Length: > 0, Source: not null })
                return Invalid(ExchangeFindings.NoEvent.At(Location.Whole, "specversion, id, type, source"));
            if (DepartmentOf(read) is not { } department)
                return Invalid(ExchangeFindings.SourceInvalid.At(Location.Whole, read.Source));
            return read.Id.StartsWith(department + "-", StringComparison.Ordinal) && KeyText.IsValid(read.Id)
                ? read
                : Invalid(ExchangeFindings.IdInvalid.At(Location.Whole, read.Id, department));
        }
        catch (JsonException wrong)
        {
            return Invalid(ExchangeFindings.NoEvent.At(Location.Whole, $"{wrong.Path} {wrong.Message}".Trim()));
        }

        static Refusal Invalid(Finding finding) => new(RefusalKind.Invalid, finding);
    }

    /// <summary>The code of the department that an event comes from, or null.</summary>
    public static string? DepartmentOf(CloudEvent message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.Source.StartsWith(SourcePrefix, StringComparison.Ordinal) && KeyText.IsValid(message.Source[SourcePrefix.Length..])
            ? message.Source[SourcePrefix.Length..]
            : null;
    }

    /// <summary>Records a message, with the receipt that goes out to the department, in one batch. The same id again changes nothing.</summary>
    public async Task<ExchangeMessage> TakeAsync(CloudEvent message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        var department = DepartmentOf(message) ?? throw new ArgumentException($"'{message.Source}' is no department.", nameof(message));
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(message, PlatformJson.Options)));
        var taken = new ExchangeMessage(department, message, sha256, time.GetUtcNow());
        var receipt = OutboxMessage.Pending(
            KeyText.From("receipt", message.Id), PlatformTopics.Exchange, department, Source, "exchange.message.received", message.Id, taken.At,
            new ExchangeReceipt(message.Id, message.Type, sha256, taken.At));
        var batch = DocumentBatch.In(Containers.Exchange, PartitionKey.Of(department))
            .Create(ExchangeMessage.DocumentType, ExchangeMessage.IdOf(message.Id), taken).CreateOutbox(receipt);
        var written = await store.WriteAsync(batch, cancellation).ConfigureAwait(false);
        return written.IsWritten ? taken : (await FindAsync(department, message.Id, cancellation).ConfigureAwait(false))!;
    }

    /// <summary>A recorded message, or null.</summary>
    public async Task<ExchangeMessage?> FindAsync(string department, string eventId, CancellationToken cancellation) =>
        KeyText.IsValid(department) && KeyText.IsValid(eventId)
            ? (await store.ReadAsync<ExchangeMessage>(
                Containers.Exchange, PartitionKey.Of(department), ExchangeMessage.IdOf(eventId), cancellation).ConfigureAwait(false))?.Value
            : null;

    /// <summary>Messages or deliveries of a department, newest first.</summary>
    /// <param name="type"><see cref="ExchangeMessage.DocumentType"/> or <see cref="DeliveryReceipt.DocumentType"/>.</param>
    /// <param name="department">Its code; a valid key.</param>
    public static DocumentQuery NewestFirst(string type, string department) =>
        DocumentQuery.In(Containers.Exchange, PartitionKey.Of(department)).OfType(type).OrderByDescending("at");

    /// <summary>Records how a delivery ended; a later end of the same message takes its place.</summary>
    public Task RecordAsync(DeliveryReceipt receipt, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        return store.UpsertAsync(
            Containers.Exchange, PartitionKey.Of(receipt.Department), DeliveryReceipt.DocumentType, DeliveryReceipt.IdOf(receipt.Topic, receipt.Message),
            receipt, cancellation);
    }
}
