using System.Collections.Immutable;
using Platform.Domain.Messaging;

namespace Platform.Storage.Messaging;

/// <summary>How the embedded bus behaves; the defaults are those of Azure Service Bus, with its longest duplicate detection window.</summary>
/// <param name="Topics">The declared topics.</param>
public sealed record SqliteMessageBusOptions(ImmutableArray<TopicDefinition> Topics)
{
    /// <summary>How long a received message stays locked.</summary>
    public TimeSpan Lock { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Deliveries before a message is dead.</summary>
    public int MaxDeliveries { get; init; } = 5;

    /// <summary>How long an id is remembered.</summary>
    public TimeSpan DuplicateWindow { get; init; } = TimeSpan.FromDays(7);
}
