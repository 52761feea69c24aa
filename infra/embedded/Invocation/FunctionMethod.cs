using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Platform.Embedded.Invocation;

/// <summary>Calls a function's method and waits for what it returns, whatever kind of task that is.</summary>
internal sealed class FunctionMethod
{
    private static readonly MethodInfo TaskValue = Adapter(nameof(FromTask));
    private static readonly MethodInfo ValueTaskValue = Adapter(nameof(FromValueTask));

    private readonly MethodInfo method;
    private readonly ObjectFactory? create;
    private readonly Func<object?, ValueTask<object?>> result;

    public FunctionMethod(MethodInfo method)
    {
        this.method = method;
        create = method.IsStatic ? null : ActivatorUtilities.CreateFactory(method.DeclaringType!, Type.EmptyTypes);
        var returned = method.ReturnType;
        ResultType = returned;
        if (returned == typeof(Task) || returned == typeof(void) || returned == typeof(ValueTask))
            ResultType = null;
        else if (IsTask(returned, typeof(Task<>)) || IsTask(returned, typeof(ValueTask<>)))
            ResultType = returned.GetGenericArguments()[0];
        result = Unwrapper(returned);
    }

    /// <summary>Type of the value inside the task; null for none.</summary>
    public Type? ResultType { get; }

    /// <summary>Runs the method on an instance made with the services of the invocation.</summary>
    public ValueTask<object?> InvokeAsync(IServiceProvider services, object?[] arguments)
    {
        var instance = create?.Invoke(services, null);
        return result(method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null));
    }

    private static Func<object?, ValueTask<object?>> Unwrapper(Type returned)
    {
        if (returned == typeof(Task))
            return FromPlainTask;
        if (returned == typeof(ValueTask))
            return static value => FromPlainTask(((ValueTask)value!).AsTask());
        if (IsTask(returned, typeof(Task<>)))
            return Close(TaskValue, returned);
        if (IsTask(returned, typeof(ValueTask<>)))
            return Close(ValueTaskValue, returned);
        return static value => ValueTask.FromResult(value);
    }

    private static Func<object?, ValueTask<object?>> Close(MethodInfo adapter, Type returned) =>
        adapter.MakeGenericMethod(returned.GetGenericArguments()).CreateDelegate<Func<object?, ValueTask<object?>>>();

    private static async ValueTask<object?> FromPlainTask(object? task)
    {
        await (Task)task!;
        return null;
    }

    private static async ValueTask<object?> FromTask<T>(object? task) => await (Task<T>)task!;

    private static async ValueTask<object?> FromValueTask<T>(object? task) => await (ValueTask<T>)task!;

    private static bool IsTask(Type type, Type open) => type.IsGenericType && type.GetGenericTypeDefinition() == open;

    private static MethodInfo Adapter(string name) => typeof(FunctionMethod).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;
}
