using Platform.Orchestrations.Indicators;

namespace Platform.Tests.Unit.Orchestrations;

public sealed class NightlyRuleTests
{
    [Theory]
    [InlineData("Asia/Shanghai", "2016-03-01T17:59:59Z", null)]
    [InlineData("Asia/Shanghai", "2016-03-01T18:00:00Z", "2016-03-02")]
    [InlineData("Asia/Shanghai", "2016-03-01T21:59:59Z", "2016-03-02")]
    [InlineData("Asia/Shanghai", "2016-03-01T22:00:00Z", null)]
    [InlineData("America/New_York", "2016-03-13T06:30:00Z", null)]
    [InlineData("America/New_York", "2016-03-13T07:30:00Z", "2016-03-13")]
    [InlineData("America/New_York", "2016-11-06T06:30:00Z", null)]
    [InlineData("America/New_York", "2016-11-06T07:30:00Z", "2016-11-06")]
    public void NightDue_IsDecidedInTheZone(string zone, string now, string? night) => Assert.Equal(
        night is null ? null : DateOnly.Parse(night, System.Globalization.CultureInfo.InvariantCulture),
        NightlyRule.NightDue(TimeZoneInfo.FindSystemTimeZoneById(zone), DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)));
}
