using NetTopologySuite.Geometries;
using Platform.Spatial.Areas;
using Platform.Spatial.Overlay;
using Platform.Spatial.Partition;
using Platform.Spatial.Validity;
using Platform.Tests.Unit.Spatial.Overlay;
using Platform.Tests.Unit.Spatial.Topology;
using Platform.Tests.Unit.Spatial.Validity;
using static Platform.Tests.Unit.Spatial.Overlay.AreaOverlayTests;

namespace Platform.Tests.Unit.Spatial.Partition;

public sealed class LayerPartitionTests
{
    [Fact]
    public void Divide_TwoLayers_GivesEveryCombinationInOrder()
    {
        var land = Layer("land", ("farm", Box(0, 0, 6, 10)), ("town", Box(6, 0, 20, 10)));
        var line = Layer("line", ("red", Box(4, 0, 8, 4)));
        var result = Divide(Box(0, 0, 10, 12), land, line);

        Assert.Equal(120, result.AreaM2);
        Assert.Equal(["| = 20", "farm| = 52", "farm|red = 8", "town| = 32", "town|red = 8"], Text(result));
    }

    [Fact]
    public void Divide_RowsOfOneLayerThatOverlap_AreACombinationOfTheirClasses()
    {
        var layer = Layer("plan", ("a", Box(0, 0, 6, 10)), ("b", Box(4, 0, 10, 10)), ("b", Box(5, 0, 10, 10)));
        Assert.Equal(["a = 40", "a+b = 20", "b = 40"], Text(Divide(Box(0, 0, 10, 10), layer)));
    }

    [Fact]
    public void Divide_HolesPartsAndTouching_AreExact()
    {
        var ring = Layer("ring", ("a", Read("POLYGON((0 0, 10 0, 10 10, 0 10, 0 0),(2 2, 8 2, 8 8, 2 8, 2 2))")), ("core", Box(2, 2, 8, 8)));
        var parts = Layer("parts", ("p", Read("MULTIPOLYGON(((0 0, 5 0, 5 10, 0 10, 0 0)),((8 8, 10 8, 10 10, 8 10, 8 8)))")), ("beside", Box(10, 0, 20, 10)));
        Assert.Equal(["a| = 28", "a|p = 36", "core| = 18", "core|p = 18"], Text(Divide(Box(0, 0, 10, 10), ring, parts)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Divide_AnyPair_EqualsTheExactAreas(int kind)
    {
        var make = kind < 0 ? PolygonPairs.Crossing : PolygonPairs.Degenerate[kind];
        for (var i = 0; i < Trials.Of(400, 12); i++)
        {
            var (a, b) = make(new Random(20170700 + i), i % 2 == 0 ? new Coordinate(0, 0) : new Coordinate(38_512_345.678, 4_212_345.678));
            var envelope = a.EnvelopeInternal.Copy();
            envelope.ExpandToInclude(b.EnvelopeInternal);
            var result = Divide(a.Factory.ToGeometry(envelope), Layer("a", ("a", a)), Layer("b", ("b", b)));
            var common = ExactOverlay.CommonArea(a, b);
            AssertEqual(common, AreaOf(result, "a|b"));
            AssertEqual(ExactOverlay.CommonArea(a, a) - common, AreaOf(result, "a|"));
            AssertEqual(ExactOverlay.CommonArea(b, b) - common, AreaOf(result, "|b"));
            AssertEqual(result.AreaM2, result.Parts.Sum(p => p.AreaM2));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Divide_ThreeMosaics_AddUpToTheSubjectAndToEveryClass(bool degrees)
    {
        var (x, y, size) = degrees ? (114.5, 38.0, 0.0003) : (38_512_345.0, 4_212_345.0, 30.0);
        var measure = degrees ? AreaMeasure.Ellipsoidal : AreaMeasure.PlanarMetres;
        LayerRow[][] layers = [.. Enumerable.Range(0, 3).Select(i => Mosaic.Of(new Random(20170710 + i), x + (i * size / 3), y, size * (1 + (i * 0.4)), 30))];
        var subject = new OverlaySubject(7, new GeometryFactory().CreatePolygon(PolygonPairs.Star(new Random(5), new Coordinate(x + (15 * size), y + (15 * size)), 16 * size, 60)));
        var partition = new LayerPartition(layers.Select((rows, i) => new PartitionLayer($"{i}", rows)), measure);
        var result = partition.Divide([subject]).Single();

        Assert.Null(result.Refusal);
        AssertEqual(measure.Of(subject.Geometry), result.AreaM2);
        AssertEqual(result.AreaM2, result.Parts.Sum(p => p.AreaM2));
        Assert.Equal(AreaM2.Round(result.AreaM2).Value, result.Official().Sum(a => a.Value));
        for (var i = 0; i < layers.Length; i++)
        {
            foreach (var (name, expected) in new AreaOverlay().Prepare(layers[i], measure).AreasByClass([subject]).Single().Classes)
                AssertEqual(expected, result.Parts.Where(p => p.Classes[i].Contains(name)).Sum(p => p.AreaM2));
        }

        // All of 5 × 5 × 5 combinations and more lie in a mosaic of this size.
        Assert.True(result.Parts.Count > 125);
    }

    [Fact]
    public void Divide_ManySubjects_IsTheSameForAnyNumberOfThreads()
    {
        var rows = Mosaic.Of(new Random(20170720), 0, 0, 30, 12);
        var subjects = Enumerable.Range(0, 100).Select(i => new OverlaySubject(i, Box(3 * i, 2 * i, (3 * i) + 40, (2 * i) + 25))).ToArray();
        string[] Run(int threads) => [.. new LayerPartition([new PartitionLayer("m", rows)], AreaMeasure.PlanarMetres, threads: threads).Divide(subjects)
            .Select(r => $"{r.Subject} {r.AreaM2:R} {string.Join(' ', r.Parts.Select(p => $"{p.AreaM2:R}"))}")];
        Assert.Equal(Run(1), Run(4));
    }

    [Fact]
    public void Divide_CrossedCombs_EqualTheKernelsArea()
    {
        var (standing, lying) = (OverlayBudgetTests.Comb(120, false), OverlayBudgetTests.Comb(120, true));
        var expected = new AreaOverlay().Prepare([new LayerRow(0, "a", standing)], AreaMeasure.PlanarMetres).AreasByClass([new OverlaySubject(0, lying)]).Single();
        AssertEqual(expected.CoveredM2, AreaOf(Divide(lying, Layer("l", ("a", standing))), "a"));
    }

    [Fact]
    public void Divide_TooMuchWork_IsATypedRefusal()
    {
        var layer = Layer("l", ("a", OverlayBudgetTests.Comb(120, false)));
        var partition = new LayerPartition([layer], AreaMeasure.PlanarMetres, new OverlayBudget(MaxEdgePairs: 1000));
        var result = partition.Divide([new OverlaySubject(3, OverlayBudgetTests.Comb(120, true))]).Single();
        Assert.Equal("PRT_TOO_COMPLEX", result.Refusal!.Code);
        Assert.Equal(3, result.Refusal.Location.Row);
        Assert.Empty(result.Parts);
    }

    [Fact]
    public void Divide_InvalidSubjectAndRows_AreFindings()
    {
        var bowTie = Read("POLYGON((0 0, 2 2, 2 0, 0 2, 0 0))");
        var partition = new LayerPartition([Layer("plan", ("a", bowTie), (null, Box(0, 0, 1, 1)))], AreaMeasure.PlanarMetres);
        Assert.Equal([("plan", "GEOM_SELF_INTERSECTION"), ("plan", "OVL_CLASS_MISSING")], partition.Findings.Select(f => (f.Location.Layer!, f.Code)));
        Assert.Equal("GEOM_SELF_INTERSECTION", partition.Divide([new OverlaySubject(0, bowTie)]).Single().Refusal!.Code);
        Assert.Equal([" = 4"], Text(Divide(Box(0, 0, 2, 2))));
    }

    private static PartitionLayer Layer(string name, params (string? Class, Geometry Geometry)[] rows) =>
        new(name, rows.Select((row, i) => new LayerRow(i, row.Class, row.Geometry)));

    private static SubjectPartition Divide(Geometry subject, params PartitionLayer[] layers) =>
        new LayerPartition(layers, AreaMeasure.PlanarMetres).Divide([new OverlaySubject(0, subject)]).Single();

    private static string[] Text(SubjectPartition result) => [.. result.Parts.Select(p => $"{Name(p)} = {p.AreaM2:0.#########}")];

    private static string Name(PartitionPart part) => string.Join('|', part.Classes.Select(c => string.Join('+', c)));

    private static double AreaOf(SubjectPartition result, string name) => result.Parts.Where(p => Name(p) == name).Sum(p => p.AreaM2);

    private static void AssertEqual(double expected, double actual) =>
        Assert.True(AreaTolerance.AreEqual(expected, actual), $"{actual:R} instead of {expected:R}");
}
