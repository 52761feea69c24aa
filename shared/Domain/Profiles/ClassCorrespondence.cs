using Platform.Domain.Labels;

namespace Platform.Domain.Profiles;

/// <summary>One class of the older classification and its counterparts in the newer one.</summary>
/// <param name="From">Class code in <see cref="ClassCorrespondence.FromClassification"/>.</param>
/// <param name="To">Class codes in <see cref="ClassCorrespondence.ToClassification"/>; empty exactly with <see cref="Exactness.None"/>.</param>
/// <param name="Exactness"><see cref="Exactness.Exact"/> only with one counterpart.</param>
/// <param name="Note">What falls on which side.</param>
public sealed record CorrespondenceEntry(string From, IReadOnlyList<string> To, Exactness Exactness, string? Note = null);

/// <summary>The versioned correspondence between two classifications. A series over both is broken where it is not exact.</summary>
public sealed record ClassCorrespondence
{
    public required string Id { get; init; }

    public required string Version { get; init; }

    public required Label Title { get; init; }

    /// <summary>On what the rows rest.</summary>
    public required Label Source { get; init; }

    public required string FromClassification { get; init; }

    public required string ToClassification { get; init; }

    public required IReadOnlyList<CorrespondenceEntry> Entries { get; init; }

    /// <summary>The row of <paramref name="code"/>, or null.</summary>
    public CorrespondenceEntry? Find(string code) => Entries.FirstOrDefault(e => e.From == code);
}
