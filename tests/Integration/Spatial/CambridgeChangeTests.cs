using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using Platform.Domain.Changes;
using Platform.Findings;
using Platform.Spatial.Change;
using Platform.Spatial.Crs;

namespace Platform.Tests.Integration.Spatial;

/// <summary>Change detection on the two real parcel editions that the sample ships.</summary>
public sealed class CambridgeChangeTests(CambridgeParcels parcels) : IClassFixture<CambridgeParcels>
{
    [Fact]
    public void Patches_AreManySoundDisjointAndInsideTheirRows()
    {
        var patches = parcels.Result.Patches;
        Assert.InRange(patches.Count, 100, 400);
        Assert.Equal(patches.Count, patches.Select(p => p.Key).Distinct().Count());
        Assert.All(patches, p => Assert.True(p.Geometry.IsValid && p.OldRows.Count + p.NewRows.Count > 0, p.Key));
        for (var i = 0; i < patches.Count; i++)
        {
            for (var j = i + 1; j < patches.Count; j++)
                Assert.True(Overlap(patches[i].Geometry, patches[j].Geometry) < 0.01, $"{patches[i].Key} and {patches[j].Key} overlap");
        }
    }

    [Fact]
    public void Tolerance_FallsIntoTheGapOfTheDisplacements()
    {
        var m = parcels.Result.Misregistration;
        Assert.InRange(m.Pairs, 13_000, 13_100);
        Assert.InRange(m.Tolerance, 0.6, 0.75);
        Assert.InRange(m.ShareWithinTolerance, 0.995, 0.997);
        Assert.True(m.Displacement99 < 0.6, $"{m}");
    }

    [Fact]
    public void Streets_AreADifferenceOfScope()
    {
        var scope = parcels.Result.Findings.Where(f => f.Code == "CHG_SCOPE").Select(f => f.Location.Row);
        Assert.Equal([2017L, 4407L, 5304L, 6785L], scope.Select(row => row!.Value));
    }

    [Theory]
    [InlineData(0.00002, -0.00001)]
    [InlineData(0.0004, 0.0003)]
    public void Patches_OfAShiftedEdition_AreTheSame(double east, double north)
    {
        var shift = AffineTransformation.TranslationInstance(east, north);
        var shifted = parcels.Old with { Rows = [.. parcels.Old.Rows.Select(row => row with { Geometry = row.Geometry is null ? null : shift.Transform(row.Geometry) })] };
        var patches = CambridgeParcels.Detect(shifted, parcels.New).Patches;
        var again = parcels.Result.Patches.Count(p => patches.Any(q => q.Type == p.Type && Overlap(p.Geometry, q.Geometry) > 0.9 * Math.Max(Area(p.Geometry), Area(q.Geometry))));
        Assert.True(again >= 0.97 * parcels.Result.Patches.Count, $"{again} of {parcels.Result.Patches.Count} found again among {patches.Count}");
        Assert.InRange(patches.Count, parcels.Result.Patches.Count - 6, parcels.Result.Patches.Count + 6);
    }

    private static double Overlap(Geometry a, Geometry b) => a.EnvelopeInternal.Intersects(b.EnvelopeInternal) ? Area(a.Intersection(b)) : 0;

    private static double Area(Geometry geometry) => Platform.Spatial.Areas.EllipsoidalArea.Of(geometry);
}

/// <summary>Both editions and what changed between them, read and computed once.</summary>
public sealed class CambridgeParcels
{
    public CambridgeParcels()
    {
        Old = Read("cambridge_parcels_fy2013.shp.zip");
        New = Read("cambridge_parcels_fy2014.gpkg.zip");
        Result = Detect(Old, New);
    }

    public ChangeEpoch Old { get; }

    public ChangeEpoch New { get; }

    public ChangeResult Result { get; }

    public static ChangeResult Detect(ChangeEpoch old, ChangeEpoch @new)
    {
        Assert.True(new ChangeDetection().TryDetect(old, @new, out var result, out var refusal), refusal?.MessageEn);
        return result;
    }

    private static ChangeEpoch Read(string file)
    {
        var findings = new List<Finding>();
        var epoch = new EpochFile(Path.Combine(AppContext.BaseDirectory, "samples", "cambridge", file)).Read(RegisteredParameters.None, findings);
        Assert.NotNull(epoch);
        return epoch;
    }
}
