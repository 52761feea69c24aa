namespace Platform.Tests.Conformance.Architecture;

/// <summary>
/// Arrows that close a cycle between namespaces today. The list may only shrink: an arrow that is gone has to leave it, and none may be added. All of them lie
/// inside the embedded host.
/// </summary>
internal static class CycleBaseline
{
    public static IReadOnlyList<(string From, string To)> Arrows { get; } =
    [
        // What every part needs (start exception, options, trigger life time, local state) lies beside the composition that knows every part.
        ("Platform.Embedded.Azurite", "Platform.Embedded.Hosting"),
        ("Platform.Embedded.Blobs", "Platform.Embedded.Hosting"),
        ("Platform.Embedded.Configuration", "Platform.Embedded.Hosting"),
        ("Platform.Embedded.Discovery", "Platform.Embedded.Hosting"),
        ("Platform.Embedded.Http", "Platform.Embedded.Hosting"),
        ("Platform.Embedded.Messaging", "Platform.Embedded.Hosting"),
        ("Platform.Embedded.Queues", "Platform.Embedded.Hosting"),
        ("Platform.Embedded.Timers", "Platform.Embedded.Hosting"),

        // A trigger's declaration says what its payload is, and the payload's type lies with the listener that reads the declaration.
        ("Platform.Embedded.Discovery", "Platform.Embedded.Blobs"),
        ("Platform.Embedded.Discovery", "Platform.Embedded.Messaging"),
        ("Platform.Embedded.Discovery", "Platform.Embedded.Timers"),
        ("Platform.Embedded.Binding", "Platform.Embedded.Blobs"),

        // A function's entry knows where its parameters come from; a parameter's source reads the context of a call; the context knows its entry.
        ("Platform.Embedded.Binding", "Platform.Embedded.Discovery"),
        ("Platform.Embedded.Invocation", "Platform.Embedded.Discovery"),
        ("Platform.Embedded.Invocation", "Platform.Embedded.Binding"),
    ];
}
