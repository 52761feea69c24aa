using Platform.Domain.Labels;

namespace Platform.Domain.Regions;

/// <summary>Level and kind of an administrative region.</summary>
public enum RegionKind
{
    /// <summary>省.</summary>
    Province,

    /// <summary>地级市.</summary>
    PrefectureCity,

    /// <summary>市辖区.</summary>
    District,

    /// <summary>县级市.</summary>
    CountyCity,

    /// <summary>县.</summary>
    County,

    /// <summary>自治县.</summary>
    AutonomousCounty,
}

/// <summary>How well the first day of a dated fact is known.</summary>
public enum DateBasis
{
    /// <summary>Nothing changed inside the register.</summary>
    BeforeRegister,

    /// <summary>The day of the approval (国务院或民政部批复), found in its text or quoted from it.</summary>
    Approval,

    /// <summary>The day on which public reports announced it; the approval is some days older.</summary>
    PublicReport,

    /// <summary>Only known to lie between two code lists; the day given is the reference day of the later list.</summary>
    CodeList,
}

/// <summary>A span of days, both ends included; null is open.</summary>
public interface IDated
{
    /// <summary>First day; null: since before the register begins.</summary>
    DateOnly? From { get; }

    /// <summary>Last day; null: still.</summary>
    DateOnly? Until { get; }
}

/// <summary>A name with the kind that it says.</summary>
/// <param name="Label">Official name; never a key: 新华区 exists in two cities.</param>
/// <param name="Kind">Kind of region under this name.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day.</param>
public sealed record DatedName(Label Label, RegionKind Kind, DateOnly? From = null, DateOnly? Until = null) : IDated;

/// <summary>A GB/T 2260 code.</summary>
/// <param name="Code">Six digits.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day.</param>
public sealed record DatedCode(string Code, DateOnly? From = null, DateOnly? Until = null) : IDated;

/// <summary>A parent region.</summary>
/// <param name="Region">Id of the parent.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day.</param>
public sealed record DatedParent(string Region, DateOnly? From = null, DateOnly? Until = null) : IDated;

/// <summary>A region that took over from another one.</summary>
/// <param name="Region">Id of the other region.</param>
/// <param name="On">First day of the new state.</param>
/// <param name="Whole">True: the whole territory passed over; false: a part of it.</param>
/// <param name="Basis">How well the day is known.</param>
/// <param name="Note">The decision, or why only the list is known.</param>
public sealed record Succession(string Region, DateOnly On, bool Whole, DateBasis Basis, string? Note = null);

/// <summary>
/// An administrative region (行政区) with everything dated. Its identity is <see cref="Id"/>: a county that becomes a city or district with the
/// same territory stays the same region with a new name and code; a merger or split ends one region and names its successors.
/// </summary>
public sealed record Region
{
    /// <summary>Stable id of its own, e.g. <c>hb-130223</c>; the digits are its first code and mean nothing more.</summary>
    public required string Id { get; init; }

    /// <summary>By date; spans do not overlap.</summary>
    public required IReadOnlyList<DatedName> Names { get; init; }

    /// <summary>By date; spans do not overlap.</summary>
    public required IReadOnlyList<DatedCode> Codes { get; init; }

    /// <summary>Under which region statistics are summed (统计隶属).</summary>
    public required IReadOnlyList<DatedParent> StatisticalParents { get; init; }

    /// <summary>To which region it answers (管理隶属); differs from the statistical parent for 定州 and 辛集.</summary>
    public required IReadOnlyList<DatedParent> Authorities { get; init; }

    public IReadOnlyList<Succession> Predecessors { get; init; } = [];

    public IReadOnlyList<Succession> Successors { get; init; } = [];

    /// <summary>How well the changes inside this region (its own dated spans) are dated.</summary>
    public DateBasis ChangeBasis { get; init; }

    /// <summary>The decisions behind the changes.</summary>
    public string? Note { get; init; }

    /// <summary>Its name at <paramref name="date"/>, or null when it did not exist.</summary>
    public DatedName? NameAt(DateOnly date) => At(Names, date);

    /// <summary>Its code at <paramref name="date"/>, or null when it did not exist.</summary>
    public string? CodeAt(DateOnly date) => At(Codes, date)?.Code;

    /// <summary>Id of its statistical parent at <paramref name="date"/>.</summary>
    public string? StatisticalParentAt(DateOnly date) => At(StatisticalParents, date)?.Region;

    /// <summary>Id of its managing authority at <paramref name="date"/>.</summary>
    public string? AuthorityAt(DateOnly date) => At(Authorities, date)?.Region;

    /// <summary>True when the region has a code at <paramref name="date"/>.</summary>
    public bool ExistsAt(DateOnly date) => CodeAt(date) is not null;

    internal static T? At<T>(IReadOnlyList<T> spans, DateOnly date)
        where T : class, IDated => spans.FirstOrDefault(span => Holds(span, date));

    internal static bool Holds(IDated span, DateOnly date) =>
        (span.From is null || date >= span.From) && (span.Until is null || date <= span.Until);
}
