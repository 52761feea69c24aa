namespace Microsoft.DurableTask;

/// <summary>Turns inputs, outputs, event payloads and custom status into text and back.</summary>
public abstract class DataConverter
{
    /// <summary>Text of <paramref name="value"/>; null for null.</summary>
    public abstract string? Serialize(object? value);

    /// <summary>Value of type <paramref name="targetType"/> from <paramref name="data"/>; null for null.</summary>
    public abstract object? Deserialize(string? data, Type targetType);

    /// <summary>Value of type <typeparamref name="T"/> from <paramref name="data"/>; the type's default for null.</summary>
    public virtual T? Deserialize<T>(string? data) => Deserialize(data, typeof(T)) is { } value ? (T)value : default;
}
