using System.Diagnostics;
using System.Reflection;

namespace Platform.Embedded.Durable.Replay;

/// <summary>Where orchestrator code made a request: its member and, where debugging information is at hand, file and line.</summary>
internal static class CallSite
{
    private const string LocalFunction = "g__";

    /// <summary>The innermost caller outside the engine and the runtime; null when there is none.</summary>
    public static string? OfCaller()
    {
        var trace = new StackTrace(1, fNeedFileInfo: true);
        for (var i = 0; i < trace.FrameCount; i++)
        {
            var frame = trace.GetFrame(i)!;
            if (frame.GetMethod() is { DeclaringType: { } type } method && !IsOurs(type.Assembly))
            {
                var file = Path.GetFileName(frame.GetFileName());
                return Name(method) + (file is null ? string.Empty : $" ({file}:{frame.GetFileLineNumber()})");
            }
        }

        return null;
    }

    /// <summary>As in <c>Namespace.Type.Method</c>, for what the compiler makes of a method (asynchronous methods, lambdas, local functions) too.</summary>
    public static string Name(MethodBase method)
    {
        var name = Written(method.Name) ?? method.Name;
        var type = method.DeclaringType;
        for (; type is { DeclaringType: not null } && type.Name.StartsWith('<'); type = type.DeclaringType)
        {
            name = method.Name == "MoveNext" && Written(type.Name) is { } written ? written : name;
        }

        return $"{type?.FullName?.Replace('+', '.')}.{name}";
    }

    private static bool IsOurs(Assembly assembly) =>
        assembly == typeof(CallSite).Assembly || assembly == typeof(object).Assembly;

    /// <summary>The name in the source behind a compiler's name such as <c>&lt;RunAsync&gt;d__5</c> or <c>&lt;&lt;RunAsync&gt;g__Step|0&gt;d</c>; null for others.</summary>
    private static string? Written(string generated)
    {
        if (!generated.StartsWith('<'))
        {
            return null;
        }

        var local = generated.IndexOf(LocalFunction, StringComparison.Ordinal);
        if (local > 0 && generated.IndexOf('|', local) is var end and > 0)
        {
            return generated[(local + LocalFunction.Length)..end];
        }

        var (from, to) = (generated.LastIndexOf('<') + 1, generated.IndexOf('>'));
        return to > from ? generated[from..to] : null;
    }
}
