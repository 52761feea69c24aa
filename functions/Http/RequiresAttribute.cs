using Platform.Domain.Access;

namespace Platform.Functions.Http;

/// <summary>
/// What a caller must be allowed to do before an HTTP function runs. Every HTTP function carries one; <see cref="AccessMiddleware"/> asks the access policy with
/// the unit of the route, and refuses a function without it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresAttribute(Operation operation) : Attribute
{
    public Operation Operation { get; } = operation;
}
