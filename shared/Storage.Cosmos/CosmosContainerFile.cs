using System.Text;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Platform.Domain.Documents;

namespace Platform.Storage.Cosmos;

/// <summary>
/// The containers as the file that the infrastructure is made from: an array of <c>name</c>, <c>partitionKeyPaths</c> (one: a hash key; several: a hierarchical one, both of
/// version 2), <c>defaultTtl</c> in seconds where documents expire, and <c>indexingPolicy</c> in the shape of the resource provider.
/// </summary>
public static class CosmosContainerFile
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n" };

    /// <summary>The file's text; the same containers always give the same text.</summary>
    public static string Write(IEnumerable<ContainerDefinition> containers)
    {
        ArgumentNullException.ThrowIfNull(containers);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            writer.WriteStartArray();
            foreach (var container in containers)
                Write(writer, CosmosContainers.Of(container));
            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter writer, ContainerProperties container)
    {
        writer.WriteStartObject();
        writer.WriteString("name", container.Id);
        writer.WriteStartArray("partitionKeyPaths");
        foreach (var path in container.PartitionKeyPaths)
            writer.WriteStringValue(path);
        writer.WriteEndArray();
        if (container.DefaultTimeToLive is { } seconds)
            writer.WriteNumber("defaultTtl", seconds);
        writer.WriteStartObject("indexingPolicy");
        Write(writer, container.IndexingPolicy);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, IndexingPolicy policy)
    {
        writer.WriteString("indexingMode", "consistent");
        writer.WriteBoolean("automatic", policy.Automatic);
        WritePaths(writer, "includedPaths", policy.IncludedPaths.Select(p => p.Path));
        WritePaths(writer, "excludedPaths", policy.ExcludedPaths.Select(p => p.Path));
        writer.WriteStartArray("compositeIndexes");
        foreach (var composite in policy.CompositeIndexes)
        {
            writer.WriteStartArray();
            foreach (var path in composite)
                WriteObject(writer, path.Path, () => writer.WriteString("order", "ascending"));
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("spatialIndexes");
        foreach (var path in policy.SpatialIndexes)
            WriteObject(writer, path.Path, () => WriteTypes(writer, path));
        writer.WriteEndArray();
    }

    private static void WriteTypes(Utf8JsonWriter writer, SpatialPath path)
    {
        writer.WriteStartArray("types");
        foreach (var type in path.SpatialTypes)
            writer.WriteStringValue(type.ToString());
        writer.WriteEndArray();
    }

    private static void WritePaths(Utf8JsonWriter writer, string name, IEnumerable<string> paths)
    {
        writer.WriteStartArray(name);
        foreach (var path in paths)
            WriteObject(writer, path, () => { });
        writer.WriteEndArray();
    }

    private static void WriteObject(Utf8JsonWriter writer, string path, Action rest)
    {
        writer.WriteStartObject();
        writer.WriteString("path", path);
        rest();
        writer.WriteEndObject();
    }
}
