using Platform.Findings;

namespace Platform.Domain.Calendars;

/// <summary>A computed time limit.</summary>
/// <param name="Day">The last day, in the calendar's zone.</param>
/// <param name="DueAt">The first instant (UTC) after that day: what was committed before it is in time.</param>
/// <param name="Moved">True when the day was moved off a day off.</param>
/// <param name="Findings">A year without data was met and counted by weekends only.</param>
public sealed record Deadline(DateOnly Day, DateTimeOffset DueAt, bool Moved, IReadOnlyList<Finding> Findings);

/// <summary>
/// Working days and days' ends of one IANA zone. In a year without data every Monday to Friday counts as a working day and
/// <see cref="DomainFindings.CalendarYearNotCovered"/> says so. Immutable; thread-safe.
/// </summary>
public sealed class WorkingCalendar
{
    private readonly HashSet<DateOnly> daysOff;
    private readonly HashSet<DateOnly> makeUpDays;
    private readonly HashSet<int> covered;

    public WorkingCalendar(CalendarData data, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(zone);
        Zone = zone;
        covered = [.. data.Years.Select(year => year.Year)];
        daysOff = [.. data.Years.SelectMany(year => year.Holidays).SelectMany(Days)];
        makeUpDays = [.. data.Years.SelectMany(year => year.MakeUpDays)];
    }

    /// <summary>Zone of the days.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>Years whose days off are known, ascending.</summary>
    public IReadOnlyList<int> CoveredYears => [.. covered.Order()];

    /// <summary>True when the year's notice is in the data.</summary>
    public bool Covers(DateOnly day) => covered.Contains(day.Year);

    /// <summary>Make-up days win over days off, days off over the week.</summary>
    public bool IsWorkingDay(DateOnly day) =>
        makeUpDays.Contains(day) || (!daysOff.Contains(day) && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));

    /// <summary>The day of <paramref name="instant"/> in the zone.</summary>
    public DateOnly DayOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>
    /// The first instant of the next day in the zone, as UTC. Where clocks skip midnight that is the first instant after the gap; where midnight
    /// comes twice, the first one.
    /// </summary>
    public DateTimeOffset EndOfDay(DateOnly day)
    {
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        while (Zone.IsInvalidTime(midnight))
        {
            midnight = midnight.AddMinutes(1);
        }

        var offset = Zone.IsAmbiguousTime(midnight) ? Zone.GetAmbiguousTimeOffsets(midnight).Max() : Zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }

    /// <summary>The <paramref name="count"/>th working day after <paramref name="start"/>; with 0 the start itself, working day or not.</summary>
    public DateOnly AddWorkingDays(DateOnly start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var day = start;
        for (var left = count; left > 0;)
        {
            day = day.AddDays(1);
            left -= IsWorkingDay(day) ? 1 : 0;
        }

        return day;
    }

    /// <summary>The day itself, or the next working day.</summary>
    public DateOnly MoveToWorkingDay(DateOnly day)
    {
        while (!IsWorkingDay(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    /// <summary>A time limit of so many days after <paramref name="start"/> (day 0).</summary>
    /// <param name="start">Day on which the limit begins to run, in the zone.</param>
    /// <param name="days">Length, not negative.</param>
    /// <param name="inWorkingDays">Count working days only.</param>
    /// <param name="moves">A limit that ends on a day off ends on the next working day.</param>
    public Deadline DeadlineAfter(DateOnly start, int days, bool inWorkingDays, bool moves)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        return Fix(inWorkingDays ? AddWorkingDays(start, days) : start.AddDays(days), moves, from: start);
    }

    /// <summary>A time limit on a fixed day, e.g. the 25th of a month.</summary>
    public Deadline DeadlineOn(DateOnly day, bool moves) => Fix(day, moves, from: day);

    private Deadline Fix(DateOnly nominal, bool moves, DateOnly from)
    {
        var day = moves ? MoveToWorkingDay(nominal) : nominal;
        var findings = Enumerable.Range(from.Year, day.Year - from.Year + 1)
            .Where(year => !covered.Contains(year))
            .Select(year => DomainFindings.CalendarYearNotCovered.At(Location.Whole, year))
            .ToList();
        return new Deadline(day, EndOfDay(day), day != nominal, findings);
    }

    private static IEnumerable<DateOnly> Days(Holiday holiday)
    {
        for (var day = holiday.From; day <= holiday.To; day = day.AddDays(1))
        {
            yield return day;
        }
    }
}
