using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Text.RegularExpressions;
using Platform.Findings;

namespace Platform.Tests.Conformance.Architecture;

/// <summary>
/// Wherever a finding is made from a kind by name, it is given as many arguments as the kind's texts name: one too few would throw while an error is being told.
/// </summary>
public sealed partial class FindingArgumentTests
{
    private const string Kind = "Platform.Findings.FindingKind";

    [Fact]
    public void FindingsAreMade_WithTheArgumentsOfTheirTexts()
    {
        var made = Layering.Layers.SelectMany(Made).ToList();
        Assert.True(made.Count > 150, $"only {made.Count} places that make findings were found");
        Violations.None(made
            .Where(place => place.Given != place.Needed)
            .Select(place => $"{place.User}: {place.Field} takes {place.Needed} arguments, {place.Given} are given"));
    }

    private static List<(string User, string Field, int Needed, int Given)> Made(Layer layer)
    {
        using var code = new AssemblyCode(Layering.AssemblyPath(layer));
        var reach = new CodeReach(code);
        var places = new List<(string, string, int, int)>();
        foreach (var handle in code.Metadata.MethodDefinitions)
        {
            foreach (var (field, given) in Calls(code, code.Body(code.Metadata.GetMethodDefinition(handle))))
            {
                if (Needed(field) is { } needed)
                    places.Add((reach.NameOf(handle), field, needed, given));
            }
        }

        return places;
    }

    // kind.At(place, a, b) is compiled to: load the kind's field, …, make the array of arguments, …, call At. Arguments that make findings themselves nest.
    private static IEnumerable<(string Field, int Given)> Calls(AssemblyCode code, List<Instruction> body)
    {
        var open = new Stack<(string Field, int? Given)>();
        for (var i = 0; i < body.Count; i++)
        {
            var (operation, token) = body[i];
            if (operation == OpCodes.Ldsfld && FieldName(code.Metadata, token) is { } field)
                open.Push((field, null));
            else if (open.Count > 0 && open.Peek().Given is null && ArrayLength(code.Metadata, body, i) is { } length)
                open.Push((open.Pop().Field, length));
            else if (operation == OpCodes.Callvirt && IsAt(code.Metadata, token) && open.TryPop(out var call) && call.Given is { } given)
                yield return (call.Field, given);
        }
    }

    private static int? ArrayLength(MetadataReader metadata, List<Instruction> body, int at)
    {
        if (body[at].Code == OpCodes.Newarr)
            return Constant(body[at - 1]);
        return body[at].Code == OpCodes.Call && Member(metadata, body[at].Token) == "System.Array.Empty" ? 0 : null;
    }

    private static int? Constant(Instruction instruction) =>
        instruction.Code.Name is { } name && name.StartsWith("ldc.i4.", StringComparison.Ordinal) && int.TryParse(name[7..], out var number) ? number : null;

    private static bool IsAt(MetadataReader metadata, EntityHandle token) => Member(metadata, token) == $"{Kind}.At";

    private static string? Member(MetadataReader metadata, EntityHandle token)
    {
        if (token.Kind == HandleKind.MethodSpecification)
            token = metadata.GetMethodSpecification((MethodSpecificationHandle)token).Method;
        if (token.Kind == HandleKind.MethodDefinition)
        {
            var method = metadata.GetMethodDefinition((MethodDefinitionHandle)token);
            return $"{TypeCollector.NameOf(metadata, method.GetDeclaringType())}.{metadata.GetString(method.Name)}";
        }

        if (token.Kind != HandleKind.MemberReference)
            return null;
        var member = metadata.GetMemberReference((MemberReferenceHandle)token);
        return member.Parent.Kind == HandleKind.TypeReference
            ? $"{TypeCollector.NameOf(metadata, (TypeReferenceHandle)member.Parent)}.{metadata.GetString(member.Name)}"
            : null;
    }

    // Name of a static field that holds a kind, of this assembly or another.
    private static string? FieldName(MetadataReader metadata, EntityHandle token)
    {
        var mentioned = new HashSet<TypeName>();
        var collector = new TypeCollector(mentioned);
        string? name = null;
        if (token.Kind == HandleKind.FieldDefinition)
        {
            var field = metadata.GetFieldDefinition((FieldDefinitionHandle)token);
            field.DecodeSignature(collector, null);
            name = $"{TypeCollector.NameOf(metadata, field.GetDeclaringType())}.{metadata.GetString(field.Name)}";
        }
        else if (token.Kind == HandleKind.MemberReference)
        {
            var field = metadata.GetMemberReference((MemberReferenceHandle)token);
            if (field.Parent.Kind != HandleKind.TypeReference)
                return null;
            field.DecodeFieldSignature(collector, null);
            name = $"{TypeCollector.NameOf(metadata, (TypeReferenceHandle)field.Parent)}.{metadata.GetString(field.Name)}";
        }

        return mentioned.Any(type => type.ToString() == Kind) ? name : null;
    }

    private static int? Needed(string field)
    {
        var dot = field.LastIndexOf('.');
        var type = Layering.Layers.Select(layer => Assembly.LoadFrom(Layering.AssemblyPath(layer)).GetType(field[..dot])).FirstOrDefault(found => found is not null);
        var value = type?.GetField(field[(dot + 1)..], BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)?.GetValue(null);
        return value is FindingKind kind
            ? Placeholder().Matches(kind.Chinese + kind.English).Select(match => int.Parse(match.Groups[1].Value, null) + 1).DefaultIfEmpty(0).Max()
            : null;
    }

    [GeneratedRegex(@"\{(\d+)")]
    private static partial Regex Placeholder();
}
