using System.Globalization;
using System.Text;
using Platform.Formats.Features;

namespace Platform.Tests.Unit.Formats.Features;

public sealed class IsoTimeTests
{
    [Theory]
    [InlineData("2020-02-29")]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31T23:59:59.9999999")]
    [InlineData("2020-01-02T03:04:05")]
    [InlineData("2020-01-02 03:04:05")]
    [InlineData("2020-01-02T03:04:05Z")]
    [InlineData("2020-01-02T03:04:05.1Z")]
    [InlineData("2020-01-02T03:04:05.000123")]
    public void TryTime_UsualSpellings_AreReadAsTheFrameworkReadsThem(string text)
    {
        Assert.True(IsoTime.TryTime(Encoding.ASCII.GetBytes(text), out var time));
        var expected = DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
        Assert.Equal((expected, expected.Kind), (time, time.Kind));
    }

    /// <summary>One character changed anywhere: what is still read means what the framework says; the rest is left to it.</summary>
    [Fact]
    public void TryTime_AnyCharacterChanged_NeverDisagreesWithTheFramework()
    {
        var read = 0;
        foreach (var text in new[] { "2020-02-29", "2020-01-02T03:04:05.25Z" })
        {
            for (var at = 0; at < text.Length; at++)
            {
                foreach (var c in "0123456789-:.TZ +/x")
                {
                    var changed = text[..at] + c + text[(at + 1)..];
                    if (IsoTime.TryTime(Encoding.ASCII.GetBytes(changed), out var time))
                    {
                        read++;
                        Assert.True(DateTime.TryParse(changed, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var expected), changed);
                        Assert.Equal((changed, expected, expected.Kind), (changed, time, time.Kind));
                    }
                }
            }
        }

        Assert.InRange(read, 100, 400);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2020-02-30")]
    [InlineData("0000-01-01")]
    [InlineData("2020-01-02T")]
    [InlineData("2020-01-02T03:04")]
    [InlineData("2020-01-02T24:00:00")]
    [InlineData("2020-01-02T03:04:60")]
    [InlineData("2020-01-02T03:04:05.")]
    [InlineData("2020-01-02T03:04:05.12345678")]
    [InlineData("2020-01-02T03:04:05+08:00")]
    public void TryTime_AnythingElse_IsNotRead(string text) => Assert.False(IsoTime.TryTime(Encoding.ASCII.GetBytes(text), out _));

    [Fact]
    public void TryDate_LooksAtTheDayAlone()
    {
        Assert.True(IsoTime.TryDate("2020-01-02 and more"u8, out var date));
        Assert.Equal(new DateOnly(2020, 1, 2), date);
    }
}
