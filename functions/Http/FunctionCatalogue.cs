using System.Collections.Frozen;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Platform.Functions.Http;

/// <summary>An HTTP function as its attributes declare it.</summary>
/// <param name="Name">Function name.</param>
/// <param name="Method">The method.</param>
/// <param name="Trigger">Route and methods.</param>
/// <param name="Requires">What it demands; null is a defect that every call of it shows.</param>
/// <param name="Describes">What the OpenAPI document says of it.</param>
public sealed record HttpFunction(
    string Name, MethodInfo Method, HttpTriggerAttribute Trigger, RequiresAttribute? Requires, DescribesAttribute? Describes);

/// <summary>The HTTP functions of this program, by name. Immutable.</summary>
public sealed class FunctionCatalogue
{
    private readonly FrozenDictionary<string, HttpFunction> byName;

    public FunctionCatalogue() => byName = typeof(FunctionCatalogue).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Select(Read)
        .OfType<HttpFunction>()
        .ToFrozenDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>All HTTP functions by route.</summary>
    public IReadOnlyList<HttpFunction> All => [.. byName.Values.OrderBy(f => f.Trigger.Route, StringComparer.Ordinal).ThenBy(f => f.Name, StringComparer.Ordinal)];

    /// <summary>The function of that name, or null.</summary>
    public HttpFunction? Find(string name) => byName.GetValueOrDefault(name);

    private static HttpFunction? Read(MethodInfo method)
    {
        var trigger = method.GetParameters().Select(p => p.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(t => t is not null);
        return method.GetCustomAttribute<FunctionAttribute>() is { } function && trigger is not null
            ? new(function.Name, method, trigger, method.GetCustomAttribute<RequiresAttribute>(), method.GetCustomAttribute<DescribesAttribute>())
            : null;
    }
}
