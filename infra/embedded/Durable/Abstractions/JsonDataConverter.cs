using System.Text.Json;

namespace Microsoft.DurableTask.Converters;

/// <summary>
/// Converts with System.Text.Json. Without options: property names as declared, fields included, names read without regard to case
/// (the last is the Functions worker's default). Histories outlive releases: changing the default can break instances in flight.
/// </summary>
public class JsonDataConverter : DataConverter
{
    private static readonly JsonSerializerOptions DefaultOptions = new() { IncludeFields = true, PropertyNameCaseInsensitive = true };

    private readonly JsonSerializerOptions options;

    /// <summary>Makes a converter with <paramref name="options"/>, or with the default.</summary>
    public JsonDataConverter(JsonSerializerOptions? options = null) => this.options = options ?? DefaultOptions;

    /// <summary>The converter with default options.</summary>
    public static JsonDataConverter Default { get; } = new();

    public override string? Serialize(object? value) => value is null ? null : JsonSerializer.Serialize(value, value.GetType(), options);

    public override object? Deserialize(string? data, Type targetType) =>
        data is null ? null : JsonSerializer.Deserialize(data, targetType, options);
}
