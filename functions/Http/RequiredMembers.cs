using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;

namespace Platform.Functions.Http;

/// <summary>
/// Finds what a body lacks. The serializer refuses an explicit null where a type allows none, but leaves a member that is absent null without a word.
/// </summary>
internal static class RequiredMembers
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Known = new();

    /// <summary>JSON name of the first member that the body must have and has not; null when it has all.</summary>
    public static string? FirstMissing(object body) =>
        Known.GetOrAdd(body.GetType(), Find).FirstOrDefault(member => member.GetValue(body) is null) is { } missing
            ? JsonNamingPolicy.CamelCase.ConvertName(missing.Name)
            : null;

    private static PropertyInfo[] Find(Type type)
    {
        var nullability = new NullabilityInfoContext();
        return [.. type.GetProperties().Where(p => !p.PropertyType.IsValueType && nullability.Create(p).ReadState == NullabilityState.NotNull)];
    }
}
