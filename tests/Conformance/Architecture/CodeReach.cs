using System.Reflection.Metadata;

namespace Platform.Tests.Conformance.Architecture;

/// <summary>Something that a method calls or reads: full name of the type, name of the member, and the instruction before it.</summary>
internal readonly record struct MemberUse(string Type, string Member, Instruction Before);

/// <summary>
/// Follows what methods reach: their bodies, local functions, lambdas and the state machines of async methods and iterators, and what those call in the same
/// assembly, as far as the call names its target. What is called by name through a framework (activities) is not followed, and need not be.
/// </summary>
internal sealed class CodeReach(AssemblyCode code)
{
    private readonly MetadataReader metadata = code.Metadata;

    /// <summary>Methods that have a parameter with an attribute of that type name.</summary>
    public IEnumerable<MethodDefinitionHandle> MethodsWithParameterAttribute(string attribute) => metadata.MethodDefinitions
        .Where(method => metadata.GetMethodDefinition(method).GetParameters()
            .SelectMany(parameter => metadata.GetParameter(parameter).GetCustomAttributes())
            .Any(handle => DeclaringType(metadata.GetCustomAttribute(handle).Constructor) == attribute));

    public string NameOf(MethodDefinitionHandle handle)
    {
        var method = metadata.GetMethodDefinition(handle);
        return $"{FullName(method.GetDeclaringType())}.{metadata.GetString(method.Name)}";
    }

    /// <summary>Everything that the method reaches outside the assembly, each with the method of the assembly that uses it.</summary>
    public IEnumerable<(string User, MemberUse Use)> From(MethodDefinitionHandle start)
    {
        var seen = new HashSet<MethodDefinitionHandle> { start };
        var queue = new Queue<MethodDefinitionHandle>([start]);
        while (queue.TryDequeue(out var at))
        {
            var before = default(Instruction);
            foreach (var instruction in code.Body(metadata.GetMethodDefinition(at)))
            {
                foreach (var next in Inside(instruction.Token).Where(seen.Add))
                    queue.Enqueue(next);
                if (Outside(instruction.Token, before) is { } use)
                    yield return (NameOf(at), use);
                before = instruction;
            }
        }
    }

    // A call into the assembly leads to its target. A mention of a state machine leads to all of its methods.
    private IEnumerable<MethodDefinitionHandle> Inside(EntityHandle token) => token.Kind switch
    {
        HandleKind.MethodDefinition => Unfold((MethodDefinitionHandle)token),
        HandleKind.FieldDefinition => StateMachine(metadata.GetFieldDefinition((FieldDefinitionHandle)token).GetDeclaringType()),
        HandleKind.TypeDefinition => StateMachine((TypeDefinitionHandle)token),
        HandleKind.MethodSpecification => Inside(metadata.GetMethodSpecification((MethodSpecificationHandle)token).Method),
        HandleKind.MemberReference => InsideGeneric(metadata.GetMemberReference((MemberReferenceHandle)token)),
        _ => [],
    };

    private IEnumerable<MethodDefinitionHandle> Unfold(MethodDefinitionHandle method) =>
        StateMachine(metadata.GetMethodDefinition(method).GetDeclaringType()).Append(method);

    // Members of generic types of the assembly are named through an instantiation: every method of that name is taken.
    private IEnumerable<MethodDefinitionHandle> InsideGeneric(MemberReference member)
    {
        if (member.Parent.Kind != HandleKind.TypeSpecification || Definition((TypeSpecificationHandle)member.Parent) is not { } type)
            return [];
        var named = metadata.GetTypeDefinition(type).GetMethods().Where(
            method => metadata.GetString(metadata.GetMethodDefinition(method).Name) == metadata.GetString(member.Name));
        return StateMachine(type).Concat(named);
    }

    private MethodDefinitionHandle[] StateMachine(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var name = metadata.GetString(type.Name);
        return name.StartsWith('<') && name.Contains(">d__", StringComparison.Ordinal) ? [.. type.GetMethods()] : [];
    }

    private MemberUse? Outside(EntityHandle token, Instruction before)
    {
        if (token.Kind == HandleKind.MethodSpecification)
            return Outside(metadata.GetMethodSpecification((MethodSpecificationHandle)token).Method, before);
        if (token.Kind != HandleKind.MemberReference)
            return null;
        var member = metadata.GetMemberReference((MemberReferenceHandle)token);
        return new(DeclaringType(token), metadata.GetString(member.Name), before);
    }

    private string DeclaringType(EntityHandle member) => member.Kind switch
    {
        HandleKind.MemberReference => FullName(metadata.GetMemberReference((MemberReferenceHandle)member).Parent),
        HandleKind.MethodDefinition => FullName(metadata.GetMethodDefinition((MethodDefinitionHandle)member).GetDeclaringType()),
        _ => "",
    };

    private string FullName(EntityHandle type) => type.Kind switch
    {
        HandleKind.TypeReference => TypeCollector.NameOf(metadata, (TypeReferenceHandle)type).ToString(),
        HandleKind.TypeDefinition => TypeCollector.NameOf(metadata, (TypeDefinitionHandle)type).ToString(),
        HandleKind.TypeSpecification => Generic((TypeSpecificationHandle)type),
        _ => "",
    };

    private string Generic(TypeSpecificationHandle handle) => OpenType(handle) is { IsNil: false } type ? FullName(type) : "";

    private TypeDefinitionHandle? Definition(TypeSpecificationHandle handle) =>
        OpenType(handle) is { Kind: HandleKind.TypeDefinition } type ? (TypeDefinitionHandle)type : null;

    // The generic type of an instantiation; nil for arrays, pointers and type parameters.
    private EntityHandle OpenType(TypeSpecificationHandle handle)
    {
        var signature = metadata.GetBlobReader(metadata.GetTypeSpecification(handle).Signature);
        if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
            return default;
        signature.ReadCompressedInteger();
        return signature.ReadTypeHandle();
    }
}
