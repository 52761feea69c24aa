using System.Reflection;

namespace Platform.Tests.Conformance.Embedded;

/// <summary>Writes types the way <c>signatures.txt</c> does.</summary>
internal static class TypeText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(string)] = "string", [typeof(object)] = "object", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(int)] = "int",
        [typeof(long)] = "long", [typeof(double)] = "double", [typeof(decimal)] = "decimal", [typeof(void)] = "void",
    };

    /// <summary>Name with namespace, outer types and type parameters.</summary>
    public static string FullName(Type type) => (type.Namespace is null ? string.Empty : type.Namespace + ".") + Of(type);

    public static string Of(Type type)
    {
        if (type.IsByRef)
            return Of(type.GetElementType()!);
        if (type.IsArray)
            return Of(type.GetElementType()!) + "[]";
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Of(value) + "?";
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsGenericParameter)
            return type.Name;
        var outer = type.DeclaringType is { } declaring ? Of(declaring) + "." : string.Empty;
        var name = type.Name.Split('`')[0];
        var arguments = type.GetGenericArguments();
        return outer + (arguments.Length == 0 ? name : $"{name}<{string.Join(", ", arguments.Select(Of))}>");
    }

    /// <summary>The type with <c>?</c> when it is a reference that may be null.</summary>
    public static string Of(Type type, NullabilityState state) =>
        Of(type) + (state == NullabilityState.Nullable && !type.IsValueType && type != typeof(void) ? "?" : string.Empty);
}
