namespace Platform.Tests.CosmosGateway.Storage;

/// <summary>A physical partition: a part of the key space.</summary>
internal sealed record KeyRange(string Id, string From, string To)
{
    public bool Holds(string epk) => string.CompareOrdinal(epk, From) >= 0 && string.CompareOrdinal(epk, To) < 0;

    /// <summary>The whole key space in equal parts.</summary>
    public static IReadOnlyList<KeyRange> Cut(int parts) =>
        [.. Enumerable.Range(0, parts).Select(i => new KeyRange($"{i}", i == 0 ? "" : Bound(i, parts), i == parts - 1 ? EffectivePartitionKey.End : Bound(i + 1, parts)))];

    private static string Bound(int i, int parts) => $"{64 * i / parts:X2}";
}

/// <summary>What a request may see: one partition, or a part of the key space inside one physical partition.</summary>
/// <param name="Range">The physical partition.</param>
/// <param name="Partition">A full partition key; null for all of the range.</param>
/// <param name="From">Begin inside the range, or null.</param>
/// <param name="To">End inside the range, or null.</param>
internal sealed record ItemScope(KeyRange Range, IReadOnlyList<string>? Partition, string? From = null, string? To = null)
{
    public bool Holds(string epk) => Range.Holds(epk)
        && (From is null || string.CompareOrdinal(epk, From) >= 0)
        && (To is null || string.CompareOrdinal(epk, To) < 0);
}
