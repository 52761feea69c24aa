using System.Collections.Immutable;
using System.Text;

namespace Platform.Domain.Documents;

/// <summary>
/// The values of a container's partition key paths, outermost first: one to three texts. With fewer values than the container has
/// paths it is a prefix, which only queries accept. Equality is by value, ordinal.
/// </summary>
public sealed class PartitionKey : IEquatable<PartitionKey>
{
    private PartitionKey(ImmutableArray<string> parts) => Parts = parts;

    /// <summary>The values, outermost first; each satisfies <see cref="KeyText.IsValid"/>.</summary>
    public ImmutableArray<string> Parts { get; }

    /// <summary>Makes a key; throws <see cref="ArgumentException"/> on a part that no store could keep.</summary>
    public static PartitionKey Of(params ReadOnlySpan<string> parts)
    {
        if (parts.Length is < 1 or > 3)
            throw new ArgumentException($"A partition key has one to three parts, not {parts.Length}.", nameof(parts));
        var bytes = 0;
        foreach (var part in parts)
            bytes += Encoding.UTF8.GetByteCount(KeyText.Checked(part, nameof(parts)));
        if (bytes > DocumentLimits.PartitionKeyBytes)
            throw new ArgumentException($"The partition key has {bytes} bytes; {DocumentLimits.PartitionKeyBytes} are allowed.", nameof(parts));
        return new PartitionKey([.. parts]);
    }

    public bool Equals(PartitionKey? other) => other is not null && Parts.AsSpan().SequenceEqual(other.Parts.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as PartitionKey);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var part in Parts)
            hash.Add(part, StringComparer.Ordinal);
        return hash.ToHashCode();
    }

    /// <summary>The parts joined by <c>/</c>, which no part can hold.</summary>
    public override string ToString() => string.Join('/', Parts);
}
