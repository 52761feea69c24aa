using Platform.Formats.Features;
using Platform.Tests.Unit.Formats.Intake;

namespace Platform.Tests.Unit.Formats.Gml;

public sealed class GmlFileTests
{
    [Fact]
    public void Read_Plan_GivesALayerForEachFeatureType()
    {
        var outcome = Outcome.Of(Fixtures.Path("own", "plan.gml"));

        Assert.Equal("", outcome.Codes);
        Assert.Equal(["Plan", "Area", "Point"], outcome.Layers.Select(l => l.Name));
        Assert.Equal([25832, 25832, 4490], outcome.Layers.Select(l => l.Crs.Epsg!.Value));
        Assert.Equal(["name", "refers.Reference.uri", "part"], outcome.Layers[0].Fields.Select(f => f.Name));
        Assert.Equal(["规划一", "http://example.org/a", "#a1;#a2"], outcome.Features[0].Values);
        Assert.Equal("p1", outcome.Features[0].Id);
        Assert.Equal(98, outcome.Features[0].Geometry!.Area);
        Assert.Equal(Math.PI / 2, outcome.Features[1].Geometry!.Area, 2e-3);
        Assert.Equal("MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)))", outcome.Features[2].Geometry!.AsText());
        Assert.Equal("POINT (115.25 38.5)", outcome.Features[3].Geometry!.AsText());
    }

    /// <summary>French plans in the exchange format of IGN and CNIG; counts and extents are those of GDAL.</summary>
    [Theory]
    [InlineData("PRESCRIPTION_SURF.gml", "PRESCRIPTION_SURF", 2154, 30, 9, "Env[224937.648 : 227784.543, 6754136.942 : 6757174.452]")]
    [InlineData("INFO_PCT.gml", "INFO_PCT", 2154, 3, 4, "Env[226687.975 : 227920.682, 6755610.292 : 6756920.298]")]
    [InlineData("LeTallud-StGemme-extrait.gml", "MurPCRS", 3947, 1, 8, "Env[1402834.878 : 1402869.108, 6172841.103 : 6172852.434]")]
    public void Read_FrenchPlan_HasWhatGdalFinds(string file, string layer, int epsg, int features, int fields, string extent)
    {
        var outcome = Outcome.Of(Fixtures.Path("ign", file));

        Assert.Equal("", outcome.Codes);
        Assert.Equal((layer, epsg, fields), (outcome.Layers.Single().Name, outcome.Layers[0].Crs.Epsg, outcome.Layers[0].Fields.Count));
        Assert.Equal(features, outcome.Features.Count(row => row.Geometry is not null));
        var all = new NetTopologySuite.Geometries.Envelope();
        foreach (var row in outcome.Features)
            all.ExpandToInclude(row.Geometry!.EnvelopeInternal);
        double[] ordinates = [all.MinX, all.MaxX, all.MinY, all.MaxY];
        var rounded = ordinates.Select(o => Math.Round(o, 3)).ToArray();
        Assert.Equal(extent, new NetTopologySuite.Geometries.Envelope(rounded[0], rounded[1], rounded[2], rounded[3]).ToString());
    }

    [Theory]
    [InlineData("EPSG:4490", "POINT (38 115)")]
    [InlineData("urn:ogc:def:crs:EPSG::4490", "POINT (115 38)")]
    [InlineData("urn:ogc:def:crs:EPSG::4528", "POINT (115 38)")]
    [InlineData("urn:ogc:def:crs:EPSG::25832", "POINT (38 115)")]
    [InlineData("http://www.opengis.net/def/crs/EPSG/0/4490", "POINT (115 38)")]
    [InlineData("http://www.opengis.net/gml/srs/epsg.xml#4326", "POINT (38 115)")]
    [InlineData("urn:ogc:def:crs:OGC:1.3:CRS84", "POINT (38 115)")]
    public void Read_Axes_AreThoseOfTheName(string srs, string expected) =>
        Assert.Equal(expected, Single($"<gml:Point srsName=\"{srs}\"><gml:pos>38 115</gml:pos></gml:Point>").Geometry!.AsText());

    [Theory]
    [InlineData("<gml:Point><gml:coordinates>1,2</gml:coordinates></gml:Point>", "POINT (1 2)")]
    [InlineData("<gml:Point><gml:pos>1 2 3</gml:pos></gml:Point>", "POINT (1 2)")]
    [InlineData("<gml:Point><gml:coord><gml:X>1</gml:X><gml:Y>2</gml:Y></gml:coord></gml:Point>", "POINT (1 2)")]
    [InlineData("<gml:LineString><gml:pos>0 0</gml:pos><gml:pos>1 1</gml:pos></gml:LineString>", "LINESTRING (0 0, 1 1)")]
    [InlineData("<gml:MultiPoint><gml:pointMember><gml:Point><gml:pos>1 2</gml:pos></gml:Point></gml:pointMember></gml:MultiPoint>", "MULTIPOINT ((1 2))")]
    [InlineData("<gml:MultiCurve><gml:curveMember><gml:LineString><gml:posList>0 0 1 1</gml:posList></gml:LineString></gml:curveMember></gml:MultiCurve>", "MULTILINESTRING ((0 0, 1 1))")]
    [InlineData("<gml:OrientableCurve orientation=\"-\"><gml:baseCurve><gml:LineString><gml:posList>0 0 1 1</gml:posList></gml:LineString></gml:baseCurve></gml:OrientableCurve>", "LINESTRING (1 1, 0 0)")]
    [InlineData("<gml:Polygon><gml:outerBoundaryIs><gml:LinearRing><gml:coordinates>0,0 1,0 1,1 0,0</gml:coordinates></gml:LinearRing></gml:outerBoundaryIs></gml:Polygon>", "POLYGON ((0 0, 1 0, 1 1, 0 0))")]
    [InlineData("<gml:MultiGeometry><gml:geometryMember><gml:Point><gml:pos>1 2</gml:pos></gml:Point></gml:geometryMember></gml:MultiGeometry>", "GEOMETRYCOLLECTION (POINT (1 2))")]
    public void Read_Geometry_IsBuilt(string gml, string expected) => Assert.Equal(expected, Single(gml).Geometry!.AsText());

    [Theory]
    [InlineData("<gml:Point><gml:pos>1</gml:pos></gml:Point>", "GEOM_MALFORMED")]
    [InlineData("<gml:Point><gml:pos>1 x</gml:pos></gml:Point>", "GEOM_MALFORMED")]
    [InlineData("<gml:Point><gml:pos>1 NaN</gml:pos></gml:Point>", "GEOM_NOT_FINITE")]
    [InlineData("<gml:Point><gml:pos>1 1e400</gml:pos></gml:Point>", "GEOM_NOT_FINITE")]
    [InlineData("<gml:LineString><gml:posList>0 0 1</gml:posList></gml:LineString>", "GEOM_MALFORMED")]
    [InlineData("<gml:Polygon/>", "GEOM_MALFORMED")]
    [InlineData("<gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>0 0 1 1 0 0</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>", "GEOM_RING_TOO_SHORT")]
    [InlineData("<gml:Polygon><gml:exterior><gml:LinearRing/></gml:exterior><gml:interior><gml:LinearRing><gml:posList>0 0 1 0 1 1 0 0</gml:posList></gml:LinearRing></gml:interior></gml:Polygon>", "GEOM_RING_TOO_SHORT")]
    [InlineData("<gml:Curve><gml:segments><gml:BSpline/></gml:segments></gml:Curve>", "GEOM_CURVE")]
    [InlineData("<gml:Solid/>", "GEOM_UNKNOWN_TYPE")]
    public void Read_BadGeometry_RefusesTheRow(string gml, string code)
    {
        var row = Single(gml);

        Assert.Null(row.Geometry);
        Assert.Equal(code, Assert.Single(row.Findings).Code);
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY e \"x\">]><a><m:featureMember xmlns:m=\"m\"/></a>", "GML_XML")]
    [InlineData("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>", "GML_XML")]
    [InlineData("<a><featureMember><F><x>", "GML_XML")]
    [InlineData("<a/>", "GML_NO_FEATURES")]
    [InlineData("no xml", "GML_XML")]
    public void Read_BadFile_IsRefused(string content, string code) => Assert.Equal(code, Outcome.Of("a.gml", content).Codes);

    /// <summary>Found by fuzzing a worksheet: bytes that are no text make the XML reader fail before its first element.</summary>
    [Fact]
    public void Read_BytesThatAreNoText_AreRefused() => Assert.Equal("GML_XML", Outcome.Of("a.gml", [0xFF, 0xFE, 0, 0, .. "ow><root"u8]).Codes);

    [Fact]
    public void Read_ElementsNestedWithoutEnd_IsRefused()
    {
        var open = string.Concat(Enumerable.Repeat("<x>", 50_000));

        Assert.Equal("GML_XML", Outcome.Of("a.gml", $"<a><featureMember><F>{open}").Codes);
    }

    [Fact]
    public void Read_CollectionsNestedWithoutEnd_AreRefused()
    {
        const int Depth = 40;
        var open = string.Concat(Enumerable.Repeat("<gml:MultiGeometry><gml:geometryMember>", Depth));
        var close = string.Concat(Enumerable.Repeat("</gml:geometryMember></gml:MultiGeometry>", Depth));

        Assert.Equal("GML_XML", Outcome.Of("a.gml", Document($"{open}{close}")).Codes);
    }

    [Fact]
    public void Read_MixedSrs_RefusesTheRow()
    {
        const string Feature = "<F><g><gml:Point srsName=\"EPSG:{0}\"><gml:pos>1 2</gml:pos></gml:Point></g></F>";
        var outcome = Outcome.Of("a.gml", "<a xmlns:gml=\"http://www.opengis.net/gml\"><featureMembers>"
            + Feature.Replace("{0}", "4490", StringComparison.Ordinal) + Feature.Replace("{0}", "4528", StringComparison.Ordinal) + "</featureMembers></a>");

        Assert.Equal("GML_MIXED_SRS", outcome.Codes);
        Assert.Single(outcome.Features, f => f.Geometry is not null);
    }

    private static FeatureRow Single(string gml) => Assert.Single(Outcome.Of("a.gml", Document(gml)).Features);

    private static string Document(string gml) =>
        $"<a xmlns:gml=\"http://www.opengis.net/gml\"><gml:featureMember><F><g>{gml}</g></F></gml:featureMember></a>";
}
