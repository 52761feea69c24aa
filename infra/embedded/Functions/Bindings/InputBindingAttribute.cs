namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>Base of the attributes that bind an input other than the trigger.</summary>
public abstract class InputBindingAttribute : BindingAttribute
{
    /// <summary>Public although the type is abstract, as in the genuine packages.</summary>
    public InputBindingAttribute()
    {
    }
}
