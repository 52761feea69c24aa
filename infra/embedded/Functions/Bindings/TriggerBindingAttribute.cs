namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>Base of the attributes that mark the parameter whose event starts a function.</summary>
public abstract class TriggerBindingAttribute : BindingAttribute
{
}
