namespace Microsoft.Azure.Functions.Worker.Converters;

/// <summary>Names the type that turns trigger data into a parameter; the embedded host knows only the converters that it declares itself.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Class | AttributeTargets.Interface | AttributeTargets.Enum | AttributeTargets.Struct)]
public class InputConverterAttribute : Attribute
{
    /// <param name="converterType">The converting type.</param>
    public InputConverterAttribute(Type converterType)
    {
        ArgumentNullException.ThrowIfNull(converterType);
        ConverterType = converterType;
    }

    /// <summary>The converting type.</summary>
    public Type ConverterType { get; }
}
