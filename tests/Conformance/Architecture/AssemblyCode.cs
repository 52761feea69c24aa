using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Platform.Tests.Conformance.Architecture;

/// <summary>
/// A built assembly as metadata and method bodies, without loading it. Constants, <c>nameof</c> and comments leave no trace in it; everything else that
/// source mentions does.
/// </summary>
internal sealed class AssemblyCode : IDisposable
{
    private readonly PEReader file;

    public AssemblyCode(string path)
    {
        file = new PEReader(File.OpenRead(path));
        Metadata = file.GetMetadataReader();
    }

    public MetadataReader Metadata { get; }

    public void Dispose() => file.Dispose();

    /// <summary>Every outermost type with the types that it, its members and its nested types mention.</summary>
    public Dictionary<TypeName, HashSet<TypeName>> TypeUses()
    {
        var uses = new Dictionary<TypeName, HashSet<TypeName>>();
        foreach (var handle in Metadata.TypeDefinitions)
        {
            var name = TypeCollector.NameOf(Metadata, handle);
            if (!uses.TryGetValue(name, out var found))
                uses.Add(name, found = []);
            Collect(Metadata.GetTypeDefinition(handle), found);
        }

        return uses;
    }

    /// <summary>Instructions of a method; empty when it has no body.</summary>
    public List<Instruction> Body(MethodDefinition method) =>
        method.RelativeVirtualAddress == 0 ? [] : Instructions.Read(file.GetMethodBody(method.RelativeVirtualAddress));

    private void Collect(TypeDefinition type, HashSet<TypeName> found)
    {
        var collector = new TypeCollector(found);
        Mention(type.BaseType, found);
        foreach (var handle in type.GetInterfaceImplementations())
            Mention(Metadata.GetInterfaceImplementation(handle).Interface, found);
        foreach (var handle in type.GetFields())
            Metadata.GetFieldDefinition(handle).DecodeSignature(collector, null);
        Constraints(type.GetGenericParameters(), found);
        Attributes(type.GetCustomAttributes(), found);
        foreach (var handle in type.GetMethods())
            Collect(Metadata.GetMethodDefinition(handle), collector, found);
    }

    private void Collect(MethodDefinition method, TypeCollector collector, HashSet<TypeName> found)
    {
        method.DecodeSignature(collector, null);
        Constraints(method.GetGenericParameters(), found);
        Attributes(method.GetCustomAttributes(), found);
        foreach (var parameter in method.GetParameters())
            Attributes(Metadata.GetParameter(parameter).GetCustomAttributes(), found);
        if (method.RelativeVirtualAddress == 0)
            return;
        var body = file.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
            Metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(collector, null);
        foreach (var region in body.ExceptionRegions)
            Mention(region.CatchType, found);
        foreach (var instruction in Instructions.Read(body))
            Mention(instruction.Token, found);
    }

    private void Constraints(GenericParameterHandleCollection parameters, HashSet<TypeName> found)
    {
        foreach (var constraint in parameters.SelectMany(parameter => Metadata.GetGenericParameter(parameter).GetConstraints()))
            Mention(Metadata.GetGenericParameterConstraint(constraint).Type, found);
    }

    private void Attributes(CustomAttributeHandleCollection attributes, HashSet<TypeName> found)
    {
        foreach (var attribute in attributes)
            Mention(Metadata.GetCustomAttribute(attribute).Constructor, found);
    }

    private void Mention(EntityHandle handle, HashSet<TypeName> found)
    {
        if (handle.IsNil)
            return;
        var collector = new TypeCollector(found);
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                collector.GetTypeFromDefinition(Metadata, (TypeDefinitionHandle)handle, 0);
                break;
            case HandleKind.TypeReference:
                collector.GetTypeFromReference(Metadata, (TypeReferenceHandle)handle, 0);
                break;
            case HandleKind.TypeSpecification:
                collector.GetTypeFromSpecification(Metadata, null, (TypeSpecificationHandle)handle, 0);
                break;
            case HandleKind.MethodSpecification:
                var generic = Metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                generic.DecodeSignature(collector, null);
                Mention(generic.Method, found);
                break;
            case HandleKind.MethodDefinition:
                Mention(Metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType(), found);
                break;
            case HandleKind.FieldDefinition:
                Mention(Metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType(), found);
                break;
            case HandleKind.MemberReference:
                MentionMember(Metadata.GetMemberReference((MemberReferenceHandle)handle), collector, found);
                break;
        }
    }

    private void MentionMember(MemberReference member, TypeCollector collector, HashSet<TypeName> found)
    {
        Mention(member.Parent, found);
        if (member.GetKind() == MemberReferenceKind.Field)
            member.DecodeFieldSignature(collector, null);
        else
            member.DecodeMethodSignature(collector, null);
    }
}
