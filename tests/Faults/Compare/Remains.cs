using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Indicators;
using Platform.Domain.Layers;
using Platform.Domain.Messaging;
using Platform.Domain.Monitoring;
using Platform.Domain.Submissions;
using Platform.Functions;
using Platform.Functions.Http;
using Platform.Tests.Faults.Job;

namespace Platform.Tests.Faults.Compare;

/// <summary>Everything that a run leaves behind and that another run with the same seed must have left too: by key, how often, and what.</summary>
internal sealed class Remains
{
    private static readonly IReadOnlyList<ContainerDefinition> Compared =
        [Containers.Campaigns, Containers.Monitoring, Containers.Submissions, Containers.Layers, Containers.Indicators];

    private readonly SortedDictionary<string, List<string>> all = new(StringComparer.Ordinal);

    /// <summary>Number of things.</summary>
    public int Count => all.Sum(entry => entry.Value.Count);

    /// <summary>All things by key: what they are, as often as they are there.</summary>
    public IReadOnlyDictionary<string, List<string>> All => all;

    /// <summary>Downloads, through the interface of a running platform, every file that it has made.</summary>
    public async Task AddFilesAsync(Person officer, CancellationToken cancellation)
    {
        const string Campaign = $"api/campaigns/{SmallCampaign.Id}";
        foreach (var file in await officer.GetAsync<IReadOnlyList<ReportFileEntry>>($"{Campaign}/report/files", cancellation))
            AddFile(file.Name, await officer.DownloadAsync($"{Campaign}/report/files/{file.Name}", cancellation));
        foreach (var task in await officer.ListAsync<VerificationTask>($"{Campaign}/tasks", cancellation))
            AddFile($"package {task.Unit}", await officer.DownloadAsync($"{Campaign}/tasks/{task.Unit}/package", cancellation));
        foreach (var layer in await officer.GetAsync<IReadOnlyList<LayerVersion>>($"api/layers?profile={SmallCampaign.ProfileId}", cancellation))
            AddFile($"layer {layer.Id}", await officer.DownloadAsync($"api/layers/{SmallCampaign.ProfileId}/{layer.Id}/file", cancellation));
        var uploads = await officer.ListAsync<UploadView>("api/uploads", cancellation);
        foreach (var attempt in uploads.SelectMany(upload => upload.Attempts).Where(attempt => attempt.MarkedForm is not null))
        {
            AddFile(
                $"marked form {attempt.Scope} {attempt.Name}",
                await officer.DownloadAsync($"api/uploads/{attempt.Ticket}/attempts/{attempt.Id}/marked-form", cancellation));
        }
    }

    /// <summary>Reads every document of a platform that has stopped.</summary>
    public async Task AddDocumentsAsync(IDocumentStore store, CancellationToken cancellation)
    {
        var stable = new StableText(await AttemptsAsync(store, cancellation));
        foreach (var container in Compared)
        {
            await foreach (var document in EnumerateAsync(store, DocumentQuery.AcrossPartitions(container), cancellation))
            {
                var isRepetition = container == Containers.Submissions && stable.IsRepetition(OwnerOf(document));
                if (isRepetition || IsOfANightBefore(container, document))
                    continue;
                var entry = StableDocument.Of(container.Name, document, stable);
                Add(entry.Key, entry.Text);
            }
        }
    }

    /// <summary>Every attempt of a store.</summary>
    public static async Task<IReadOnlyList<Attempt>> AttemptsAsync(IDocumentStore store, CancellationToken cancellation)
    {
        var attempts = new List<Attempt>();
        var query = DocumentQuery.AcrossPartitions(Containers.Submissions).OfType(AttemptDesk.DocumentType);
        await foreach (var document in EnumerateAsync(store, query, cancellation))
            attempts.Add(document.As<Attempt>());
        return attempts;
    }

    private static async IAsyncEnumerable<Document> EnumerateAsync(
        IDocumentStore store, DocumentQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        do
        {
            var page = await store.QueryAsync(query, cancellation);
            foreach (var document in page.Items)
                yield return document;
            query = query.After(page.Continuation);
        }
        while (query.Continuation is not null);
    }

    // Where the clock jumps, nights pass before the publication; their versions of the indicators rest on no campaign.
    private static bool IsOfANightBefore(ContainerDefinition container, Document document)
    {
        if (container != Containers.Indicators || document.Type is not (IndicatorVersion.DocumentType or OutboxMessage.DocumentType))
            return false;
        var body = JsonNode.Parse(document.Body.Span)!;
        return (body["sources"] ?? body["event"]?["data"]?["sources"]) is JsonArray { Count: 0 };
    }

    // The attempt that a document of the submissions is about, or its ticket.
    private static string OwnerOf(Document document) => document.Type switch
    {
        AttemptDesk.DocumentType => document.Id,
        FindingsPage.DocumentType => document.As<FindingsPage>().Attempt,
        _ => document.Partition.Parts[0],
    };

    private void AddFile(string name, byte[] content)
    {
        if (name == "report.json")
        {
            var json = JsonNode.Parse(content)!.AsObject();
            json.Remove("generated");
            content = Encoding.UTF8.GetBytes(json.ToJsonString());
        }

        Add($"file {name}", Convert.ToHexStringLower(SHA256.HashData(content)));
    }

    private void Add(string key, string text)
    {
        if (!all.TryGetValue(key, out var texts))
            all.Add(key, texts = []);
        texts.Add(text);
    }
}
