using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function for every message of a storage queue; at least once per message.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class QueueTriggerAttribute : TriggerBindingAttribute
{
    /// <param name="queueName">Queue; <c>%Setting%</c> is replaced.</param>
    public QueueTriggerAttribute(string queueName) => QueueName = queueName;

    /// <summary>Queue as declared.</summary>
    public string QueueName { get; }

    /// <summary>Name of the setting with the connection; <c>AzureWebJobsStorage</c> when absent.</summary>
    public string? Connection { get; set; }
}
