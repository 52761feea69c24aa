using NetTopologySuite.Geometries;
using Platform.Spatial.Change;

namespace Platform.Tests.Unit.Spatial.Change;

public sealed class ChangeDetectionTests
{
    public static TheoryData<double, double, double> Registrations => new()
    {
        { 0, 0, 0 },
        { 0.4, 0, 0 },
        { 0.4, 1.5, -0.8 },
        { 0.3, 31, 47 },
        { 0.1, -12, 3 },
    };

    [Theory]
    [MemberData(nameof(Registrations))]
    public void TryDetect_NothingButMisregistration_FindsNoChange(double noise, double east, double north)
    {
        var town = new Town();
        var result = Detect(town.Epoch("old", noise, 1), town.Epoch("new", noise, 2, _ => (east, north)));
        Assert.Empty(result.Patches);
        Assert.Equal(town.Count, result.Counts.OldShapes);
        Assert.Equal(east, result.Misregistration.ShiftEast, 0.05);
        Assert.Equal(north, result.Misregistration.ShiftNorth, 0.05);
        Assert.InRange(result.Misregistration.Tolerance, 0.05, (noise * 3) + 0.06);
    }

    [Fact]
    public void TryDetect_LocalWarp_IsTakenOut()
    {
        // Bent by 2.3 m over the town: a single overall shift would leave half of that, twice the digitising noise and more.
        var town = new Town();
        var warp = (Coordinate c) => (3 * Math.Sin((c.X - 530_000) / 1200), 0.0);
        var result = Detect(town.Epoch("old", 0.1, 1), town.Epoch("new", 0.1, 2, warp), new ChangeDetectionOptions { ShiftCellMetres = 200 });
        Assert.True(result.Patches.Count == 0, $"{result.Patches.Count} patches, {result.Misregistration}");
        Assert.True(result.Misregistration.LargestLocalShift > 0.5, $"{result.Misregistration}");
        Assert.True(result.Misregistration.Tolerance < 1.5, $"{result.Misregistration}");
    }

    [Theory]
    [MemberData(nameof(Registrations))]
    public void TryDetect_PlantedChanges_AreFoundWithTypeRowsAndArea(double noise, double east, double north)
    {
        var (before, after, expected) = Planted();
        var result = Detect(before.Epoch("old", noise, 1), after.Epoch("new", noise, 2, _ => (east, north)));
        Assert.Equal(
            expected.Select(e => $"{e.Type} {e.Old} > {e.New}").Order(StringComparer.Ordinal),
            result.Patches.Select(p => $"{p.Type} {string.Join(',', p.OldRows)} > {string.Join(',', p.NewRows)}").Order(StringComparer.Ordinal));
        foreach (var (type, old, @new, area) in expected)
        {
            var patch = result.Patches.Single(p => p.Type == type && string.Join(',', p.OldRows) == old && string.Join(',', p.NewRows) == @new);

            // Ground over plane at 30 km from the meridian is 2e-5; noise moves boundaries of some 100 m by as much as the noise.
            Assert.InRange((double)patch.Area.Value, (area * 0.9999) - (100 * noise), (area * 1.0001) + (100 * noise));
        }
    }

    [Fact]
    public void TryDetect_Patches_DoNotOverlapEachOther()
    {
        var (before, after, _) = Planted();
        var patches = Detect(before.Epoch("old", 0.4, 1), after.Epoch("new", 0.4, 2)).Patches;
        foreach (var (a, b) in from a in patches from b in patches where string.CompareOrdinal(a.Key, b.Key) < 0 select (a, b))
            Assert.Equal(0, Town.Plane(a.Geometry).Intersection(Town.Plane(b.Geometry)).Area, 1e-3);
        Assert.Equal(patches.Count, patches.Select(p => p.Key).Distinct().Count());
    }

    [Fact]
    public void TryDetect_AnyNumberOfThreadsAndOrderOfRows_IsTheSame()
    {
        var (before, after, _) = Planted();
        var (old, @new) = (before.Epoch("old", 0.4, 1), after.Epoch("new", 0.4, 2));
        var one = Detect(old, @new, new ChangeDetectionOptions { Threads = 1 });
        var four = Detect(
            old with { Rows = [.. old.Rows.Reverse()] }, @new with { Rows = [.. @new.Rows.Reverse()] }, new ChangeDetectionOptions { Threads = 4 });
        Assert.Equal(one.Patches.Select(p => (p.Key, p.Type, p.Area)), four.Patches.Select(p => (p.Key, p.Type, p.Area)));
        Assert.Equal(one.Misregistration, four.Misregistration);
    }

    [Theory]
    [InlineData(0.9, 0)]
    [InlineData(3.0, 1)]
    public void TryDetect_StripAgainstTheTolerance_IsSliverOrChange(double width, int patches)
    {
        // Measured tolerance is about 0.6 m here: a boundary that moved by 0.9 m is narrower than twice that, 3 m is not.
        var (before, after) = (new Town(), new Town());
        var outer = after.Of(5);
        after.Replace(5, Town.Box(outer.MinX, outer.MinY, outer.Width + width, outer.Height));
        var result = Detect(before.Epoch("old", 0.3, 1), after.Epoch("new", 0.3, 2));
        Assert.InRange(result.Misregistration.Tolerance, 0.45, 0.9);
        Assert.Equal(patches, result.Patches.Count);
        Assert.All(result.Patches, p => Assert.Equal(ChangeType.Reshaped, p.Type));
    }

    [Fact]
    public void TryDetect_BelowTheMinimumMappingArea_IsCountedNotListed()
    {
        var (before, after, expected) = Planted();
        var result = Detect(before.Epoch("old"), after.Epoch("new"), new ChangeDetectionOptions { MinimumAreaM2 = 250 });
        Assert.Equal(expected.Count(e => e.Area >= 250), result.Patches.Count);
        Assert.Equal(expected.Count(e => e.Area < 250), result.Counts.BelowMinimum);
        Assert.Equal(expected.Where(e => e.Area < 250).Sum(e => e.Area), result.Counts.BelowMinimumAreaM2, 0.1);
    }

    [Fact]
    public void TryDetect_StatedTolerance_IsTakenAndTheFiguresOfTheFitAreTold()
    {
        var town = new Town();
        var result = Detect(town.Epoch("old", 0.4, 1), town.Epoch("new", 0.4, 2), new ChangeDetectionOptions { ToleranceMetres = 0.7 });
        var fit = result.Misregistration;
        Assert.Equal((town.Count, 0.7), (fit.Pairs, fit.Tolerance));
        Assert.True(0.2 < fit.MedianDisplacement && fit.MedianDisplacement < fit.Displacement95 && fit.Displacement95 < fit.Displacement99 && fit.Displacement99 < 1.2, $"{fit}");
        Assert.Equal(result.Counts.Unchanged, Math.Round(fit.ShareWithinTolerance * town.Count, 6));
        Assert.InRange(fit.ShareWithinTolerance, 0.4, 0.95);
    }

    [Fact]
    public void TryDetect_NoDisplacementAtAll_HasTheLeastTolerance()
    {
        var town = new Town();
        Assert.Equal(0.05, Detect(town.Epoch("old"), town.Epoch("new")).Misregistration.Tolerance);
        Assert.Equal(0.3, Detect(town.Epoch("old"), town.Epoch("new"), new ChangeDetectionOptions { MinimumToleranceMetres = 0.3 }).Misregistration.Tolerance);
    }

    [Fact]
    public void TryDetect_OtherClassOnTheSameParcel_IsReclassified()
    {
        // A class that only one epoch states is no change.
        var (before, after) = (new Town().Classify(7, "R").Classify(8, "R").Classify(9, "R"), new Town().Classify(7, "C").Classify(8, "R").Classify(10, "C"));
        var patch = Assert.Single(Detect(before.Epoch("old"), after.Epoch("new")).Patches);
        Assert.Equal((ChangeType.Reclassified, "R", "C"), (patch.Type, patch.BeforeClass, patch.AfterClass));
        Assert.Equal([7L], patch.NewRows);
    }

    [Fact]
    public void TryDetect_StackedRows_CountOnceAndKeepTheirNumbers()
    {
        var (before, after) = (new Town(), new Town());
        var unit = before.Add(Town.Box(before.Of(3).MinX, before.Of(3).MinY, before.Of(3).Width, before.Of(3).Height));
        after.Remove(3);
        var result = Detect(before.Epoch("old"), after.Epoch("new"));
        var patch = Assert.Single(result.Patches);
        Assert.Equal([3L, unit], patch.OldRows);
        Assert.Equal(ChangeType.Disappeared, patch.Type);
        Assert.Contains(result.Findings, f => f.Code == "CHG_STACKED" && f.Location == new Platform.Findings.Location(Layer: "old", Row: unit));
    }

    [Fact]
    public void TryDetect_NewShapeOnTopOfAnUnchangedOne_CountsOnce()
    {
        var (before, after) = (new Town(), new Town());
        var parcel = after.Of(3);
        var added = after.Add(Town.Box(parcel.MinX + 4, parcel.MinY + 4, 10, 10));
        var patch = Assert.Single(Detect(before.Epoch("old"), after.Epoch("new")).Patches);
        Assert.Equal((ChangeType.Split, "3", $"{added}"), (patch.Type, string.Join(',', patch.OldRows), string.Join(',', patch.NewRows)));
        Assert.Equal(100, (double)patch.Area.Value, 0.01);
    }

    [Fact]
    public void TryDetect_NewRowsThatOverlapEachOther_ClaimThePlaceOnce()
    {
        // Both grow 10 m into the street, and the larger one claims half of the smaller one, which lies on top.
        var (before, after) = (new Town(), new Town());
        var (parcel, next) = (after.Of(9), after.Of(10));
        after.Replace(9, Town.Box(parcel.MinX, parcel.MinY, 20, 40)).Replace(10, Town.Box(next.MinX - 10, next.MinY, 30, 40));
        var patches = Detect(before.Epoch("old"), after.Epoch("new")).Patches;
        var planes = patches.Select(p => Town.Plane(p.Geometry)).ToArray();
        Assert.Equal(planes[0].Factory.BuildGeometry(planes).Union().Area, planes.Sum(p => p.Area), 1e-3);
        Assert.Equal(400, planes.Sum(p => p.Area), 1);
    }

    [Fact]
    public void TryDetect_StreetsMappedInOneEpochOnly_AreADifferenceOfScope()
    {
        var (before, after) = (new Town(), new Town());
        var town = Town.Box(529_990, 4_199_990, (8 * 130) + 10, (8 * 70) + 10);
        Geometry blocks = new GeometryFactory().CreateGeometryCollection(
            [.. Enumerable.Range(0, 64).Select(b => Town.Box(530_000 + (b % 8 * 130), 4_200_000 + (b / 8 * 70), 120, 60))]).Union();
        var streets = after.Add(town.Difference(blocks));
        var result = Detect(before.Epoch("old", 0.2, 1), after.Epoch("new", 0.2, 2));
        Assert.Empty(result.Patches);
        var finding = Assert.Single(result.Findings);
        Assert.Equal(("CHG_SCOPE", (long?)streets, "new"), (finding.Code, finding.Location.Row, finding.Location.Layer));
    }

    [Fact]
    public void TryDetect_InvalidRow_IsRepairedWithAFinding()
    {
        var (before, after) = (new Town(), new Town());
        var box = after.Of(3);
        var bowTie = new GeometryFactory().CreatePolygon(
            [new(box.MinX, box.MinY), new(box.MaxX, box.MaxY), new(box.MaxX, box.MinY), new(box.MinX, box.MaxY), new(box.MinX, box.MinY)]);
        after.Replace(3, bowTie);
        var result = Detect(before.Epoch("old"), after.Epoch("new"));
        Assert.Equal(("GEOM_REPAIRED", (long?)3), result.Findings.Select(f => (f.Code, f.Location.Row)).Single());
        Assert.Equal(300, result.Patches.Sum(p => (double)p.Area.Value), 1);
    }

    [Fact]
    public void TryDetect_TooFewCommonShapes_UsesTheDefaultToleranceAndSaysSo()
    {
        var epoch = new Town().Epoch("old");
        var result = Detect(epoch with { Rows = [.. epoch.Rows.Take(3)] }, epoch with { Rows = [.. epoch.Rows.Skip(1).Take(3)] });
        Assert.Contains(result.Findings, f => f.Code == "CHG_TOO_FEW_PAIRS");
        Assert.Equal([ChangeType.Appeared, ChangeType.Disappeared], result.Patches.Select(p => p.Type).Order());
    }

    [Fact]
    public void TryDetect_EpochsThatDoNotFit_AreRefused()
    {
        var town = new Town();
        var options = new ChangeDetectionOptions { MaximumToleranceMetres = 0.3 };
        Assert.False(new ChangeDetection(options).TryDetect(town.Epoch("old", 0.6, 1), town.Epoch("new", 0.6, 2), out _, out var refusal));
        Assert.Equal("CHG_TOO_DIFFERENT", refusal.Code);
    }

    [Fact]
    public void TryDetect_EmptyEpochs_HaveNoChange() =>
        Assert.Empty(Detect(new ChangeEpoch("old", []), new ChangeEpoch("new", [])).Patches);

    private static ChangeResult Detect(ChangeEpoch old, ChangeEpoch @new, ChangeDetectionOptions? options = null)
    {
        Assert.True(new ChangeDetection(options).TryDetect(old, @new, out var result, out var refusal), refusal?.MessageEn);
        return result;
    }

    /// <summary>One change of each kind, far enough apart; parcels are 20 m × 30 m.</summary>
    private static (Town Before, Town After, List<(ChangeType Type, string Old, string New, double Area)> Expected) Planted()
    {
        var (before, after) = (new Town(), new Town());
        var expected = new List<(ChangeType, string, string, double)>();

        var split = after.Of(14);
        after.Replace(14, Town.Box(split.MinX, split.MinY, 20, 20));
        expected.Add((ChangeType.Split, "14", $"{after.Add(Town.Box(split.MinX, split.MinY + 20, 20, 10))}", 200));

        var merged = after.Of(40);
        after.Replace(40, Town.Box(merged.MinX, merged.MinY, 40, 30)).Remove(41);
        expected.Add((ChangeType.Merged, "41", "40", 600));

        var moved = after.Of(100);
        after.Replace(100, Town.Box(moved.MinX, moved.MinY, 26, 30)).Replace(101, Town.Box(moved.MaxX + 6, moved.MinY, 14, 30));
        expected.Add((ChangeType.Reshaped, "101", "100", 180));

        after.Remove(200);
        expected.Add((ChangeType.Disappeared, "200", "", 600));

        expected.Add((ChangeType.Appeared, "", $"{after.Add(Town.Box(531_100, 4_200_000, 25, 40))}", 1000));
        return (before, after, expected);
    }
}
