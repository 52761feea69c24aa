using System.Text.Json.Nodes;

namespace Platform.Tests.Mutation.Spatial;

/// <summary>Stryker's report, whose mutants get what our trial comes to.</summary>
internal sealed class Report(JsonNode root)
{
    private static readonly string[] Untried = ["Ignored", "CompileError"];

    /// <summary>Mutants that compiled.</summary>
    public Mutant[] Mutants { get; } =
    [
        .. from file in root["files"]!.AsObject()
           let path = file.Key.Split("/Spatial/")[^1]
           from mutant in file.Value!["mutants"]!.AsArray()
           where !Untried.Contains((string?)mutant["status"])
           select new Mutant(int.Parse((string)mutant["id"]!, System.Globalization.CultureInfo.InvariantCulture), path, mutant),
    ];

    public static Report Read(string path) => new(JsonNode.Parse(File.ReadAllText(path))!);

    public void Write(string path) => File.WriteAllText(path, root.ToJsonString());

    /// <summary>Prints the survivors and a table of the folders.</summary>
    public void Print(string[] folders)
    {
        var asked = Mutants.Where(mutant => mutant.IsIn(folders)).ToArray();
        foreach (var mutant in asked.Where(mutant => mutant is { IsTried: true, Status: "Survived" }))
            Console.WriteLine(mutant);
        Console.WriteLine("| folder | mutants | tried | killed | timed out | survived | score |\n|---|---|---|---|---|---|---|");
        var scores = asked.GroupBy(mutant => mutant.Folder).OrderBy(folder => folder.Key, StringComparer.Ordinal).Select(folder => new Score(folder.Key, [.. folder])).ToArray();
        foreach (var score in scores)
            Console.WriteLine(score);
        Console.WriteLine(Score.Whole(scores));
    }
}

/// <summary>A change of the code.</summary>
internal sealed record Mutant(int Id, string Path, JsonNode Json)
{
    /// <summary>Part of the library.</summary>
    public string Folder => Path.Split('/')[0];

    /// <summary>What became of it.</summary>
    public string Status => (string)Json["status"]!;

    /// <summary>Whether tests ran against it.</summary>
    public bool IsTried => Json["tried"] is not null;

    /// <summary>Whether it is in one of the folders; in any where none is named.</summary>
    public bool IsIn(string[] folders) => folders.Length == 0 || folders.Any(Path.StartsWith);

    /// <summary>Notes what became of it.</summary>
    public void Judge(string status, string? by) => (Json["status"], Json["statusReason"], Json["tried"]) = (status, by, true);

    /// <inheritdoc/>
    public override string ToString() => $"{Path}:{Json["location"]!["start"]!["line"]} {Status}: {Json["mutatorName"]}: {Json["replacement"]}";
}
