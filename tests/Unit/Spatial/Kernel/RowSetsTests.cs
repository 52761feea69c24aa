using Platform.Spatial.Kernel;
using Platform.Tests.Unit.Spatial.Overlay;

namespace Platform.Tests.Unit.Spatial.Kernel;

public sealed class RowSetsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(90)]
    public void Cross_AnyWay_NumbersEverySetOnce(int rows)
    {
        var random = new Random(20171004);
        var (sets, steps) = (new RowSets(), Trials.Of(2000, 200));
        for (var round = 0; round < 3; round++)
        {
            sets.Clear(rows);
            var (set, members, known, found) = (RowSets.None, new SortedSet<int>(), new Dictionary<string, int>(), new List<int>());
            for (var step = 0; step < steps; step++)
            {
                var row = random.Next(rows);
                set = sets.Cross(set, row);
                if (!members.Remove(row))
                    members.Add(row);
                sets.RowsOf(set, found);
                Assert.Equal(members, found);
                Assert.True(known.TryAdd(string.Join(' ', members), set) || known[string.Join(' ', members)] == set);
                sets.Add(set, row);
            }

            Assert.InRange(sets.Count, known.Count, 1 + (steps * rows));
            Assert.True(Enumerable.Range(0, sets.Count).Sum(sets.AreaOf) > 0 || rows == 1);
        }
    }

    [Fact]
    public void Add_Areas_StayWithTheirSetUntilCleared()
    {
        var sets = new RowSets();
        sets.Clear(3);
        var (one, both) = (sets.Cross(RowSets.None, 2), sets.Cross(sets.Cross(RowSets.None, 2), 0));
        sets.Add(one, 1.5);
        sets.Add(both, 4);
        sets.Add(sets.Cross(sets.Cross(RowSets.None, 0), 2), 0.25);
        Assert.Equal((0, 1.5, 4.25), (sets.AreaOf(RowSets.None), sets.AreaOf(one), sets.AreaOf(both)));
        sets.Clear(3);
        Assert.Equal((1, 0), (sets.Count, sets.AreaOf(RowSets.None)));
    }
}
