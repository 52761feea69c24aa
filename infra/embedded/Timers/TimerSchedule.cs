using System.Globalization;
using NCrontab;

namespace Platform.Embedded.Timers;

/// <summary>When a timer is due, in UTC: an NCRONTAB expression of six fields (five are taken too, at second 0), or a fixed interval.</summary>
internal sealed class TimerSchedule
{
    private readonly CrontabSchedule? cron;
    private readonly TimeSpan interval;

    private TimerSchedule(string text, CrontabSchedule? cron, TimeSpan interval)
    {
        Text = text;
        this.cron = cron;
        this.interval = interval;
    }

    /// <summary>The expression as given.</summary>
    public string Text { get; }

    /// <summary>Null when the text is neither.</summary>
    public static TimerSchedule? Parse(string text)
    {
        if (!text.Contains(' ', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span > TimeSpan.Zero)
            return new TimerSchedule(text, null, span);
        var seconds = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length != 5;
        var cron = CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = seconds });
        return cron is null ? null : new TimerSchedule(text, cron, default);
    }

    /// <summary>The first time due after <paramref name="after"/>; null when the expression has none (a 30 February).</summary>
    public DateTime? Next(DateTime after)
    {
        if (cron is null)
            return after + interval;
        var next = cron.GetNextOccurrence(after, DateTime.MaxValue);
        return next == DateTime.MaxValue ? null : DateTime.SpecifyKind(next, DateTimeKind.Utc);
    }

    /// <summary>Whether it fires more often than once a minute around <paramref name="now"/>.</summary>
    public bool IsFast(DateTime now) =>
        Next(now) is { } first && Next(first) is { } second && second - first < TimeSpan.FromMinutes(1);
}
