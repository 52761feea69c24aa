using System.Reflection;
using System.Xml.Linq;

namespace Platform.Tests.Conformance.Architecture;

/// <summary>Every public type says what it is.</summary>
public sealed class DocumentationTests
{
    [Fact]
    public void PublicTypes_AreDocumented()
    {
        var types = 0;
        var missing = new List<string>();
        foreach (var layer in Layering.Layers.Where(layer => layer.Assembly != "desk"))
        {
            var documented = Documented(layer);
            foreach (var type in Assembly.LoadFrom(Layering.AssemblyPath(layer)).GetExportedTypes())
            {
                types++;
                if (!documented.Contains(type.FullName!.Replace('+', '.')))
                    missing.Add($"{layer.Folder}: {type.FullName}");
            }
        }

        Assert.True(types > 300, $"only {types} public types were found");
        Violations.None(missing);
    }

    private static HashSet<string> Documented(Layer layer)
    {
        var comments = XDocument.Load(Path.ChangeExtension(Layering.AssemblyPath(layer), ".xml"));
        return comments.Descendants("member")
            .Where(member => member.Elements().Any(element => element.Name == "inheritdoc" || element.Value.Trim().Length > 0))
            .Select(member => (string)member.Attribute("name")!)
            .Where(name => name.StartsWith("T:", StringComparison.Ordinal))
            .Select(name => name[2..])
            .ToHashSet();
    }
}
