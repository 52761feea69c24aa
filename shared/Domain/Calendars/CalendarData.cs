using Platform.Domain.Labels;

namespace Platform.Domain.Calendars;

/// <summary>A holiday of one year: all its days off, weekends inside included.</summary>
/// <param name="Name">Name.</param>
/// <param name="From">First day off.</param>
/// <param name="To">Last day off.</param>
public sealed record Holiday(Label Name, DateOnly From, DateOnly To);

/// <summary>The days off and the make-up working days (调休上班) of one calendar year, as one notice fixed them.</summary>
/// <param name="Year">The year whose days are all known when this entry is there.</param>
/// <param name="Source">The notice.</param>
/// <param name="Holidays">Days off; may begin in the year before.</param>
/// <param name="MakeUpDays">Saturdays and Sundays on which people work.</param>
public sealed record CalendarYear(int Year, string Source, IReadOnlyList<Holiday> Holidays, IReadOnlyList<DateOnly> MakeUpDays);

/// <summary>The content of <c>calendar.json</c>: dated data, extended by one entry when the year's notice appears.</summary>
public sealed record CalendarData
{
    public required Label Title { get; init; }

    /// <summary>How the entries were checked.</summary>
    public required string Source { get; init; }

    public required IReadOnlyList<CalendarYear> Years { get; init; }
}
