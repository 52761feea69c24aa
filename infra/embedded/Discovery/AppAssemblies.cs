using System.Reflection;
using System.Text.Json;

namespace Platform.Embedded.Discovery;

/// <summary>
/// The assemblies of the app: the entry assembly, what it refers to, and the projects that its <c>.deps.json</c> lists (the compiler drops
/// references that no type uses); of these, those that refer to the embedded host.
/// </summary>
internal static class AppAssemblies
{
    private static readonly string[] Foreign = ["System", "Microsoft", "Azure", "netstandard", "mscorlib", "xunit"];

    public static IReadOnlyList<Assembly> Find(Assembly entry)
    {
        var host = typeof(AppAssemblies).Assembly.GetName().Name;
        var found = new Dictionary<string, Assembly>(StringComparer.Ordinal);
        var open = new Queue<Assembly>([entry, .. ProjectsOf(entry)]);
        while (open.TryDequeue(out var assembly))
        {
            var name = assembly.GetName().Name!;
            if (name == host || !found.TryAdd(name, assembly))
                continue;
            foreach (var reference in assembly.GetReferencedAssemblies().Where(reference => !IsForeign(reference.Name!)))
            {
                if (!found.ContainsKey(reference.Name!))
                    open.Enqueue(Assembly.Load(reference));
            }
        }

        return [.. found.Values
            .Where(assembly => assembly.GetReferencedAssemblies().Any(reference => reference.Name == host))
            .OrderBy(assembly => assembly.GetName().Name, StringComparer.Ordinal)];
    }

    private static IEnumerable<Assembly> ProjectsOf(Assembly entry)
    {
        var path = Path.ChangeExtension(entry.Location, ".deps.json");
        if (entry.Location.Length == 0 || !File.Exists(path))
            yield break;
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        if (!document.RootElement.TryGetProperty("targets", out var targets) || !document.RootElement.TryGetProperty("libraries", out var libraries))
            yield break;
        foreach (var library in targets.EnumerateObject().SelectMany(target => target.Value.EnumerateObject()))
        {
            if (!libraries.TryGetProperty(library.Name, out var described) || described.GetProperty("type").GetString() != "project"
                || !library.Value.TryGetProperty("runtime", out var runtime))
                continue;
            foreach (var file in runtime.EnumerateObject())
                yield return Assembly.Load(new AssemblyName(Path.GetFileNameWithoutExtension(file.Name)));
        }
    }

    private static bool IsForeign(string name) =>
        Foreign.Any(prefix => name.Equals(prefix, StringComparison.Ordinal) || name.StartsWith(prefix + ".", StringComparison.Ordinal));
}
