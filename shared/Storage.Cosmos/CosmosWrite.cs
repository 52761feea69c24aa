using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Platform.Domain.Documents;
using CosmosKey = Microsoft.Azure.Cosmos.PartitionKey;

namespace Platform.Storage.Cosmos;

/// <summary>
/// One batch on its way: a single operation is a point write, several are a transactional batch. It can be sent again after a lost answer: a refusal is then compared with what
/// is stored, and when that carries this write's stamp, the refused request found its own effect, because an earlier one had been applied. The SDK repeats requests by itself, so
/// that no refusal is believed without that look.
/// </summary>
internal sealed class CosmosWrite(
    Container container, CosmosKey partition, IReadOnlyList<DocumentOperation> operations, string stamp, CancellationToken cancellation)
{
    // What a version that has been overwritten since has for an ETag: it fits no document.
    private const string Overwritten = "\"overwritten\"";

    private readonly int witness = FirstStored(operations);

    /// <summary>Sends it.</summary>
    /// <param name="repeated">Whether an earlier request may have been applied.</param>
    /// <exception cref="DocumentStoreException">No answer that could be understood.</exception>
    public async Task<WriteResult> SendAsync(bool repeated)
    {
        var result = operations.Count == 1 ? await SendOneAsync().ConfigureAwait(false) : await SendBatchAsync().ConfigureAwait(false);
        if (result.IsWritten || result.Outcome == WriteOutcome.TooLarge)
            return result;
        if (witness < 0)
            return repeated && result.Outcome == WriteOutcome.NotFound ? WriteResult.Written([.. operations.Select(_ => "")]) : result;
        return await IsOursAsync(result.FailedOperation).ConfigureAwait(false) ? WriteResult.Written(await ETagsAsync().ConfigureAwait(false)) : result;
    }

    private static int FirstStored(IReadOnlyList<DocumentOperation> operations)
    {
        for (var i = 0; i < operations.Count; i++)
        {
            if (IsStored(operations, i))
                return i;
        }

        return -1;
    }

    // Whether the operation's document is there, as it wrote it, once the batch is applied.
    private static bool IsStored(IReadOnlyList<DocumentOperation> operations, int index) =>
        operations[index].Kind != DocumentOperationKind.Delete && !operations.Skip(index + 1).Any(later => later.Id == operations[index].Id);

    private static WriteOutcome? OutcomeOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Conflict => WriteOutcome.Conflict,
        HttpStatusCode.PreconditionFailed => WriteOutcome.PreconditionFailed,
        HttpStatusCode.NotFound => WriteOutcome.NotFound,
        HttpStatusCode.RequestEntityTooLarge => WriteOutcome.TooLarge,
        _ => null,
    };

    private async Task<WriteResult> SendOneAsync()
    {
        var operation = operations[0];
        var options = new ItemRequestOptions { IfMatchEtag = operation.IfMatch };
        using var answer = await (operation.Kind switch
        {
            DocumentOperationKind.Create => container.CreateItemStreamAsync(Body(operation), partition, options, cancellation),
            DocumentOperationKind.Replace => container.ReplaceItemStreamAsync(Body(operation), operation.Id, partition, options, cancellation),
            DocumentOperationKind.Upsert => container.UpsertItemStreamAsync(Body(operation), partition, options, cancellation),
            _ => container.DeleteItemStreamAsync(operation.Id, partition, options, cancellation),
        }).ConfigureAwait(false);
        if (answer.IsSuccessStatusCode)
            return WriteResult.Written([operation.Kind == DocumentOperationKind.Delete ? "" : answer.Headers.ETag]);
        return Refused(answer.StatusCode, CosmosAnswers.SubStatusOf(answer), answer.ErrorMessage, 0);
    }

    private async Task<WriteResult> SendBatchAsync()
    {
        var batch = container.CreateTransactionalBatch(partition);
        foreach (var operation in operations)
            Add(batch, operation);
        using var answer = await batch.ExecuteAsync(cancellation).ConfigureAwait(false);
        if (answer.IsSuccessStatusCode)
            return WriteResult.Written([.. operations.Select((o, i) => o.Kind == DocumentOperationKind.Delete ? "" : answer[i].ETag)]);
        return Refused(answer.StatusCode, CosmosAnswers.SubStatusOf(answer.Headers), answer.ErrorMessage, Decisive(answer));
    }

    // The operation that decided carries its own status, all others 424; a batch that was refused as a whole has one status throughout.
    private static int Decisive(TransactionalBatchResponse answer)
    {
        var decisive = Enumerable.Range(0, answer.Count).Where(i => answer[i].StatusCode != HttpStatusCode.FailedDependency).Take(2).ToList();
        return decisive.Count == 1 ? decisive[0] : -1;
    }

    private void Add(TransactionalBatch batch, DocumentOperation operation)
    {
        var options = operation.IfMatch is null ? null : new TransactionalBatchItemRequestOptions { IfMatchEtag = operation.IfMatch };
        _ = operation.Kind switch
        {
            DocumentOperationKind.Create => batch.CreateItemStream(Body(operation), options),
            DocumentOperationKind.Replace => batch.ReplaceItemStream(operation.Id, Body(operation), options),
            DocumentOperationKind.Upsert => batch.UpsertItemStream(Body(operation), options),
            _ => batch.DeleteItem(operation.Id, options),
        };
    }

    private MemoryStream Body(DocumentOperation operation) => CosmosBody.Stamped(operation.Body, stamp);

    private WriteResult Refused(HttpStatusCode status, int subStatus, string? message, int index)
    {
        if (OutcomeOf(status) is not { } outcome || CosmosFailures.IsOwnerMissing(status, subStatus) || CosmosFailures.IsTransient(status, subStatus))
            throw CosmosFailures.Of(container.Id, status, subStatus, message);
        return index < 0 && outcome != WriteOutcome.TooLarge
            ? throw CosmosFailures.Of(container.Id, status, subStatus, message)
            : WriteResult.Failed(outcome, index);
    }

    private async Task<bool> IsOursAsync(int failed)
    {
        var index = IsStored(operations, failed) ? failed : witness;
        using var stored = await ReadAsync(operations[index].Id).ConfigureAwait(false);
        return stored is not null && CosmosBody.StampOf(stored.RootElement) == stamp;
    }

    private async Task<ImmutableArray<string>> ETagsAsync()
    {
        var etags = new string[operations.Count];
        for (var i = 0; i < etags.Length; i++)
        {
            using var stored = IsStored(operations, i) ? await ReadAsync(operations[i].Id).ConfigureAwait(false) : null;
            etags[i] = stored is not null && CosmosBody.StampOf(stored.RootElement) == stamp
                ? stored.RootElement.GetProperty("_etag").GetString()!
                : operations[i].Kind == DocumentOperationKind.Delete ? "" : Overwritten;
        }

        return [.. etags];
    }

    private Task<JsonDocument?> ReadAsync(string id) => CosmosAnswers.ReadAsync(container, partition, id, cancellation);
}
