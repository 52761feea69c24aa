using System.Text.Json.Serialization;

namespace Platform.Domain.Submissions;

/// <summary>What an upload is for.</summary>
public enum SubmissionKind
{
    /// <summary>A layer package: plan, control line, permits or boundaries.</summary>
    Layer,

    /// <summary>A file of change patches for a campaign.</summary>
    Patches,

    /// <summary>Verification results for a task, with photographs and the confirmation letter.</summary>
    Verification,
}

/// <summary>
/// Leave to upload one file (上传凭证): who may put what, for which purpose, where and until when. Without a ticket a blob is quarantined.
/// </summary>
public sealed record Ticket
{
    /// <summary>Random, unguessable, lower-case hexadecimal.</summary>
    public required string Id { get; init; }

    public required SubmissionKind Kind { get; init; }

    public required string Profile { get; init; }

    /// <summary>The campaign of patches and verification results.</summary>
    public string? Campaign { get; init; }

    /// <summary>The monitoring unit of verification results.</summary>
    public string? Unit { get; init; }

    /// <summary>Region code of the district that answers, for answers of a part that the unit passed on; null for the unit itself.</summary>
    public string? District { get; init; }

    /// <summary>The layer role of a layer package.</summary>
    public string? Role { get; init; }

    /// <summary>First day that a layer package is valid for.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>File name as the sender calls it: no path, no control characters, at most 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Announced size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Announced hash, if the sender gave one; a different content is refused.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Subject that asked for the ticket and answers for the upload.</summary>
    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>What the upload belongs to, for looking up uploads that wait: <c>campaign:id</c>, <c>task:campaign:unit</c> or <c>layer:profile:role</c>.</summary>
    [JsonIgnore]
    public string Scope => ScopeOf(Kind, Profile, Campaign, Unit, Role);

    /// <summary>Path in the container: <c>submissions/&lt;kind&gt;/&lt;unit&gt;/&lt;ticket&gt;/&lt;name&gt;</c>; the unit is <c>-</c> where there is none.</summary>
    [JsonIgnore]
    public string BlobPath => $"{Kind.ToString().ToLowerInvariant()}/{Unit ?? "-"}/{Id}/{Name}";

    /// <summary>The scope string of uploads of one kind.</summary>
    public static string ScopeOf(SubmissionKind kind, string profile, string? campaign, string? unit, string? role) => kind switch
    {
        SubmissionKind.Layer => $"layer:{profile}:{role}",
        SubmissionKind.Patches => $"campaign:{campaign}",
        SubmissionKind.Verification => $"task:{campaign}:{unit}",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown kind"),
    };
}
