namespace Platform.Orchestrations.Indicators;

/// <summary>
/// Decides in the province's zone whether tonight's refresh is due: timers run in UTC everywhere, and some plans ignore time zones. Pure.
/// </summary>
public static class NightlyRule
{
    private const int FirstHour = 2;
    private const int LastHour = 5;

    /// <summary>
    /// The night that is due at <paramref name="now"/>, named by its date in the zone; null in the daytime. Due from 02:00 to before 06:00 local time, so that a
    /// machine that was down at two o'clock still refreshes the same night.
    /// </summary>
    public static DateOnly? NightDue(TimeZoneInfo zone, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone);
        return local.Hour is >= FirstHour and <= LastHour ? DateOnly.FromDateTime(local.DateTime) : null;
    }
}
