using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Findings;

namespace Platform.Domain.Profiles;

/// <summary>Reads the JSON files of one profile directory strictly: an unknown, missing or null member is a finding.</summary>
internal sealed class ProfileFiles(string directory)
{
    private const long MaximumBytes = 64L << 20;

    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = false,
        MaxDepth = 32,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    public string Directory { get; } = directory;

    public List<Finding> Findings { get; } = [];

    /// <summary>The file's content, or null after a finding.</summary>
    public T? Read<T>(string name)
        where T : class
    {
        if (Bytes(name) is not { } bytes)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<T>(bytes, Strict) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            Findings.Add(DomainFindings.ProfileFileInvalid.At(new Location(name, Row: e.LineNumber + 1, Field: e.Path), name, e.Message));
            return null;
        }
    }

    /// <summary>All readable files of a folder, in the order of the ids.</summary>
    public IReadOnlyList<T> ReadAll<T>(string folder, IReadOnlyList<string> ids)
        where T : class => [.. ids.Select(id => Read<T>($"{folder}/{id}.json")).OfType<T>()];

    /// <summary>The bytes of a file inside the directory, or null after a finding.</summary>
    public byte[]? Bytes(string name)
    {
        var path = Path.GetFullPath(Path.Combine(Directory, name));
        var inside = path.StartsWith(Path.GetFullPath(Directory) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        if (!inside || !File.Exists(path) || new FileInfo(path).Length > MaximumBytes)
        {
            Findings.Add(DomainFindings.ProfileFileMissing.At(new Location(name), name));
            return null;
        }

        return File.ReadAllBytes(path);
    }
}
