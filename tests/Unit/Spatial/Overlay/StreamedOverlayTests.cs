using NetTopologySuite.Geometries;
using Platform.Findings;
using Platform.Spatial.Areas;
using Platform.Spatial.Overlay;
using static Platform.Tests.Unit.Spatial.Overlay.AreaOverlayTests;

namespace Platform.Tests.Unit.Spatial.Overlay;

public sealed class StreamedOverlayTests
{
    private static readonly LayerRow[] Rows = [.. from i in Enumerable.Range(0, 30)
                                                  from j in Enumerable.Range(0, 30)
                                                  select new LayerRow((i * 30) + j, "class " + ((i + j) % 7), Box(i * 10, j * 10, (i * 10) + 10, (j * 10) + 11))];

    [Theory]
    [InlineData(10_000_000, 2_000_000, 1)]
    [InlineData(10_000_000, 100, 2)]
    [InlineData(300, 2_000_000, 1)]
    [InlineData(300, 100, 4)]
    public void Run_AnyMemoryAndThreads_GivesTheSameInOrder(int maxPoints, int maxSubjectPoints, int threads)
    {
        var subjects = Subjects(Trials.Of(200, 60));
        var expected = new AreaOverlay(threads: 1).Prepare(Rows, AreaMeasure.PlanarMetres).AreasByClass(subjects).ToArray();
        var overlay = new StreamedOverlay(AreaMeasure.PlanarMetres, threads: threads, maxPoints: maxPoints, maxSubjectPoints: maxSubjectPoints);
        var actual = overlay.Run(subjects, () => Rows, _ => Assert.Fail("no finding")).ToArray();
        Assert.Equal(expected.Select(Line), actual.Select(Line));
        Assert.Equal(Rows.Length, overlay.LayerRows);
        Assert.True(overlay.Pairs >= subjects.Length);
    }

    [Theory]
    [InlineData(2_000_000, 2_000_000, 1)]
    [InlineData(2_000_000, 100, 1)]
    [InlineData(1_000, 300, 1000)]
    public void Run_LayerThatFits_IsReadOnceForAnyNumberOfBatches(int maxPoints, int maxSubjectPoints, int mostReads)
    {
        var reads = 0;
        var overlay = new StreamedOverlay(AreaMeasure.PlanarMetres, threads: 1, maxPoints: maxPoints, maxSubjectPoints: maxSubjectPoints);
        IEnumerable<LayerRow> Layer()
        {
            reads++;
            return Rows;
        }

        Assert.All(overlay.Run(Subjects(200), Layer, _ => Assert.Fail("no finding")), areas => Assert.Null(areas.Refusal));
        Assert.InRange(reads, mostReads == 1 ? 1 : 7, mostReads);
    }

    [Fact]
    public void Run_LayerThatFailsWhileItIsRead_FailsAndLeavesNobodyWorking()
    {
        static IEnumerable<LayerRow> Broken() => Rows.Concat(Enumerable.Repeat(0, 1).Select<int, LayerRow>(_ => throw new IOException("gone")));
        var overlay = new StreamedOverlay(AreaMeasure.PlanarMetres, threads: 3);
        Assert.Equal("gone", Assert.Throws<IOException>(() => overlay.Run(Subjects(200), Broken, _ => { }).Count()).Message);
    }

    [Fact]
    public void Run_MoreEdgesNearOneSubjectThanMemory_IsATypedRefusal()
    {
        var overlay = new StreamedOverlay(AreaMeasure.PlanarMetres, threads: 1, maxPoints: 100);
        var results = overlay.Run([new OverlaySubject(4, Box(1, 1, 299, 299)), new OverlaySubject(5, Box(1, 1, 2, 2))], () => Rows, _ => { }).ToArray();
        Assert.Equal(("OVL_TOO_LARGE", 4L), (results[0].Refusal!.Code, results[0].Subject));
        Assert.Equal(1, results[1].CoveredM2);
    }

    [Fact]
    public void Run_BadRows_AreReportedOnceAndLeftOut()
    {
        LayerRow[] rows =
        [
            new(0, "a", Box(0, 0, 10, 10)), new(1, "b", Read("POLYGON((0 0, 2 2, 2 0, 0 2, 0 0))")), new(2, null, Box(10, 0, 20, 10)), new(3, "c", null!),
        ];
        var findings = new List<Finding>();
        var overlay = new StreamedOverlay(AreaMeasure.PlanarMetres, threads: 1, maxSubjectPoints: 5);
        OverlaySubject[] subjects = [new(0, Box(0, 0, 20, 10)), new(1, Box(1, 1, 2, 2)), new(2, null!)];
        var results = overlay.Run(subjects, () => rows, findings.Add).ToArray();
        Assert.Equal(["GEOM_MISSING", "GEOM_SELF_INTERSECTION", "OVL_CLASS_MISSING"], findings.Select(f => f.Code).Order(StringComparer.Ordinal));
        Assert.Equal(["", "a"], results[0].Classes.Select(c => c.Class));
        Assert.Equal("GEOM_MISSING", results[2].Refusal!.Code);
        Assert.True(overlay.Fallbacks > 0);
    }

    private static OverlaySubject[] Subjects(int count)
    {
        var random = new Random(20170501);
        return [.. Enumerable.Range(0, count).Select(i => new OverlaySubject(
            i, new GeometryFactory().CreatePolygon(PolygonPairs.Star(random, new Coordinate(300 * random.NextDouble(), 300 * random.NextDouble()), 15, 9))))];
    }

    private static string Line(SubjectAreas areas) =>
        $"{areas.Subject} {areas.AreaM2:R} {areas.CoveredM2:R} {areas.OverlapM2:R} "
        + string.Join(' ', areas.Classes.Select(c => $"{c.Class}={c.AreaM2:R}").Concat(areas.OverlappingRows.Select(o => $"{o.First}/{o.Second}={o.AreaM2:R}")));
}
