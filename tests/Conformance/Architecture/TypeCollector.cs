using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Platform.Tests.Conformance.Architecture;

/// <summary>A type as metadata name it; a nested type goes by its outermost one.</summary>
/// <param name="Namespace">Namespace; empty for none.</param>
/// <param name="Name">Name of the outermost type, with its arity.</param>
internal readonly record struct TypeName(string Namespace, string Name)
{
    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";
}

/// <summary>Collects every type that a signature mentions. Not thread-safe.</summary>
internal sealed class TypeCollector(ISet<TypeName> found) : ISignatureTypeProvider<byte, object?>
{
    public byte GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        found.Add(NameOf(reader, handle));
        return 0;
    }

    public byte GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        found.Add(NameOf(reader, handle));
        return 0;
    }

    public byte GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public byte GetArrayType(byte elementType, ArrayShape shape) => 0;

    public byte GetByReferenceType(byte elementType) => 0;

    public byte GetFunctionPointerType(MethodSignature<byte> signature) => 0;

    public byte GetGenericInstantiation(byte genericType, ImmutableArray<byte> typeArguments) => 0;

    public byte GetGenericMethodParameter(object? genericContext, int index) => 0;

    public byte GetGenericTypeParameter(object? genericContext, int index) => 0;

    public byte GetModifiedType(byte modifier, byte unmodifiedType, bool isRequired) => 0;

    public byte GetPinnedType(byte elementType) => 0;

    public byte GetPointerType(byte elementType) => 0;

    public byte GetPrimitiveType(PrimitiveTypeCode typeCode) => 0;

    public byte GetSZArrayType(byte elementType) => 0;

    /// <summary>Outermost type that a definition belongs to.</summary>
    public static TypeName NameOf(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil)
            type = reader.GetTypeDefinition(type.GetDeclaringType());
        return new(reader.GetString(type.Namespace), reader.GetString(type.Name));
    }

    /// <summary>Outermost type that a reference belongs to.</summary>
    public static TypeName NameOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        while (type.ResolutionScope.Kind == HandleKind.TypeReference)
            type = reader.GetTypeReference((TypeReferenceHandle)type.ResolutionScope);
        return new(reader.GetString(type.Namespace), reader.GetString(type.Name));
    }
}
