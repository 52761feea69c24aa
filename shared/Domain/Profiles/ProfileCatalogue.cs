namespace Platform.Domain.Profiles;

/// <summary>The profiles that an installation serves. Immutable; thread-safe.</summary>
public sealed class ProfileCatalogue
{
    private readonly Dictionary<string, Profile> profiles;

    /// <summary>Makes a catalogue; <paramref name="defaultId"/> must be one of them.</summary>
    public ProfileCatalogue(IEnumerable<Profile> profiles, string defaultId)
    {
        this.profiles = profiles.ToDictionary(profile => profile.Id, StringComparer.Ordinal);
        DefaultId = this.profiles.ContainsKey(defaultId)
            ? defaultId
            : throw new ArgumentException($"There is no profile '{defaultId}'.", nameof(defaultId));
    }

    /// <summary>The profile taken where none is named.</summary>
    public string DefaultId { get; }

    /// <summary>All profiles by id.</summary>
    public IReadOnlyList<Profile> All => [.. profiles.Values.OrderBy(profile => profile.Id, StringComparer.Ordinal)];

    /// <summary>The profile with that id, or null.</summary>
    public Profile? Find(string id) => profiles.GetValueOrDefault(id);

    /// <summary>The profile that a record names; it was checked when the record was made.</summary>
    public Profile Required(string id) => Find(id) ?? throw new InvalidOperationException($"The profile '{id}' is not installed any more.");

    /// <summary>Loads every profile below <paramref name="root"/>; throws with all findings when one is unusable.</summary>
    public static ProfileCatalogue Load(string root, string defaultId) =>
        new(Directory.GetDirectories(root).Where(IsProfile).Order(StringComparer.Ordinal).Select(path => ProfileLoader.Load(path).Required()), defaultId);

    private static bool IsProfile(string directory) => File.Exists(Path.Combine(directory, "profile.json"));
}
