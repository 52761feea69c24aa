using System.Reflection;
using Xunit;
using Xunit.Sdk;

namespace Platform.Tests.Mutation.Spatial;

/// <summary>A test with its arguments.</summary>
internal sealed record TestCase(string Name, MethodInfo Method, object?[] Arguments)
{
    /// <summary>The part of the library that the test is of.</summary>
    public string Folder => Method.DeclaringType!.Namespace!.Split('.')[^1];

    /// <summary>All tests of this assembly, always in the same order.</summary>
    public static TestCase[] All() =>
    [
        .. from type in Assembly.GetExecutingAssembly().GetTypes()
           where type.Namespace?.Contains(".Spatial.", StringComparison.Ordinal) == true
           from method in type.GetMethods()
           where method.GetCustomAttribute<FactAttribute>() is not null
           from test in Of(method)
           orderby test.Name
           select test,
    ];

    /// <summary>Whether the test passes.</summary>
    public bool Passes()
    {
        var type = Method.DeclaringType!;
        try
        {
            var instance = type.GetConstructors()[0].GetParameters().Length == 0 ? Activator.CreateInstance(type) : Activator.CreateInstance(type, new Silence());
            Method.Invoke(instance, Arguments);
            return true;
        }
        catch (TargetInvocationException)
        {
            return false;
        }
    }

    private static IEnumerable<TestCase> Of(MethodInfo method)
    {
        IEnumerable<object?[]> rows = method.GetCustomAttribute<TheoryAttribute>() is null ? [[]] : method.GetCustomAttributes<DataAttribute>().SelectMany(data => data.GetData(method));
        return rows.Select((arguments, i) => new TestCase($"{method.DeclaringType!.Name}.{method.Name} {i:00}", method, arguments));
    }

    private sealed class Silence : ITestOutputHelper
    {
        public void WriteLine(string message)
        {
        }

        public void WriteLine(string format, params object[] args)
        {
        }
    }
}
