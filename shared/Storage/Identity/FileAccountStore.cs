using System.Text.Json;
using System.Text.RegularExpressions;
using Platform.Domain.Access;
using Platform.Domain.Json;
using Platform.Storage.Files;

namespace Platform.Storage.Identity;

/// <summary>
/// Accounts in one JSON file of mode 600 that is replaced as a whole. The file is read at every call, so that a command may change accounts while the
/// platform runs; a lock file keeps two changes apart. The name of a removed account stays taken: its subject must never mean somebody else.
/// </summary>
public sealed partial class FileAccountStore : IAccountStore
{
    private const int ShortestPassword = 8, LongestPassword = 256;
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(10);
    private static readonly PasswordHash Nobody = PasswordHash.Make("nobody has this password");

    private readonly string path;

    /// <param name="directory">Directory of mode 700; made when missing.</param>
    public FileAccountStore(string directory)
    {
        DurableFile.CreatePrivateDirectory(directory);
        path = Path.Combine(Path.GetFullPath(directory), "accounts.json");
    }

    /// <inheritdoc/>
    public async Task<AccountOutcome> AddAsync(
        string name, string password, string displayName, IEnumerable<RoleGrant> roles, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(displayName);
        if (!NamePattern().IsMatch(name))
            return AccountOutcome.NameInvalid;
        if (!IsSuitable(password))
            return AccountOutcome.PasswordUnsuitable;
        var entry = new Entry(name, displayName, [.. roles], PasswordHash.Make(password), Removed: false);
        return await ChangeAsync(
            entries => entries.TryAdd(name, entry) ? AccountOutcome.Done : AccountOutcome.NameTaken, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<AccountOutcome> SetPasswordAsync(string name, string password, CancellationToken cancellation = default)
    {
        if (!IsSuitable(password))
            return AccountOutcome.PasswordUnsuitable;
        var hash = PasswordHash.Make(password);
        return await ChangeAsync(entries => Update(entries, name, e => e with { Password = hash }), cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<AccountOutcome> RemoveAsync(string name, CancellationToken cancellation = default) =>
        ChangeAsync(entries => Update(entries, name, e => e with { Removed = true }), cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Account>> ListAsync(CancellationToken cancellation = default)
    {
        var entries = await ReadAsync(cancellation).ConfigureAwait(false);
        return [.. entries.Values.Where(e => !e.Removed).Select(e => new Account(e.Name, e.ToPrincipal()))];
    }

    /// <inheritdoc/>
    public async Task<Principal?> SignInAsync(string name, string password, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(password);
        var entries = await ReadAsync(cancellation).ConfigureAwait(false);
        var entry = entries.GetValueOrDefault(name) is { Removed: false } known ? known : null;
        var attempt = password.Length <= LongestPassword ? password : "";
        var fits = await Task.Run(() => (entry?.Password ?? Nobody).Fits(attempt), cancellation).ConfigureAwait(false);
        return fits ? entry?.ToPrincipal() : null;
    }

    private static bool IsSuitable(string password) => password?.Length is >= ShortestPassword and <= LongestPassword;

    private static AccountOutcome Update(SortedDictionary<string, Entry> entries, string name, Func<Entry, Entry> change)
    {
        if (!entries.TryGetValue(name, out var entry) || entry.Removed)
            return AccountOutcome.NotFound;
        entries[name] = change(entry);
        return AccountOutcome.Done;
    }

    private async Task<AccountOutcome> ChangeAsync(
        Func<SortedDictionary<string, Entry>, AccountOutcome> change, CancellationToken cancellation)
    {
        using var exclusive = await LockAsync(cancellation).ConfigureAwait(false);
        var entries = await ReadAsync(cancellation).ConfigureAwait(false);
        var outcome = change(entries);
        if (outcome == AccountOutcome.Done)
            DurableFile.WritePrivate(path, JsonSerializer.SerializeToUtf8Bytes(entries.Values.ToArray(), PlatformJson.Options), replace: true);
        return outcome;
    }

    private async Task<FileStream> LockAsync(CancellationToken cancellation)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (TimeProvider.System.GetElapsedTime(start) < LockPatience)
            {
                await Task.Delay(20, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task<SortedDictionary<string, Entry>> ReadAsync(CancellationToken cancellation)
    {
        var entries = new SortedDictionary<string, Entry>(StringComparer.Ordinal);
        if (!File.Exists(path))
            return entries;
        try
        {
            var bytes = await File.ReadAllBytesAsync(path, cancellation).ConfigureAwait(false);
            foreach (var entry in JsonSerializer.Deserialize<Entry[]>(bytes, PlatformJson.Options) ?? [])
                entries.Add(entry.Name, entry);
            return entries;
        }
        catch (JsonException e)
        {
            throw new IOException($"{path} is damaged: restore it from a backup ({e.Message}).", e);
        }
    }

    [GeneratedRegex("^[a-z0-9._@-]{1,64}$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    private sealed record Entry(string Name, string DisplayName, RoleGrant[] Roles, PasswordHash Password, bool Removed)
    {
        public Principal ToPrincipal() => new(BuiltInIssuer.SubjectPrefix + Name, DisplayName, [.. Roles]);
    }
}
