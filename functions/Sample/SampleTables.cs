using System.Text.Json;

namespace Platform.Functions.Sample;

/// <summary>Prints the report's two main tables.</summary>
internal static class SampleTables
{
    /// <summary>Reads <c>report.json</c> and prints approval and legality.</summary>
    public static void Print(string path, TextWriter output)
    {
        using var report = JsonDocument.Parse(File.ReadAllBytes(path));
        foreach (var name in new[] { "approval", "legality" })
        {
            var table = report.RootElement.GetProperty("tables").GetProperty(name);
            lock (output)
            {
                output.WriteLine();
                output.WriteLine($"  {name,-12} {"n",6} {"%",7} {"m²",16} {"%",7}");
                foreach (var row in table.GetProperty("rows").EnumerateArray().Append(table.GetProperty("total")))
                    output.WriteLine($"  {Text(row, "key"),-12} {Text(row, "count"),6} {Text(row, "countPercent"),7} {Text(row, "areaM2"),16} {Text(row, "areaPercent"),7}");
            }
        }
    }

    private static string Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) ? value.ToString() : "";
}
