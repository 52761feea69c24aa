using System.Reflection;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Platform.Embedded.Binding;
using Platform.Embedded.Configuration;
using Platform.Embedded.Invocation;

namespace Platform.Embedded.Blobs;

/// <summary>The source of a <see cref="BlobInputAttribute"/> parameter.</summary>
internal static class BlobInput
{
    public static ParameterSource? Source(
        ParameterInfo parameter, BlobInputAttribute input, TriggerDeclaration trigger, Func<string, string> resolve, out string? problem)
    {
        if (!PathTemplate.TryParse(resolve(input.BlobPath), out var path, out problem))
            return null;
        var unknown = path.Names.FirstOrDefault(name => !trigger.DataNames.Contains(name, StringComparer.OrdinalIgnoreCase));
        if (unknown is not null)
            problem = $"[BlobInput] on '{parameter.Name}' uses {{{unknown}}}, which the trigger does not give";
        else if (parameter.ParameterType != typeof(BlobContainerClient) && !BlobContent.Supports(parameter.ParameterType))
            problem = $"[BlobInput] cannot bind '{parameter.Name}' as {parameter.ParameterType.Name}";
        if (problem is not null)
            return null;
        return context => ReadAsync(path, input.Connection ?? StorageConnections.Default, parameter.ParameterType, context);
    }

    private static ValueTask<object?> ReadAsync(PathTemplate path, string connection, Type type, EmbeddedFunctionContext context)
    {
        var full = path.Fill(name => context.BindingContext.BindingData.TryGetValue(name, out var value) ? value?.ToString() ?? string.Empty : string.Empty);
        var slash = full.IndexOf('/', StringComparison.Ordinal);
        var service = context.InstanceServices.GetRequiredService<StorageConnections>().Blobs(connection);
        var container = service.GetBlobContainerClient(slash < 0 ? full : full[..slash]);
        if (type == typeof(BlobContainerClient))
            return ValueTask.FromResult<object?>(container);
        return BlobContent.ReadAsync(container.GetBlobClient(full[(slash + 1)..]), null, type, context);
    }
}
