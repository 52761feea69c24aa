using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Platform.Embedded.Invocation;
using Platform.Embedded.Timers;

namespace Platform.Tests.Unit.Embedded;

public sealed class TimerScheduleTests
{
    [Theory]
    [InlineData("0 0 * * * *", "2026-05-01T10:30:00", "2026-05-01T11:00:00")]
    [InlineData("0 */5 * * * *", "2026-05-01T10:30:00", "2026-05-01T10:35:00")]
    [InlineData("30 15 2 * * MON", "2026-05-01T10:30:00", "2026-05-04T02:15:30")]
    [InlineData("0 0 0 29 2 *", "2026-05-01T10:30:00", "2028-02-29T00:00:00")]
    [InlineData("*/10 * * * * *", "2026-05-01T10:30:01", "2026-05-01T10:30:10")]
    [InlineData("15 2 * * *", "2026-05-01T10:30:00", "2026-05-02T02:15:00")]
    [InlineData("01:30:00", "2026-05-01T10:30:00", "2026-05-01T12:00:00")]
    public void Next_IsTheFirstTimeAfter(string text, string after, string expected)
    {
        var next = TimerSchedule.Parse(text)!.Next(Utc(after));
        Assert.Equal(Utc(expected), next);
        Assert.Equal(DateTimeKind.Utc, next!.Value.Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("* * *")]
    [InlineData("0 0 0 * * * *")]
    [InlineData("60 0 * * * *")]
    [InlineData("0 0 25 * * *")]
    [InlineData("00:00:00")]
    [InlineData("-00:01:00")]
    [InlineData("hourly")]
    public void Nonsense_IsNoSchedule(string text) => Assert.Null(TimerSchedule.Parse(text));

    [Fact]
    public void DayThatNeverComes_HasNoNext() => Assert.Null(TimerSchedule.Parse("0 0 0 30 2 *")!.Next(Utc("2026-05-01T00:00:00")));

    [Theory]
    [InlineData("*/30 * * * * *", true)]
    [InlineData("0 * * * * *", false)]
    [InlineData("00:00:59", true)]
    public void Fast_IsMoreOftenThanOnceAMinute(string text, bool expected) =>
        Assert.Equal(expected, TimerSchedule.Parse(text)!.IsFast(Utc("2026-05-01T00:00:00")));

    [Fact]
    public void Retry_GrowsFromMinimumToMaximum()
    {
        var rule = RetryRule.Read(new ExponentialBackoffRetryAttribute(4, "00:00:02", "00:00:15"), out _)!;
        Assert.Equal([2, 4, 8, 15, 15], Enumerable.Range(1, 5).Select(repeat => rule.Pause(repeat).TotalSeconds));
        Assert.Equal([true, true, true, true, false], Enumerable.Range(0, 5).Select(rule.Allows));
        Assert.True(RetryRule.Read(new FixedDelayRetryAttribute(-1, "00:00:01"), out _)!.Allows(1_000_000));
        Assert.Null(RetryRule.Read(new FixedDelayRetryAttribute(3, "soon"), out var problem));
        Assert.Contains("hh:mm:ss", problem, StringComparison.Ordinal);
    }

    private static DateTime Utc(string text) => DateTime.SpecifyKind(DateTime.Parse(text, CultureInfo.InvariantCulture), DateTimeKind.Utc);
}
