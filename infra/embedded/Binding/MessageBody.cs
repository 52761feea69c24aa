using System.Text.Json;
using Azure.Core.Serialization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Platform.Embedded.Binding;

/// <summary>Hands a message's bytes over as the type that the function asks for.</summary>
internal static class MessageBody
{
    private static readonly JsonObjectSerializer Default = new(new JsonSerializerOptions { PropertyNameCaseInsensitive = true });

    public static async ValueTask<object?> ToAsync(BinaryData body, Type type, IServiceProvider services, CancellationToken cancellation)
    {
        if (type == typeof(BinaryData))
            return body;
        if (type == typeof(string))
            return body.ToString();
        if (type == typeof(byte[]))
            return body.ToArray();
        var serializer = services.GetRequiredService<IOptions<WorkerOptions>>().Value.Serializer ?? Default;
        using var stream = body.ToStream();
        return await serializer.DeserializeAsync(stream, type, cancellation);
    }
}
