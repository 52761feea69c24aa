using System.Reflection;

namespace Platform.Embedded.Invocation;

/// <summary>A function's trigger with its settings resolved and its syntax checked.</summary>
internal abstract record TriggerDeclaration
{
    /// <summary>The kind as the genuine host spells it, e.g. <c>httpTrigger</c>.</summary>
    public abstract string BindingType { get; }

    /// <summary>Names of the binding data that parameters can ask for.</summary>
    public virtual IReadOnlyCollection<string> DataNames => [];

    /// <summary>Whether <c>functionTimeout</c> holds for its function.</summary>
    public virtual bool HasTimeLimit => true;

    /// <summary>How the trigger's own parameter gets its value, or why it cannot.</summary>
    public abstract ParameterSource? PayloadSource(ParameterInfo parameter, out string? problem);

    protected static string CannotBe(ParameterInfo parameter, string kinds) =>
        $"parameter '{parameter.Name}' is {parameter.ParameterType.Name}; its trigger binds {kinds}";
}
