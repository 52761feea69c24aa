using Platform.Domain.Documents;
using Platform.Domain.Messaging;

namespace Platform.Domain.Campaigns;

/// <summary>
/// The platform's document containers. What changes together lies in one partition: a campaign with its history; a task with its patches,
/// answers, history and outbox rows; a ticket with its attempts and findings.
/// </summary>
public static class Containers
{
    /// <summary>Campaigns and their history. Partition: campaign.</summary>
    public static ContainerDefinition Campaigns { get; } = new(
        "campaigns", ["campaign"], [IndexedField.Text("state"), IndexedField.Text("profile"), IndexedField.Text("createdAt"), IndexedField.Text("at"), .. OutboxMessage.Indexes]);

    /// <summary>Tasks, patches, answers and their history. Partition: campaign, then unit.</summary>
    public static ContainerDefinition Monitoring { get; } = new(
        "monitoring",
        ["campaign", "unit"],
        [
            IndexedField.Text("state"), IndexedField.Text("number"), IndexedField.Text("patchKey"), IndexedField.Text("attempt"), IndexedField.Text("at"),
            IndexedField.Text("suggestedApproval"), IndexedField.Text("approval"), IndexedField.Text("legality"),
            IndexedField.Text("conformity"), IndexedField.Text("constructionState"),
            IndexedField.Number("minX"), IndexedField.Number("minY"), IndexedField.Number("maxX"), IndexedField.Number("maxY"),
            .. OutboxMessage.Indexes,
        ]);

    /// <summary>Tickets, attempts (receipts) and findings. Partition: ticket.</summary>
    public static ContainerDefinition Submissions { get; } = new(
        "submissions",
        ["ticket"],
        [
            IndexedField.Text("scope"), IndexedField.Text("kind"), IndexedField.Text("state"), IndexedField.Text("campaign"), IndexedField.Text("unit"),
            IndexedField.Text("createdBy"), IndexedField.Text("createdAt"), IndexedField.Text("committedAt"), IndexedField.Text("attempt"),
            IndexedField.Number("number"), IndexedField.Text("sha256"),
        ]);

    /// <summary>Published layer versions. Partition: profile, then role.</summary>
    public static ContainerDefinition Layers { get; } = new(
        "layers", ["profile", "role"],
        [IndexedField.Text("validFrom"), IndexedField.Text("publishedAt"), IndexedField.Text("sourceSha256"), IndexedField.Footprint("footprint"), .. OutboxMessage.Indexes]);

    /// <summary>Indicator values and versions. Partition: profile, then campaign or <c>versions</c>.</summary>
    public static ContainerDefinition Indicators { get; } = new("indicators", ["profile", "part"], [.. OutboxMessage.Indexes]);

    /// <summary>What the sweeper found, kept for two years. Partition: day.</summary>
    public static ContainerDefinition Operations { get; } = new("operations", ["day"], [IndexedField.Text("at")], retainFor: TimeSpan.FromDays(730));

    /// <summary>What departments sent in, its receipts, and what could not be delivered to them. Partition: department.</summary>
    public static ContainerDefinition Exchange { get; } = new("exchange", ["department"], [IndexedField.Text("at"), .. OutboxMessage.Indexes]);

    /// <summary>Those with outbox rows.</summary>
    public static IReadOnlyList<ContainerDefinition> WithOutbox { get; } = [Campaigns, Monitoring, Layers, Indicators, Exchange];

    /// <summary>All of them, for stores that create their containers at start.</summary>
    public static IReadOnlyList<ContainerDefinition> All { get; } = [Campaigns, Monitoring, Submissions, Layers, Indicators, Exchange, Operations];
}
