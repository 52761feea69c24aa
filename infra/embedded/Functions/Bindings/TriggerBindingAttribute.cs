namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>Base of the attributes that mark the parameter whose event starts a function.</summary>
public abstract class TriggerBindingAttribute : BindingAttribute
{
    /// <summary>Public although the type is abstract, as in the genuine packages.</summary>
    public TriggerBindingAttribute()
    {
    }
}
