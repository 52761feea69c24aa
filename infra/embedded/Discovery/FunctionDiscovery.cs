using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.Configuration;
using Platform.Embedded.Configuration;
using Platform.Embedded.DurableFunctions;
using Platform.Embedded.Hosting;
using Platform.Embedded.Http;
using Platform.Embedded.Invocation;
using Platform.Embedded.Timers;

namespace Platform.Embedded.Discovery;

/// <summary>Finds the functions in the app's types and checks everything about them that can be wrong, before anything starts.</summary>
internal sealed partial class FunctionDiscovery(IConfiguration settings, HostSettings host)
{
    private readonly List<string> problems = [];

    /// <exception cref="HostStartException">Something is wrong with one function or more; one sentence each.</exception>
    public FunctionCatalogue Discover(IEnumerable<Type> types)
    {
        var found = types.SelectMany(Candidates).Select(Read).OfType<FunctionEntry>().ToList();
        CheckNames(found);
        CheckRoutes(found);
        CheckDurableNames(found);
        return problems.Count == 0 ? new FunctionCatalogue(found) : throw new HostStartException(problems);
    }

    /// <summary>The types of an assembly that can hold functions.</summary>
    public static IEnumerable<Type> TypesOf(Assembly assembly) => assembly.GetTypes().Where(type => type.IsClass);

    private static IEnumerable<MethodInfo> Candidates(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null);

    private FunctionEntry? Read(MethodInfo method)
    {
        var name = method.GetCustomAttribute<FunctionAttribute>()!.Name;
        var before = problems.Count;
        CheckMethod(name, method);
        var trigger = Trigger(name, method);
        if (trigger is null)
            return null;
        var sources = Sources(name, method, trigger);
        var retry = Retry(name, method, trigger);
        if (problems.Count > before)
            return null;
        var call = new FunctionMethod(method);
        if (trigger is HttpDeclaration && !HttpResults.CanBeWritten(call.ResultType))
        {
            Report(name, $"returns {call.ResultType!.Name}, which the genuine host does not write to the response; return IActionResult or IResult");
            return null;
        }

        return new FunctionEntry(name, trigger, call, sources, new EmbeddedFunctionDefinition(name, method, trigger.BindingType), retry);
    }

    private void CheckMethod(string name, MethodInfo method)
    {
        if (!NamePattern().IsMatch(name))
            Report(name, "the name has to begin with a letter and may hold letters, digits, '-' and '_', at most 128 in all");
        var type = method.DeclaringType!;
        if (!method.IsPublic || method.IsGenericMethodDefinition || type.ContainsGenericParameters || (type.IsAbstract && !method.IsStatic))
            Report(name, $"{type.FullName}.{method.Name} has to be a public method without type parameters in a class that can be created");
        else if (!method.IsStatic && type.GetConstructors().Length != 1)
            Report(name, $"{type.FullName} has to have exactly one public constructor");
        if (method.ReturnType == typeof(void) && method.GetCustomAttribute<System.Runtime.CompilerServices.AsyncStateMachineAttribute>() is not null)
            Report(name, "is 'async void'; return Task instead");
        if (method.GetCustomAttributes<BindingAttribute>().FirstOrDefault() is { } output)
            Report(name, $"the embedded host does not know the output binding [{output.GetType().Name}]");
    }

    private TriggerDeclaration? Trigger(string name, MethodInfo method)
    {
        var triggers = method.GetParameters().Select(parameter => parameter.GetCustomAttribute<TriggerBindingAttribute>()).OfType<TriggerBindingAttribute>().ToList();
        if (triggers.Count != 1)
        {
            Report(name, $"needs exactly one trigger; it has {triggers.Count}");
            return null;
        }

        var declaration = new TriggerReader(name, settings, host).Read(triggers[0], out var problem);
        if (problem is not null)
            Report(name, problem);
        return declaration;
    }

    private List<ParameterSource> Sources(string name, MethodInfo method, TriggerDeclaration trigger)
    {
        var sources = new List<ParameterSource>();
        foreach (var parameter in method.GetParameters())
        {
            var source = ParameterSources.Choose(parameter, trigger, text => Resolve(name, text), out var problem);
            if (source is null)
                Report(name, problem!);
            else
                sources.Add(source);
        }

        return sources;
    }

    private string Resolve(string name, string text)
    {
        if (!SettingExpressions.TryResolve(text, settings, out var resolved, out var missing))
            Report(name, $"the setting '{missing}' of '{text}' is missing");
        return resolved;
    }

    private RetryRule? Retry(string name, MethodInfo method, TriggerDeclaration trigger)
    {
        if (method.GetCustomAttribute<RetryAttribute>() is not { } attribute)
            return null;
        if (trigger is not TimerDeclaration)
        {
            Report(name, $"[{attribute.GetType().Name}] works with timer triggers only; {trigger.BindingType} has its own rule");
            return null;
        }

        var rule = RetryRule.Read(attribute, out var problem);
        if (problem is not null)
            Report(name, problem);
        return rule;
    }

    private void CheckNames(List<FunctionEntry> found)
    {
        foreach (var same in found.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
            Report(same.Key, "the name is used by " + string.Join(" and ", same.Select(function => function.Definition.EntryPoint)));
    }

    private void CheckRoutes(List<FunctionEntry> found)
    {
        var routes = found
            .Where(function => function.Trigger is HttpDeclaration)
            .SelectMany(function => RouteShape.Of((HttpDeclaration)function.Trigger).Select(shape => (shape, function.Name)))
            .GroupBy(route => route.shape)
            .Where(group => group.Select(route => route.Name).Distinct().Count() > 1);
        foreach (var same in routes)
            Report(same.First().Name, $"the route {same.Key} is also that of " + string.Join(", ", same.Skip(1).Select(route => route.Name)));
    }

    private void CheckDurableNames(List<FunctionEntry> found)
    {
        CheckDurableNames<OrchestrationDeclaration>(found, trigger => trigger.Name, "orchestrator");
        CheckDurableNames<ActivityDeclaration>(found, trigger => trigger.Name, "activity");
    }

    private void CheckDurableNames<T>(List<FunctionEntry> found, Func<T, string> durableName, string kind)
        where T : TriggerDeclaration
    {
        var groups = found.Where(function => function.Trigger is T).GroupBy(function => durableName((T)function.Trigger), StringComparer.OrdinalIgnoreCase);
        foreach (var same in groups.Where(group => group.Count() > 1 && group.Select(function => function.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() > 1))
            Report(same.First().Name, $"the {kind} name '{same.Key}' is also that of " + string.Join(", ", same.Skip(1).Select(function => function.Name)));
    }

    private void Report(string function, string problem) => problems.Add($"Function '{function}': {problem}.");

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,127}$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
