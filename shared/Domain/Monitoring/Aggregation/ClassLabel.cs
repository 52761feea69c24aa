namespace Platform.Domain.Monitoring.Aggregation;

/// <summary>A class of a table: its stable key and its names.</summary>
/// <param name="Key">Code or key; unique within its list.</param>
/// <param name="Chinese">Name in Chinese.</param>
/// <param name="English">Name in English.</param>
public sealed record ClassLabel(string Key, string Chinese, string English)
{
    /// <summary>A class known by its code only, e.g. a unit that the unit list at hand does not name.</summary>
    public static ClassLabel Unnamed(string key) => new(key, key, key);
}
