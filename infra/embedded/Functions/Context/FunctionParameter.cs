namespace Microsoft.Azure.Functions.Worker;

/// <summary>A parameter of a function's method.</summary>
public class FunctionParameter
{
    /// <param name="name">Name in the source.</param>
    /// <param name="type">Declared type.</param>
    public FunctionParameter(string name, Type type)
    {
        Name = name;
        Type = type;
    }

    /// <summary>Name in the source.</summary>
    public string Name { get; }

    /// <summary>Declared type.</summary>
    public Type Type { get; }
}
