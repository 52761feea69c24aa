using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Binds a <see cref="Microsoft.DurableTask.Client.DurableTaskClient"/>. The embedded host has one task hub: both properties are ignored.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class DurableClientAttribute : InputBindingAttribute
{
    /// <summary>Name of the task hub on Azure.</summary>
    public string? TaskHub { get; set; }

    /// <summary>Name of the connection setting on Azure.</summary>
    public string? ConnectionName { get; set; }
}
