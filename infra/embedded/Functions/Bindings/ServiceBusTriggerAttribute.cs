using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function for every message of a queue or of a topic's subscription; at least once per message.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ServiceBusTriggerAttribute : TriggerBindingAttribute, ISupportCardinality
{
    private bool isBatched;

    /// <param name="queueName">Queue; <c>%Setting%</c> is replaced.</param>
    public ServiceBusTriggerAttribute(string queueName) => QueueName = queueName;

    /// <param name="topicName">Topic; <c>%Setting%</c> is replaced.</param>
    /// <param name="subscriptionName">Subscription of the topic; <c>%Setting%</c> is replaced.</param>
    public ServiceBusTriggerAttribute(string topicName, string subscriptionName)
    {
        TopicName = topicName;
        SubscriptionName = subscriptionName;
    }

    /// <summary>Name of the setting with the connection.</summary>
    public string? Connection { get; set; }

    /// <summary>Queue as declared.</summary>
    public string? QueueName { get; }

    /// <summary>Topic as declared.</summary>
    public string? TopicName { get; }

    /// <summary>Subscription as declared.</summary>
    public string? SubscriptionName { get; }

    /// <summary>Whether messages of one session are handled in order.</summary>
    public bool IsSessionsEnabled { get; set; }

    /// <summary>Whether the function takes many messages at once; the embedded host refuses such functions.</summary>
    public bool IsBatched
    {
        get => isBatched;
        set => isBatched = value;
    }

    /// <summary>Whether the host completes a message when the function returns; the embedded host always does.</summary>
    public bool AutoCompleteMessages { get; set; } = true;

    Cardinality ISupportCardinality.Cardinality
    {
        get => isBatched ? Cardinality.Many : Cardinality.One;
        set => isBatched = value == Cardinality.Many;
    }
}
