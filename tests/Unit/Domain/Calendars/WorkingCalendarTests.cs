using System.Globalization;
using Platform.Domain.Calendars;
using Platform.Domain.Profiles;

namespace Platform.Tests.Unit.Domain.Calendars;

public sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar China = ProfileLoader.LoadShipped("hebei").Required().Calendar;

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("2017-10-08", false)] // Sunday inside the National Day holiday
    [InlineData("2017-09-30", true)] // Saturday worked for it
    [InlineData("2017-10-09", true)]
    [InlineData("2018-12-29", true)] // make-up day of the year before the holiday
    [InlineData("2018-12-31", false)]
    [InlineData("2020-01-31", false)] // the extended Spring Festival
    [InlineData("2020-02-01", false)]
    [InlineData("2020-02-03", true)]
    [InlineData("2026-01-04", true)]
    [InlineData("2026-01-10", false)]
    public void IsWorkingDay_FollowsTheNotices(string day, bool expected) => Assert.Equal(expected, China.IsWorkingDay(Day(day)));

    [Fact]
    public void CoveredYears_Are2016To2026() => Assert.Equal(Enumerable.Range(2016, 11), China.CoveredYears);

    [Theory]
    [InlineData("2017-09-29", 1, "2017-09-30")]
    [InlineData("2017-09-29", 2, "2017-10-09")]
    [InlineData("2017-09-29", 0, "2017-09-29")]
    [InlineData("2017-10-01", 0, "2017-10-01")]
    [InlineData("2019-04-26", 3, "2019-04-30")]
    public void AddWorkingDays_CountsMakeUpDaysAndSkipsHolidays(string start, int days, string expected) =>
        Assert.Equal(Day(expected), China.AddWorkingDays(Day(start), days));

    [Fact]
    public void EndOfDay_IsTheNextMidnightInTheZone_AsUtc() =>
        Assert.Equal(new DateTimeOffset(2017, 4, 25, 16, 0, 0, TimeSpan.Zero), China.EndOfDay(Day("2017-04-25")));

    [Fact]
    public void DayOf_IsTheDayInTheZone()
    {
        Assert.Equal(Day("2017-04-25"), China.DayOf(new DateTimeOffset(2017, 4, 25, 15, 59, 59, TimeSpan.Zero)));
        Assert.Equal(Day("2017-04-26"), China.DayOf(China.EndOfDay(Day("2017-04-25"))));
    }

    [Theory]
    [InlineData("2017-03-25", true, "2017-03-27", true)] // a Saturday
    [InlineData("2017-03-25", false, "2017-03-25", false)]
    [InlineData("2017-05-25", true, "2017-05-25", false)]
    public void DeadlineOn_MovesOffDaysOff_OnlyWhenTheFormSaysSo(string day, bool moves, string expected, bool moved)
    {
        var deadline = China.DeadlineOn(Day(day), moves);

        Assert.Equal((Day(expected), moved), (deadline.Day, deadline.Moved));
        Assert.Empty(deadline.Findings);
    }

    [Fact]
    public void DeadlineAfter_IntoAYearWithoutData_CountsWeekendsAndSaysSo()
    {
        var deadline = China.DeadlineAfter(Day("2026-12-31"), 1, inWorkingDays: true, moves: true);

        Assert.Equal(Day("2027-01-01"), deadline.Day);
        Assert.Contains("2027", Assert.Single(deadline.Findings).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("America/New_York", "2026-03-08", "2026-03-09T04:00:00Z")] // the day that summer time begins has 23 hours
    [InlineData("America/New_York", "2026-10-31", "2026-11-01T04:00:00Z")]
    [InlineData("America/New_York", "2026-11-01", "2026-11-02T05:00:00Z")]
    [InlineData("America/Santiago", "2026-09-05", "2026-09-06T04:00:00Z")] // clocks skip the midnight itself
    public void EndOfDay_WhereClocksChange_IsTheFirstInstantOfTheNextDay(string zone, string day, string expected)
    {
        var calendar = new WorkingCalendar(new CalendarData { Title = new("历", "c"), Source = "", Years = [] }, TimeZoneInfo.FindSystemTimeZoneById(zone));

        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), calendar.EndOfDay(Day(day)));
    }
}
