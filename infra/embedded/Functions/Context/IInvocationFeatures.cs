namespace Microsoft.Azure.Functions.Worker;

/// <summary>Objects that host and middleware attach to an invocation, by type.</summary>
public interface IInvocationFeatures : IEnumerable<KeyValuePair<Type, object>>
{
    /// <summary>Attaches an object.</summary>
    void Set<T>(T instance);

    /// <summary>The object of that type, or null.</summary>
    T? Get<T>();
}
