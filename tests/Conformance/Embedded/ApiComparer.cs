using System.Reflection;

namespace Platform.Tests.Conformance.Embedded;

/// <summary>
/// Holds types against the genuine API. A type may declare fewer members and interfaces than the genuine one; whatever it declares has to be
/// there with the same kind, base class, name, parameters, defaults, types and nullability.
/// </summary>
internal static class ApiComparer
{
    /// <summary>One line per deviation.</summary>
    public static IEnumerable<string> Deviations(IEnumerable<Type> types, GenuineApi genuine) =>
        types.SelectMany(type => Deviations(type, genuine.Find(TypeText.FullName(type))));

    private static List<string> Deviations(Type type, GenuineType? genuine)
    {
        var name = TypeText.FullName(type);
        if (genuine is null)
            return [$"{name}: no such type"];
        var kind = Kind(type);
        var found = new List<string>();
        if (kind != genuine.Kind)
            found.Add($"{name}: is {kind}, genuine is {genuine.Kind}");
        found.AddRange(BaseDeviations(type, genuine).Select(deviation => $"{name}: {deviation}"));
        found.AddRange(MemberText.Of(type).Where(member => !genuine.Members.Contains(member)).Select(member => $"{name}: no such member: {member}"));
        return found;
    }

    private static IEnumerable<string> BaseDeviations(Type type, GenuineType genuine)
    {
        if (!type.IsClass || type.IsSubclassOf(typeof(Delegate)))
            yield break;
        var own = type.BaseType is null || type.BaseType == typeof(object) ? null : TypeText.Of(type.BaseType);
        var theirs = genuine.Bases.FirstOrDefault(candidate => !IsInterfaceName(candidate));
        if (own != theirs)
            yield return $"derives from {own ?? "object"}, genuine from {theirs ?? "object"}";
        foreach (var added in type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []).Where(added => !IsRecordsOwn(added)))
        {
            if (!genuine.Bases.Contains(TypeText.Of(added)))
                yield return $"implements {TypeText.Of(added)}, genuine does not";
        }
    }

    private static bool IsRecordsOwn(Type added) => added.IsGenericType && added.GetGenericTypeDefinition() == typeof(IEquatable<>);

    private static bool IsInterfaceName(string name) => name.Length > 1 && name[0] == 'I' && char.IsUpper(name[1]);

    private static string Kind(Type type)
    {
        if (type.IsInterface)
            return "interface";
        if (type.IsEnum)
            return "enum";
        if (type.IsValueType)
            return "struct";
        if (type.IsSubclassOf(typeof(Delegate)))
            return "delegate";
        return (type.IsAbstract, type.IsSealed) switch
        {
            (true, true) => "static class",
            (true, false) => "abstract class",
            (false, true) => "sealed class",
            _ => "class",
        };
    }
}
