using Microsoft.Azure.Functions.Worker.Converters;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Binds a parameter of an HTTP function to the JSON body of the request.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class FromBodyAttribute : InputConverterAttribute
{
    /// <summary>Binds to the whole body.</summary>
    public FromBodyAttribute()
        : base(typeof(Platform.Embedded.Binding.FromBodyConverter))
    {
    }
}
