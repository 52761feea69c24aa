using NetTopologySuite.Geometries;
using Platform.Spatial.Overlay;

namespace Platform.Tests.Unit.Spatial.Overlay;

/// <summary>Work in parallel: in order, each piece once, and over when the caller goes.</summary>
public sealed class SubjectStreamTests
{
    [Theory]
    [InlineData(1, 1000)]
    [InlineData(2, 0)]
    [InlineData(2, 1)]
    [InlineData(2, 1000)]
    [InlineData(7, 1000)]
    public void Run_AnyThreads_WorksOnEachOnceAndKeepsTheOrder(int threads, int count)
    {
        var done = new int[count];
        var results = SubjectStream.Run(Enumerable.Range(0, count), i => Interlocked.Increment(ref done[i]) + i, threads, CancellationToken.None).ToArray();
        Assert.Equal(Enumerable.Range(1, count), results);
        Assert.All(done, times => Assert.Equal(1, times));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Run_PieceThatFails_ThrowsAfterTheResultsBeforeIt(int threads)
    {
        var results = new List<int>();
        var work = SubjectStream.Run(Enumerable.Range(0, 100), i => i == 40 ? throw new IOException("gone") : i, threads, CancellationToken.None);
        Assert.Throws<IOException>(() =>
        {
            foreach (var i in work)
                results.Add(i);
        });
        Assert.Equal(Enumerable.Range(0, 40), results);
    }

    [Fact]
    public void Run_CallerThatGoes_LeavesNobodyWorking()
    {
        var (begun, ended) = (0, 0);
        var work = SubjectStream.Run(Enumerable.Range(0, 1000), Slowly, 4, CancellationToken.None);
        Assert.Equal([0, 1, 2], work.Take(3));
        var atOnce = (Volatile.Read(ref begun), Volatile.Read(ref ended));
        Assert.Equal(atOnce.Item1, atOnce.Item2);
        Assert.InRange(atOnce.Item1, 3, 100);

        int Slowly(int i)
        {
            Interlocked.Increment(ref begun);
            Thread.Sleep(2);
            Interlocked.Increment(ref ended);
            return i;
        }
    }

    [Fact]
    public void Run_SlowPieces_AreWorkedOnByAsManyThreadsAsAsked()
    {
        using var both = new Barrier(2);
        Assert.Equal([true, true, true, true], SubjectStream.Run(Enumerable.Range(0, 4), _ => both.SignalAndWait(TimeSpan.FromSeconds(30)), 2, CancellationToken.None));
    }

    [Fact]
    public void Run_Cancelled_StopsBeforeTheNextBatch()
    {
        using var stop = new CancellationTokenSource();
        var read = 0;
        var work = SubjectStream.Run(Enumerable.Range(0, 100).Select(i => read = i), i => i, 1, stop.Token);
        Assert.Throws<OperationCanceledException>(() => work.Select(i => i == 10 ? Cancel() : i).Sum());
        Assert.Equal(11, read);

        int Cancel()
        {
            stop.Cancel();
            return 0;
        }
    }

    [Fact]
    public void Batches_EndAtTheirNumberOfItemsOrWithTheItemThatFillsThem()
    {
        int[] points = [5, 5, 5, 5, 100, 5, 11, 5];
        var batches = SubjectStream.Batches(points, n => n == 11 ? null : new LineString([.. Enumerable.Range(0, n).Select(i => new Coordinate(i, 0))]), 3, 15);
        int[][] expected = [[5, 5, 5], [5, 100], [5, 11, 5]];
        Assert.Equal(expected, batches);
        Assert.Empty(SubjectStream.Batches(Array.Empty<int>(), _ => null, 3, 15));
    }
}
