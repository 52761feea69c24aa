using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Platform.Domain.Access;
using Platform.Functions.Http;
using Platform.Tests.Conformance.Architecture;

namespace Platform.Tests.Conformance.Access;

/// <summary>Every HTTP function says what it requires and what it does; nothing is open by accident.</summary>
public sealed class HttpFunctionTests
{
    // What answers without a sign-in. An addition is a decision, made here.
    private static readonly string[] Open = ["Health", "OpenApi", "Portal", "PostDepartmentMessage", "SignIn"];

    // Operations that are decided by the unit: the middleware finds it in the route and nowhere else.
    private static readonly Operation[] OfAUnit = [Operation.ReadTask, Operation.WorkOnTask, Operation.CheckTask, Operation.SteerTask, Operation.AuditTask];

    private static readonly IReadOnlyList<HttpFunction> All = new FunctionCatalogue().All;

    [Fact]
    public void TheCatalogue_HasEveryFunctionWithAnHttpTrigger()
    {
        var triggered = typeof(FunctionCatalogue).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.GetParameters().Any(parameter => parameter.IsDefined(typeof(HttpTriggerAttribute))))
            .Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name ?? $"{method.Name} without [Function]")
            .Order(StringComparer.Ordinal);
        Assert.True(All.Count > 30, $"only {All.Count} HTTP functions were found");
        Assert.Equal(triggered, All.Select(function => function.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryFunction_SaysWhatItRequires() => Violations.None(All.Where(function => function.Requires is null).Select(function => function.Name));

    [Fact]
    public void EveryFunction_IsDescribedInBothLanguages() => Violations.None(All
        .Where(function => function.Describes is not { } d || d.Tag.Length == 0 || d.Chinese.Length == 0 || d.English.Length == 0)
        .Select(function => function.Name));

    [Fact]
    public void OnlyTheListedFunctions_AnswerWithoutSignIn() => Assert.Equal(
        Open, All.Where(function => function.Requires?.Operation == Operation.Anonymous).Select(function => function.Name).Order(StringComparer.Ordinal));

    // A key would open a second door beside the access policy.
    [Fact]
    public void NoFunction_IsOpenedByAKey() => Violations.None(All
        .Where(function => function.Trigger.AuthLevel != AuthorizationLevel.Anonymous)
        .Select(function => $"{function.Name}: {function.Trigger.AuthLevel}"));

    [Fact]
    public void OperationsOfAUnit_HaveTheUnitInTheirRoute() => Violations.None(All
        .Where(function => function.Requires is { } requires && OfAUnit.Contains(requires.Operation))
        .Where(function => function.Trigger.Route?.Split('/').Contains("{unit}") != true)
        .Select(function => $"{function.Name}: {function.Trigger.Route}"));

    [Fact]
    public void OperationsOfADistrict_HaveUnitAndDistrictInTheirRoute() => Violations.None(All
        .Where(function => function.Requires?.Operation == Operation.ReadDistrict)
        .Where(function => function.Trigger.Route?.Contains("{unit}/districts/{district}", StringComparison.Ordinal) != true)
        .Select(function => $"{function.Name}: {function.Trigger.Route}"));

    [Fact]
    public void Routes_AreUnique() => Violations.None(All
        .SelectMany(function => (function.Trigger.Methods ?? []).Select(method => (function.Name, Call: $"{method.ToLowerInvariant()} {Shape(function.Trigger.Route)}")))
        .GroupBy(call => call.Call)
        .Where(group => group.Count() > 1)
        .Select(group => $"{group.Key}: {string.Join(", ", group.Select(call => call.Name))}"));

    [Fact]
    public void Routes_LieUnderApi_ApartFromTheListedOnes() => Assert.Equal(
        ["health", "{*path}"],
        All.Select(function => function.Trigger.Route ?? "").Where(route => !route.StartsWith("api/", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void EveryFunction_NamesItsMethods() => Violations.None(All.Where(function => function.Trigger.Methods is not { Length: > 0 }).Select(function => function.Name));

    // Two routes that differ in the names of their parameters only are the same route.
    private static string Shape(string? route) => string.Join('/', (route ?? "").Split('/').Select(part => part.StartsWith('{') ? part.StartsWith("{*", StringComparison.Ordinal) ? "**" : "*" : part));
}
