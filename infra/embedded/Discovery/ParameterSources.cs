using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Platform.Embedded.Binding;
using Platform.Embedded.Blobs;
using Platform.Embedded.DurableFunctions;
using Platform.Embedded.Http;
using Platform.Embedded.Invocation;

namespace Platform.Embedded.Discovery;

/// <summary>Chooses the source of each parameter of a function, or says why there is none.</summary>
internal static class ParameterSources
{
    public static ParameterSource? Choose(
        ParameterInfo parameter, TriggerDeclaration trigger, Func<string, string> resolve, out string? problem)
    {
        problem = null;
        var type = parameter.ParameterType;
        if (type == typeof(FunctionContext))
            return context => ValueTask.FromResult<object?>(context);
        if (type == typeof(CancellationToken))
            return context => ValueTask.FromResult<object?>(context.CancellationToken);
        if (parameter.GetCustomAttribute<FromBodyAttribute>() is not null)
            return FromBody(parameter, trigger, ref problem);
        if (parameter.GetCustomAttribute<BindingAttribute>() is { } binding)
            return FromBinding(parameter, binding, trigger, resolve, ref problem);
        if (trigger.DataNames.Contains(parameter.Name!, StringComparer.OrdinalIgnoreCase))
            return FromData(parameter, ref problem);
        if (trigger is OrchestrationDeclaration)
            return context => ValueTask.FromResult(((OrchestrationPayload)context.Payload!).Input(type));
        if (parameter.HasDefaultValue)
            return _ => ValueTask.FromResult(parameter.DefaultValue);
        problem = $"parameter '{parameter.Name}' ({type.Name}) is bound by nothing: no binding attribute, and the trigger gives no '{parameter.Name}'";
        return null;
    }

    private static ParameterSource? FromBody(ParameterInfo parameter, TriggerDeclaration trigger, ref string? problem)
    {
        if (trigger is HttpDeclaration)
            return context => FromBodyConverter.ReadAsync(context.Http!.Request, parameter.ParameterType);
        problem = $"parameter '{parameter.Name}': [FromBody] needs an HTTP trigger";
        return null;
    }

    private static ParameterSource? FromBinding(
        ParameterInfo parameter, BindingAttribute binding, TriggerDeclaration trigger, Func<string, string> resolve, ref string? problem)
    {
        switch (binding)
        {
            case TriggerBindingAttribute:
                return trigger.PayloadSource(parameter, out problem);
            case BlobInputAttribute input:
                return BlobInput.Source(parameter, input, trigger, resolve, out problem);
            case DurableClientAttribute when parameter.ParameterType == typeof(DurableTaskClient):
                return context => ValueTask.FromResult<object?>(context.InstanceServices.GetRequiredService<DurableTaskClient>());
            default:
                problem = $"parameter '{parameter.Name}': the embedded host does not know [{binding.GetType().Name}] on {parameter.ParameterType.Name}";
                return null;
        }
    }

    private static ParameterSource? FromData(ParameterInfo parameter, ref string? problem)
    {
        if (!TextConversion.Supports(parameter.ParameterType))
        {
            problem = $"parameter '{parameter.Name}': text cannot become {parameter.ParameterType.Name}";
            return null;
        }

        return context => ValueTask.FromResult(Value(context, parameter));
    }

    private static object? Value(EmbeddedFunctionContext context, ParameterInfo parameter)
    {
        if (context.BindingContext.BindingData.TryGetValue(parameter.Name!, out var value) && value is not null)
            return TextConversion.Convert(value.ToString()!, parameter.ParameterType, parameter.Name!);
        if (parameter.HasDefaultValue)
            return parameter.DefaultValue;
        if (!parameter.ParameterType.IsValueType || Nullable.GetUnderlyingType(parameter.ParameterType) is not null)
            return null;
        throw new BadHttpRequestException($"A value for '{parameter.Name}' is missing.");
    }
}
