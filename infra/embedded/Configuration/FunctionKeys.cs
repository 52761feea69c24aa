using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Platform.Embedded.Hosting;

namespace Platform.Embedded.Configuration;

/// <summary>
/// The keys that requests show. They are generated into one file of the data directory that only its owner can read; delete a key there
/// (or the file) and restart to renew it.
/// </summary>
internal sealed class FunctionKeys
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly KeyFile keys;

    private FunctionKeys(KeyFile keys) => this.keys = keys;

    /// <summary>Opens everything.</summary>
    public string Master => keys.Master;

    /// <summary>Opens the durable engine's management URLs, and nothing else.</summary>
    public string Durable => keys.System["durabletask_extension"];

    /// <summary>Reads the file, adding keys for functions that have none yet.</summary>
    public static FunctionKeys Open(string path, IEnumerable<string> functions)
    {
        var keys = Read(path);
        var before = JsonSerializer.Serialize(keys, Json);
        if (keys.Master.Length == 0)
            keys.Master = Generate();
        keys.Host.TryAdd("default", Generate());
        keys.System.TryAdd("durabletask_extension", Generate());
        foreach (var function in functions)
            keys.Functions.TryAdd(function, Generate());
        var after = JsonSerializer.Serialize(keys, Json);
        if (after != before)
            DurableFile.Replace(path, Encoding.UTF8.GetBytes(after), OwnerOnly);
        return new FunctionKeys(keys);
    }

    /// <summary>Whether the key opens a function of that level.</summary>
    public bool Opens(string function, AuthorizationLevel level, string? key) => level switch
    {
        AuthorizationLevel.Anonymous => true,
        _ when key is null => false,
        AuthorizationLevel.Function => Same(key, keys.Functions.GetValueOrDefault(function)) || keys.Host.Values.Any(host => Same(key, host)) || IsMaster(key),
        AuthorizationLevel.System => keys.System.Values.Any(system => Same(key, system)) || IsMaster(key),
        _ => IsMaster(key),
    };

    /// <summary>Whether it is the master key.</summary>
    public bool IsMaster(string? key) => Same(key, keys.Master);

    private static KeyFile Read(string path)
    {
        if (!File.Exists(path))
            return new KeyFile();
        try
        {
            return JsonSerializer.Deserialize<KeyFile>(File.ReadAllBytes(path), Json) ?? new KeyFile();
        }
        catch (JsonException e)
        {
            throw new HostStartException($"The key file {path} is damaged ({e.Message}); mend or delete it, which renews all keys.");
        }
    }

    private static string Generate() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    private static bool Same(string? given, string? expected) =>
        given is not null && expected is { Length: > 0 }
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));

    private sealed class KeyFile
    {
        public string Master { get; set; } = string.Empty;

        public Dictionary<string, string> Host { get; set; } = [];

        public Dictionary<string, string> System { get; set; } = [];

        public Dictionary<string, string> Functions { get; set; } = [];
    }
}
