using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Platform.Tests.Conformance.Embedded;

/// <summary>Writes the members of a type the way <c>signatures.txt</c> does.</summary>
internal static class MemberText
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly HashSet<string> Generated = ["Equals", "GetHashCode", "ToString", "Deconstruct", "<Clone>$", "PrintMembers", "EqualityContract"];

    public static IEnumerable<string> Of(Type type)
    {
        if (type.IsEnum)
            return [string.Join(", ", Enum.GetNames(type).Select(name => $"{name}={Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}"))];
        if (type.IsSubclassOf(typeof(Delegate)))
            return [Signature(type.GetMethod("Invoke")!, string.Empty)];
        return type.GetConstructors(Declared).Where(Visible).Where(constructor => !constructor.IsStatic).Select(Constructor)
            .Concat(type.GetProperties(Declared).Where(property => Visible(Accessor(property)) && !Generated.Contains(property.Name)).Select(Property))
            .Concat(type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily).Select(Field))
            .Concat(type.GetEvents(Declared).Where(change => Visible(change.AddMethod!)).Select(change => "event " + change.Name))
            .Concat(type.GetMethods(Declared).Where(IsOwn).Select(method => Modifiers(method) + Signature(method, Name(method))));
    }

    private static bool Visible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsOwn(MethodInfo method) =>
        Visible(method) && !Generated.Contains(method.Name) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal));

    private static MethodInfo Accessor(PropertyInfo property) =>
        property.GetMethod is { } getter && Visible(getter) ? getter : property.SetMethod ?? property.GetMethod!;

    private static string Constructor(ConstructorInfo constructor) =>
        (constructor.IsPublic ? string.Empty : "protected ") + "ctor" + Parameters(constructor);

    private static string Field(FieldInfo field) =>
        (field.IsPublic ? string.Empty : "protected ") + (field.IsStatic ? "static " : string.Empty)
        + TypeText.Of(field.FieldType, new NullabilityInfoContext().Create(field).ReadState) + " " + field.Name;

    private static string Property(PropertyInfo property)
    {
        var nullability = new NullabilityInfoContext().Create(property);
        var state = property.GetMethod is null ? nullability.WriteState : nullability.ReadState;
        var accessors = new List<string>();
        if (property.GetMethod is { } getter && Visible(getter))
            accessors.Add("get;");
        if (property.SetMethod is { } setter && Visible(setter))
            accessors.Add(IsInit(setter) ? "init;" : "set;");
        return $"{Modifiers(Accessor(property))}{TypeText.Of(property.PropertyType, state)} {property.Name} {{ {string.Join(' ', accessors)} }}";
    }

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static string Modifiers(MethodInfo method)
    {
        var access = method.IsPublic ? string.Empty : "protected ";
        if (method.IsStatic)
            return access + "static ";
        if (method.DeclaringType!.IsInterface || !method.IsVirtual || method.IsFinal)
            return access;
        if (method.IsAbstract)
            return access + "abstract ";
        return access + (method.GetBaseDefinition() == method ? "virtual " : "override ");
    }

    private static string Name(MethodInfo method) =>
        method.IsGenericMethod ? $"{method.Name}<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : method.Name;

    private static string Signature(MethodInfo method, string name) =>
        $"{TypeText.Of(method.ReturnType, new NullabilityInfoContext().Create(method.ReturnParameter).ReadState)} {name}{Parameters(method)}";

    private static string Parameters(MethodBase method)
    {
        var extension = method.IsDefined(typeof(ExtensionAttribute));
        return "(" + string.Join(", ", method.GetParameters().Select((parameter, i) => (extension && i == 0 ? "this " : string.Empty) + Parameter(parameter))) + ")";
    }

    private static string Parameter(ParameterInfo parameter) =>
        (parameter.IsOut ? "out " : string.Empty)
        + TypeText.Of(parameter.ParameterType, new NullabilityInfoContext().Create(parameter).WriteState)
        + " " + parameter.Name
        + (parameter.HasDefaultValue ? " = " + Default(parameter) : string.Empty);

    private static string Default(ParameterInfo parameter) => parameter.DefaultValue switch
    {
        null => "default",
        _ when parameter.ParameterType.IsEnum => Enum.GetName(parameter.ParameterType, parameter.DefaultValue) ?? "?",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
