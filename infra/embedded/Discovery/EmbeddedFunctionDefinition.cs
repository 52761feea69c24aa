using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Platform.Embedded.Discovery;

/// <summary>A function as its own code and middleware see it.</summary>
internal sealed class EmbeddedFunctionDefinition : FunctionDefinition
{
    public EmbeddedFunctionDefinition(string name, MethodInfo method, string triggerType)
    {
        Name = name;
        EntryPoint = $"{method.DeclaringType!.FullName}.{method.Name}";
        PathToAssembly = method.DeclaringType.Assembly.Location;
        Id = Identify(name, EntryPoint);
        Parameters = [.. method.GetParameters().Select(parameter => new FunctionParameter(parameter.Name!, parameter.ParameterType))];
        InputBindings = method.GetParameters()
            .Select(parameter => (parameter.Name, Attribute: parameter.GetCustomAttribute<BindingAttribute>()))
            .Where(found => found.Attribute is not null)
            .ToImmutableDictionary(
                found => found.Name!,
                found => (BindingMetadata)new Metadata(found.Name!, found.Attribute is TriggerBindingAttribute ? triggerType : Kind(found.Attribute!)));
    }

    public override ImmutableArray<FunctionParameter> Parameters { get; }

    public override string PathToAssembly { get; }

    public override string EntryPoint { get; }

    public override string Id { get; }

    public override string Name { get; }

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings { get; } = ImmutableDictionary<string, BindingMetadata>.Empty;

    private static string Identify(string name, string entryPoint)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(name + "\n" + entryPoint));
        return BitConverter.ToUInt32(hash).ToString(CultureInfo.InvariantCulture);
    }

    private static string Kind(BindingAttribute attribute)
    {
        var name = attribute.GetType().Name;
        name = name.EndsWith("InputAttribute", StringComparison.Ordinal) ? name[..^"InputAttribute".Length] : name[..^"Attribute".Length];
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private sealed class Metadata(string name, string type) : BindingMetadata
    {
        public override string Name => name;

        public override string Type => type;

        public override BindingDirection Direction => BindingDirection.In;
    }
}
