using NetTopologySuite.Geometries;
using Platform.Spatial.Crs;
using Location = Platform.Findings.Location;

namespace Platform.Tests.Unit.Spatial.Crs;

/// <summary>Expected positions: PROJ 9.1.1, <c>pyproj.Transformer.from_crs(base, crs, always_xy=True)</c>.</summary>
public sealed class CrsTransformationTests
{
    [Theory]
    [InlineData(4547, 114.5, 38.04, 543892.501387, 4212055.910014)]
    [InlineData(4548, 116.9, 39.9, 491448.169885, 4418430.450109)]
    [InlineData(4526, 114.5, 38.04, 38543892.501387, 4212055.910014)]
    [InlineData(4508, 114.5, 38.04, 807292.946914, 4217725.552473)]
    [InlineData(4534, 73.6, 39.5, 379578.899169, 4374950.028085)]
    [InlineData(32650, 116.9, 39.9, 491451.590617, 4416663.078042)]
    [InlineData(26986, -71.11, 42.37, 232122.828197, 902239.781076)]
    [InlineData(2249, -71.11, 42.37, 761556.312509, 2960098.348415)]
    public void Transform_ToProjected_EqualsProjToATenthOfAMillimetre(int code, double longitude, double latitude, double x, double y)
    {
        var projected = Known(code);
        var geographic = CrsRegistry.All.First(d => d.IsGeographic && d.Datum == projected.Datum);
        var (actualX, actualY) = Create(geographic, projected).Transform(longitude, latitude);
        var tolerance = 1e-4 / projected.MetresPerUnit!.Value;
        Assert.Equal(x, actualX, tolerance);
        Assert.Equal(y, actualY, tolerance);

        var (backLongitude, backLatitude) = Create(projected, geographic).Transform(x, y);
        Assert.Equal(longitude, backLongitude, 2e-9);
        Assert.Equal(latitude, backLatitude, 2e-9);
    }

    [Fact]
    public void Transform_ToNearestZoneOutsideChina_EqualsProj()
    {
        // +proj=tmerc +lon_0=-72 +x_0=500000 +ellps=GRS80
        var zone = ProjectedZone.For(-71.11);
        var (x, y) = Create(CrsRegistry.Cgcs2000, zone).Transform(-71.11, 42.37);
        Assert.Equal(573308.7521437391, x, 1e-4);
        Assert.Equal(4693119.046562608, y, 1e-4);
    }

    [Theory]
    [InlineData(114.5, 4547)]
    [InlineData(115.4999, 4547)]
    [InlineData(115.5, 4548)]
    [InlineData(73.6, 4534)]
    [InlineData(134.9, 4554)]
    public void For_LongitudeInChina_IsTheEpsgZone(double longitude, int code) =>
        Assert.Equal(CrsId.Epsg(code), ProjectedZone.For(longitude).Id);

    [Theory]
    [InlineData(-71.11, -72)]
    [InlineData(-179.9, 180)]
    [InlineData(179.9, 180)]
    [InlineData(0, 0)]
    [InlineData(-1.5, 0)]
    public void CentralMeridian_IsTheNearestMultipleOfThree(double longitude, int meridian) =>
        Assert.Equal(meridian, ProjectedZone.CentralMeridian(longitude));

    [Fact]
    public void TryCreate_Wgs84ToCgcs2000_SaysSo()
    {
        var transformation = Create(CrsRegistry.Wgs84, CrsRegistry.Cgcs2000);
        Assert.Equal("CRS_WGS84_AS_CGCS2000", Assert.Single(transformation.Findings).Code);
        Assert.Equal((116.4, 39.9), transformation.Transform(116.4, 39.9));
    }

    [Theory]
    [InlineData(4610)]
    [InlineData(2383)]
    [InlineData(4214)]
    [InlineData(2437)]
    [InlineData(4555)]
    [InlineData(2249)]
    public void TryCreate_ForeignDatumWithoutParameters_IsRefused(int code)
    {
        Assert.False(CrsTransformation.TryCreate(Known(code), CrsRegistry.Cgcs2000, RegisteredParameters.None, out _, out var refusal));
        Assert.Equal("CRS_NEEDS_PARAMETERS", refusal.Code);
    }

    [Fact]
    public void TryCreate_SevenParameters_ShiftsByThem()
    {
        // Expected: PROJ 9.1.1 pipeline cart(krass) → helmert +x=15.8 +y=-154.4 +z=-82.3 +rx=1.2 +ry=-0.4 +rz=2.5 +s=3.1 position_vector → inverse cart(GRS80), height 0.
        var seven = new SevenParameters(15.8, -154.4, -82.3, 1.2, -0.4, 2.5, 3.1);
        var set = RegisteredParameterSet.Of(Known(4214), CrsRegistry.Cgcs2000, seven, Provenance());
        Assert.True(CrsTransformation.TryCreate(Known(2437), CrsRegistry.Cgcs2000, new RegisteredParameters([set]), out var transformation, out _));
        var (x, y) = Create(Known(4214), Known(2437)).Transform(116.9, 39.9);
        var (longitude, latitude) = transformation.Transform(x, y);
        Assert.Equal(116.901554122180, longitude, 2e-9);
        Assert.Equal(39.900538790355, latitude, 2e-9);
    }

    [Fact]
    public void Transform_BetweenTwoZones_GoesThroughDegrees()
    {
        // The same grid with and without its number, and the next one.
        var (x, y) = Create(Known(4547), Known(4526)).Transform(543892.5, 4212055.9);
        Assert.Equal(38_543_892.5, x, 1e-4);
        Assert.Equal(4212055.9, y, 1e-4);
        var degrees = Create(Known(4526), CrsRegistry.Cgcs2000).Transform(x, y);
        var next = Create(CrsRegistry.Cgcs2000, Known(4527)).Transform(degrees.X, degrees.Y);
        var direct = Create(Known(4526), Known(4527)).Transform(x, y);
        Assert.Equal(next.X, direct.X, 1e-6);
        Assert.Equal(next.Y, direct.Y, 1e-6);
        Assert.InRange(direct.X, 39_200_000, 39_300_000);
    }

    [Fact]
    public void Transform_SevenParametersBetweenTwoZones_ShiftsBetweenTheProjections()
    {
        var seven = new SevenParameters(15.8, -154.4, -82.3, 1.2, -0.4, 2.5, 3.1);
        var sets = new RegisteredParameters([RegisteredParameterSet.Of(Known(4214), CrsRegistry.Cgcs2000, seven, Provenance())]);
        Assert.True(CrsTransformation.TryCreate(Known(2437), Known(4548), sets, out var zones, out _));
        Assert.True(CrsTransformation.TryCreate(Known(2437), CrsRegistry.Cgcs2000, sets, out var toDegrees, out _));
        var degrees = toDegrees.Transform(500_000, 4_417_000);
        var expected = Create(CrsRegistry.Cgcs2000, Known(4548)).Transform(degrees.X, degrees.Y);
        var actual = zones.Transform(500_000, 4_417_000);
        Assert.Equal(expected.X, actual.X, 1e-6);
        Assert.Equal(expected.Y, actual.Y, 1e-6);
    }

    [Fact]
    public void TryCreate_OneSystem_LeavesEverythingAsItIs()
    {
        Assert.True(CrsRecognition.TryFromWkt("LOCAL_CS[\"City grid\",UNIT[\"metre\",1]]", Platform.Findings.Location.Whole, out var local, out _));
        var point = new Point(543892.5, 4212055.9);
        Assert.Same(point, Create(local, local).Transform(point));
        Assert.Same(point, Create(Known(4547), Known(4547)).Transform(point));
        Assert.Same(point, Create(CrsRegistry.Wgs84, CrsRegistry.Cgcs2000).Transform((Geometry)point));
    }

    [Fact]
    public void TryCreate_ProjectionThatIsNotKnown_IsRefused()
    {
        const string Wkt = "PROJCS[\"x\",GEOGCS[\"NAD83\",DATUM[\"North_American_Datum_1983\",SPHEROID[\"GRS 1980\",6378137,298.257222101]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]],PROJECTION[\"Bonne\"],UNIT[\"metre\",1]]";
        Assert.True(CrsRecognition.TryFromWkt(Wkt, Platform.Findings.Location.Whole, out var odd, out _));
        Assert.False(CrsTransformation.TryCreate(odd, Known(4269), RegisteredParameters.None, out _, out var from));
        Assert.False(CrsTransformation.TryCreate(Known(4269), odd, RegisteredParameters.None, out _, out var to));
        Assert.Equal(("CRS_UNSUPPORTED", "CRS_UNSUPPORTED"), (from.Code, to.Code));
    }

    [Theory]
    [InlineData(4490, 4610, "Xian 1980")]
    [InlineData(4326, 4214, "Beijing 1954")]
    [InlineData(4610, 4490, "Xian 1980")]
    [InlineData(4610, 4214, "Xian 1980")]
    public void TryCreate_WithoutParameters_NamesTheForeignSystem(int source, int target, string expected)
    {
        Assert.False(CrsTransformation.TryCreate(Known(source), Known(target), RegisteredParameters.None, out _, out var refusal));
        Assert.Contains(expected, refusal.MessageEn, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_ParametersOfALocalSystem_AreForThatSystemOnly()
    {
        CrsDefinition Local(string name)
        {
            Assert.True(CrsRecognition.TryFromWkt($"LOCAL_CS[\"{name}\",UNIT[\"metre\",1]]", Platform.Findings.Location.Whole, out var local, out _));
            return local;
        }

        var seven = RegisteredParameterSet.Of(Local("one"), CrsRegistry.Cgcs2000, default(SevenParameters), Provenance());
        var four = RegisteredParameterSet.Of(Local("one"), Local("two"), new FourParameters(1, 2, 0, 0), Provenance());
        var sets = new RegisteredParameters([seven, four]);
        Assert.Same(seven, sets.Find(Local("one"), CrsRegistry.Cgcs2000));
        Assert.Null(sets.Find(Local("other"), CrsRegistry.Cgcs2000));
        Assert.Same(four, sets.Find(Local("one"), Local("two")));

        // Nobody knows where a local system lies.
        Assert.True(CrsTransformation.TryCreate(Local("one"), Local("two"), sets, out var transformation, out _));
        Assert.Null(transformation.CheckAreaOfUse(new Envelope(0, 1, 0, 1), Platform.Findings.Location.Whole));
    }

    [Fact]
    public void TryCreate_FourParameters_IsThePlaneSimilarity()
    {
        Assert.True(CrsRecognition.TryFromWkt("LOCAL_CS[\"City grid\",UNIT[\"metre\",1]]", Platform.Findings.Location.Whole, out var local, out _));
        Assert.False(CrsTransformation.TryCreate(local, Known(4547), RegisteredParameters.None, out _, out var refusal));
        Assert.Equal("CRS_LOCAL", refusal.Code);

        var set = RegisteredParameterSet.Of(local, Known(4547), new FourParameters(500000, 4200000, 90 * 3600, 1e6), Provenance());
        Assert.True(CrsTransformation.TryCreate(local, Known(4547), new RegisteredParameters([set]), out var transformation, out _));
        var (x, y) = transformation.Transform(10, 20);
        Assert.Equal(500000 - 40, x, 1e-6);
        Assert.Equal(4200000 + 20, y, 1e-6);
    }

    [Fact]
    public void TryCreate_FourParametersWithASlantedTurn_AreThoseOfTheFormula()
    {
        var set = RegisteredParameterSet.Of(Known(2437), Known(4548), new FourParameters(100, 200, 30 * 3600, 0), Provenance());
        Assert.True(CrsTransformation.TryCreate(Known(2437), Known(4548), new RegisteredParameters([set]), out var transformation, out _));
        var (x, y) = transformation.Transform(10, 20);
        Assert.Equal(100 + (10 * Math.Sqrt(0.75)) - (20 * 0.5), x, 1e-9);
        Assert.Equal(200 + (10 * 0.5) + (20 * Math.Sqrt(0.75)), y, 1e-9);
    }

    [Theory]
    [InlineData(4214, 4490, 1)]
    [InlineData(2437, 4548, 1)]
    [InlineData(4610, 4490, 2)]
    [InlineData(2383, 4547, 3)]
    [InlineData(2383, 4548, 2)]
    public void TryCreate_OfSeveralSets_TakesTheOneBetweenTheTwo(int source, int target, double expected)
    {
        RegisteredParameterSet Four(int from, int to, double dx) => RegisteredParameterSet.Of(Known(from), Known(to), new FourParameters(dx, 0, 0, 0), Provenance());
        RegisteredParameterSet Seven(int from, double dx) =>
            RegisteredParameterSet.Of(Known(from), CrsRegistry.Cgcs2000, new SevenParameters(dx, 0, 0, 0, 0, 0, 0), Provenance());
        var sets = new RegisteredParameters([Four(2383, 4547, 3), Four(2384, 4548, 4), Seven(4214, 1), Seven(4610, 2)]);
        Assert.True(CrsTransformation.TryCreate(Known(source), Known(target), sets, out var transformation, out _));
        Assert.Equal(expected, transformation.Registered!.Four?.Dx ?? transformation.Registered.Seven!.Value.Dx);
        Assert.False(CrsTransformation.TryCreate(Known(4555), CrsRegistry.Cgcs2000, sets, out _, out _));
    }

    [Fact]
    public void Of_FourParametersWithDegrees_Throws()
    {
        Assert.Throws<ArgumentException>(() => RegisteredParameterSet.Of(Known(4214), Known(4547), default(FourParameters), Provenance()));
        Assert.Throws<ArgumentException>(() => RegisteredParameterSet.Of(Known(2437), Known(4490), default(FourParameters), Provenance()));
    }

    [Theory]
    [InlineData(-71.11, "72W")]
    [InlineData(9, "9E")]
    [InlineData(0, "0E")]
    public void For_OutsideChina_IsNamedByItsMeridian(double longitude, string name)
    {
        Assert.EndsWith(name, ProjectedZone.For(longitude).Name, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => ProjectedZone.For(180.1));
        Assert.Equal("CGCS2000 / transverse Mercator 180E", ProjectedZone.For(180).Name);
    }

    [Fact]
    public void Within_OutsideTheAreaOfUse_HasNoParameters()
    {
        var set = RegisteredParameterSet.Of(Known(4214), CrsRegistry.Cgcs2000, default(SevenParameters), Provenance());
        var registered = new RegisteredParameters([set]);
        Assert.Single(registered.Within(new Envelope(115, 116, 38, 39)).Entries);
        Assert.Empty(registered.Within(new Envelope(100, 101, 38, 39)).Entries);
    }

    [Theory]
    [InlineData(4214, 114, 38, null)]
    [InlineData(4214, 112.9, 38, "CRS_OUTSIDE_AREA_OF_USE")]
    [InlineData(4214, 114, 43.1, "CRS_OUTSIDE_AREA_OF_USE")]
    [InlineData(2437, 400_000, 4_200_000, null)]
    [InlineData(2437, 800_000, 4_200_000, "CRS_OUTSIDE_AREA_OF_USE")]
    public void CheckAreaOfUse_DataWhereTheParametersDoNotHold_IsAFinding(int source, double x, double y, string? expected)
    {
        var set = RegisteredParameterSet.Of(Known(4214), CrsRegistry.Cgcs2000, new SevenParameters(1, 2, 3, 0, 0, 0, 0), Provenance());
        Assert.True(CrsTransformation.TryCreate(Known(source), CrsRegistry.Cgcs2000, new RegisteredParameters([set]), out var transformation, out _));
        Assert.Same(set, transformation.Registered);
        Assert.Equal(expected, transformation.CheckAreaOfUse(new Envelope(x, x + 0.1, y, y + 0.1), Location.Whole)?.Code);
        Assert.Null(transformation.CheckAreaOfUse(new Envelope(), Location.Whole));
    }

    [Fact]
    public void CheckAreaOfUse_WithoutParameters_HoldsEverywhere()
    {
        var transformation = Create(CrsRegistry.Wgs84, CrsRegistry.Cgcs2000);
        Assert.Null(transformation.Registered);
        Assert.Null(transformation.CheckAreaOfUse(new Envelope(0, 1, 0, 1), Location.Whole));
    }

    [Fact]
    public void Transform_Geometry_LeavesTheOriginalAlone()
    {
        var point = new Point(114.5, 38.04);
        var projected = Create(CrsRegistry.Cgcs2000, Known(4547)).Transform(point);
        Assert.Equal(543892.501387, projected.Coordinate.X, 1e-4);
        Assert.Equal(4212055.910014, projected.Coordinate.Y, 1e-4);
        Assert.Equal((114.5, 38.04), (point.X, point.Y));

        // Every part, and the extent with it.
        var twice = new MultiPoint([new Point(114.5, 38.04), new Point(114.5, 38.04)]);
        Assert.Equal(38.04, twice.EnvelopeInternal.MaxY);
        var both = Create(CrsRegistry.Cgcs2000, Known(4547)).Transform(twice);
        Assert.All(both.Coordinates, c => Assert.Equal(543892.501387, c.X, 1e-4));
        Assert.Equal(4212055.910014, both.EnvelopeInternal.MinY, 1e-4);
    }

    internal static CrsDefinition Known(int code)
    {
        Assert.True(CrsRegistry.TryGet(CrsId.Epsg(code), out var definition));
        return definition;
    }

    internal static CrsTransformation Create(CrsDefinition source, CrsDefinition target)
    {
        Assert.True(CrsTransformation.TryCreate(source, target, RegisteredParameters.None, out var transformation, out var refusal), refusal?.MessageEn);
        return transformation;
    }

    private static ParameterProvenance Provenance() => new(new Envelope(113, 120, 36, 43), "test", 0.05);
}
