namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>Base of every attribute that binds a parameter, property or return value of a function.</summary>
public abstract class BindingAttribute : Attribute
{
    /// <summary>Public although the type is abstract, as in the genuine packages.</summary>
    public BindingAttribute()
    {
    }
}
