using System.Globalization;

namespace Platform.Tests.Benchmarks;

/// <summary>The options of one run.</summary>
internal sealed class BenchmarkOptions
{
    private readonly string[] args;
    private readonly string? ownFolder;

    public BenchmarkOptions(string[] args)
    {
        this.args = args;
        Folder = Text("--folder") is { } given ? Path.GetFullPath(given) : ownFolder = Directory.CreateTempSubdirectory("benchmark-").FullName;
        Directory.CreateDirectory(Folder);
    }

    /// <summary>Where databases are made: on the disk that is to be measured.</summary>
    public string Folder { get; }

    public string Text(string name, string otherwise) => Text(name) ?? otherwise;

    public int Number(string name, int otherwise) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>A new empty folder for a part of the run.</summary>
    public string Part(string name)
    {
        var folder = Path.Combine(Folder, name);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        return Directory.CreateDirectory(folder).FullName;
    }

    /// <summary>Deletes the folder unless it was given.</summary>
    public void RemoveOwnFolder()
    {
        if (ownFolder is not null)
        {
            Directory.Delete(ownFolder, recursive: true);
        }
    }

    /// <summary>The value behind the option, or null.</summary>
    public string? Text(string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }
}
