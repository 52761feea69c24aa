using System.Globalization;
using Platform.Domain.Documents;
using Platform.Storage.Documents;

namespace Platform.Tests.Unit.Storage.Documents;

/// <summary>The process that is killed: writes batches without end and says on its output which are acknowledged.</summary>
internal static class CrashWriter
{
    public const int Writers = 4, BatchSize = 5;

    public static ContainerDefinition Container { get; } = new("crash", ["writer"], [IndexedField.Number("batch")]);

    public static async Task<int> RunAsync(string path)
    {
        using var store = SqliteDocumentStore.Open(path, [Container]);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(w => Task.Run(() => WriteAsync(store, w))));
        return 0;
    }

    private static async Task WriteAsync(SqliteDocumentStore store, int writer)
    {
        var partition = PartitionKey.Of($"w{writer}");
        var next = await store.CountAsync(DocumentQuery.In(Container, partition)) / BatchSize;
        for (; ; next++)
        {
            var batch = DocumentBatch.In(Container, partition);
            for (var i = 0; i < BatchSize; i++)
                batch.Create("row", string.Create(CultureInfo.InvariantCulture, $"{next:000000}-{i}"), new { batch = next });
            if (!(await store.WriteAsync(batch)).IsWritten)
                throw new InvalidOperationException($"Batch {next} of writer {writer} was refused: an earlier one was half written.");
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{writer} {next}"));
        }
    }
}
