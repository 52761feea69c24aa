namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks a method as a function; the name is unique within the app, whatever its case.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute : Attribute
{
    /// <summary>Names the function.</summary>
    public FunctionAttribute(string name) => Name = name;

    /// <summary>The name under which the host knows the function.</summary>
    public string Name { get; }
}
