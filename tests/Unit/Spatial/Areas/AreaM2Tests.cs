using System.Text.Json;
using CsCheck;
using Platform.Spatial.Areas;

namespace Platform.Tests.Unit.Spatial.Areas;

public sealed class AreaM2Tests
{
    [Theory]
    [InlineData(0.285, "0.29")]
    [InlineData(0.284999, "0.28")]
    [InlineData(2.675, "2.68")]
    [InlineData(0.005, "0.01")]
    [InlineData(1234567890123.125, "1234567890123.13")]
    [InlineData(0, "0.00")]
    public void Round_Double_IsHalfAwayFromZero(double squareMetres, string expected) =>
        Assert.Equal(expected, AreaM2.Round(squareMetres).ToString());

    [Theory]
    [InlineData(-0.001)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e16)]
    public void Round_NotAnArea_Throws(double squareMetres) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => AreaM2.Round(squareMetres));

    [Fact]
    public void Constructor_ThreePlacesOrNegative_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new AreaM2(1.001m));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AreaM2(-0.01m));
        Assert.Equal(1.1m, new AreaM2(1.10m).Value);
    }

    [Fact]
    public void Json_IsANumber()
    {
        Assert.Equal("950270.25", JsonSerializer.Serialize(new AreaM2(950270.25m)));
        Assert.Equal(new AreaM2(12.5m), JsonSerializer.Deserialize<AreaM2>("12.5"));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<AreaM2>("-1"));
    }

    [Fact]
    public void Split_Thirds_GivesTheRestToTheEarlierPart() =>
        Assert.Equal([33.34m, 33.33m, 33.33m], AreaApportionment.Split(new AreaM2(100), [1, 1, 1]).Select(a => a.Value));

    [Fact]
    public void Split_LargestRemaindersComeFirst() =>
        Assert.Equal([0.28m, 0.28m, 0.44m], AreaApportionment.Split(new AreaM2(1), [1, 1, 1.6]).Select(a => a.Value));

    [Theory]
    [InlineData(new double[] { 9, 4, 6 })]
    [InlineData(new double[] { 12, 12, 4 })]
    [InlineData(new double[] { 1, 11, 5 })]
    [InlineData(new double[] { 12, 12, 4, 1e-17 })]
    public void Split_FloorsBeyondTheTotal_GiveItBack(double[] parts)
    {
        // At this size fractions of 15 digits are too coarse: the floors of the last three come to two or three hundredths more than there is.
        var total = new AreaM2(59570561313141m);
        var split = AreaApportionment.Split(total, parts);
        Assert.Equal(total.Value, split.Sum(a => a.Value));
        Assert.All(split.Zip(parts), s => Assert.True(Math.Abs(s.First.Value - (total.Value * (decimal)s.Second / (decimal)parts.Sum())) < 0.1m));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Split_NoSize_Throws(double part) => Assert.Throws<ArgumentException>(() => AreaApportionment.Split(new AreaM2(1), [2, part]));

    [Fact]
    public void Operators_AreThoseOfTheValue()
    {
        var (one, two) = (new AreaM2(1), new AreaM2(2));
        Assert.Equal(new AreaM2(3), one + two);
        Assert.True(one < two && two > one && one <= two && two >= one);
        Assert.False(two < one || one > two || two <= one || one >= two);
        Assert.True(one <= new AreaM2(1) && one >= new AreaM2(1));
        Assert.False(one < new AreaM2(1) || one > new AreaM2(1));
        Assert.Equal(AreaM2.Zero, JsonSerializer.Deserialize<AreaM2>("0"));
    }

    [Fact]
    public void Split_NothingToSplit_IsAllZeros() =>
        Assert.Equal([0m, 0m], AreaApportionment.Split(AreaM2.Zero, [0, 0]).Select(a => a.Value));

    [Fact]
    public void Split_PartsOfNoSize_Throws() =>
        Assert.Throws<ArgumentException>(() => AreaApportionment.Split(new AreaM2(1), [0, 0]));

    [Fact]
    public void Split_AnyParts_AddUpAndStayWithinAHundredth() =>
        Gen.Double[0, 1e9].Array[1, 40].Where(parts => parts.Sum() > 0.01).Sample(parts =>
        {
            var total = AreaM2.Round(parts.Sum());
            var split = AreaApportionment.Split(total, parts);
            Assert.Equal(total.Value, split.Sum(a => a.Value));
            for (var i = 0; i < parts.Length; i++)
                Assert.True(Math.Abs(parts[i] - (double)split[i].Value) < 0.02);
        }, iter: 2000, seed: "0000KOIPJ7n3");
}
