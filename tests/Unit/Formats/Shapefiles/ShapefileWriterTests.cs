using System.Buffers.Binary;
using System.IO.Compression;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;
using NetTopologySuite.IO;
using Platform.Formats;
using Platform.Formats.Features;
using Platform.Formats.Shapefiles;
using Platform.Tests.Unit.Formats.Intake;

namespace Platform.Tests.Unit.Formats.Shapefiles;

public sealed class ShapefileWriterTests : IDisposable
{
    private static readonly Field Name = new("名", FieldType.Text);

    private readonly TemporaryFolder _folder = new();
    private readonly FindingLog _findings = new();

    public void Dispose() => _folder.Dispose();

    private string Codes => string.Join(' ', _findings.Items.Select(f => f.Code).Distinct());

    private IEnumerable<string?> Files => Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    [Theory]
    [InlineData(GeometryKind.Point, "POINT (1.25 2)", "POINT (1.25 2)")]
    [InlineData(GeometryKind.MultiPoint, "MULTIPOINT ((0 0), (1 1))", "MULTIPOINT ((0 0), (1 1))")]
    [InlineData(GeometryKind.MultiPoint, "POINT (1 2)", "MULTIPOINT ((1 2))")]
    [InlineData(GeometryKind.LineString, "LINESTRING (0 0, 1 1, 2 0)", "LINESTRING (0 0, 1 1, 2 0)")]
    [InlineData(GeometryKind.MultiLineString, "MULTILINESTRING ((0 0, 1 1), (5 5, 6 6))", "MULTILINESTRING ((0 0, 1 1), (5 5, 6 6))")]
    [InlineData(GeometryKind.Polygon, "POLYGON ((0 0, 0 9, 9 9, 0 0), (1 5, 2 6, 1 6, 1 5))", "POLYGON ((0 0, 0 9, 9 9, 0 0), (1 5, 2 6, 1 6, 1 5))")]
    [InlineData(GeometryKind.MultiPolygon, "MULTIPOLYGON (((0 0, 9 9, 0 9, 0 0), (1 5, 1 6, 2 6, 1 5)), ((20 20, 20 21, 21 21, 20 20)))",
        "MULTIPOLYGON (((0 0, 0 9, 9 9, 0 0), (1 5, 2 6, 1 6, 1 5)), ((20 20, 20 21, 21 21, 20 20)))")]
    [InlineData(GeometryKind.Any, "POLYGON ((0 0, 0 1, 1 1, 0 0))", "POLYGON ((0 0, 0 1, 1 1, 0 0))")]
    public void Write_ThenRead_GivesTheSameWithRingsAsTheFormatHasThem(GeometryKind kind, string wkt, string expected)
    {
        var written = new WKTReader().Read(wkt);
        Assert.True(Write(kind, [Name], new FeatureToWrite(written, ["图斑"]), new FeatureToWrite(null, [null]), new FeatureToWrite(written.Factory.CreateEmpty(written.Dimension), ["空"])));

        var outcome = Outcome.Of(_folder["a.shp"]);
        Assert.Equal(("", ""), (Codes, outcome.Codes));
        Assert.Equal(expected, outcome.Features[0].Geometry!.AsText());
        Assert.Equal([expected, null, null], outcome.Features.Select(f => f.Geometry?.AsText()));
        Assert.Equal(["图斑", null, "空"], outcome.Features.Select(f => f.Values[0]));
        Assert.Equal(["a.cpg", "a.dbf", "a.prj", "a.shp", "a.shx"], Files);
    }

    /// <summary>Random multipolygons in random directions: in the file a shell is clockwise and its holes, which follow it, are not.</summary>
    [Fact]
    public void Write_RingsInAnyDirection_AreShellsClockwiseAndHolesBehindThem()
    {
        var random = new Random(7);
        var shapes = Enumerable.Range(0, 200).Select(i => (Geometry)new MultiPolygon([.. Enumerable.Range(0, 1 + (i % 3)).Select(part => Donut(random, 10 * part))])).ToList();
        Write(GeometryKind.MultiPolygon, [Name], [.. shapes.Select(shape => new FeatureToWrite(shape, [null]))]);

        var outcome = Outcome.Of(_folder["a.shp"]);
        Assert.Equal("", outcome.Codes);
        Assert.Equal(shapes.Select(s => Math.Round(s.Area, 9)), outcome.Features.Select(f => Math.Round(f.Geometry!.Area, 9)));
        Assert.Equal(shapes.Select(s => s.NumGeometries), outcome.Features.Select(f => f.Geometry!.NumGeometries));
        Assert.All(Rings(File.ReadAllBytes(_folder["a.shp"])), record => Assert.Equal(Enumerable.Range(0, record.Count).Select(ring => ring % 2 == 0), record));
    }

    [Fact]
    public void Write_ValuesOfEveryType_AreReadAgain()
    {
        Field[] fields =
        [
            new("text", FieldType.Text, 5), new("whole", FieldType.Integer), new("decimal", FieldType.Decimal), new("real", FieldType.Real), new("truth", FieldType.Boolean),
            new("day", FieldType.Date), new("at", FieldType.DateTime),
        ];
        object?[][] rows =
        [
            ["甲乙丙丁", -99_999_999_999_999_999L, 1.50m, 0.1, true, new DateOnly(2020, 2, 29), new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc)],
            [new string('x', 254), 0L, -79_228_162_514_264.337_593_543_950_335m, double.MaxValue, false, new DateOnly(1, 1, 1), new DateTime(2020, 1, 2)],
            ["'\"", 7L, 0.000_000_1m, -2.2250738585072014E-308, null, DateOnly.MaxValue, null], new object?[7],
        ];
        Write(GeometryKind.Point, fields, [.. rows.Select(values => new FeatureToWrite(new Point(1, 2), values))]);

        var outcome = Outcome.Of(_folder["a.shp"]);
        Assert.Equal(("DBF_TIME_AS_TEXT", ""), (Codes, outcome.Codes));
        object?[] times = ["2020-01-02T03:04:05Z", "2020-01-02T00:00:00", null, null];
        Assert.Equal(rows.Select((row, i) => (object?[])[.. row[..6], times[i]]), outcome.Features.Select(f => f.Values));
        Assert.Equal(
            "text Text 254, whole Integer 18, decimal Decimal 31.15, real Real 24.15, truth Boolean 1, day Date 8, at Text 20",
            string.Join(", ", outcome.Layers[0].Fields.Select(f => $"{f.Name} {f.Type} {f.Width}{(f.Decimals > 0 ? $".{f.Decimals}" : "")}")));
    }

    [Theory]
    [InlineData(FieldType.Text, null, null, null, "Text 80 0")]
    [InlineData(FieldType.Text, 12, null, null, "Text 12 0")]
    [InlineData(FieldType.Text, 12, null, "六个汉字以上", "Text 18 0")]
    [InlineData(FieldType.Text, 9_000, null, "a", "Text 254 0")]
    [InlineData(FieldType.Integer, null, null, long.MinValue, "Decimal 20 0")]
    [InlineData(FieldType.Decimal, null, null, null, "Decimal 14 1")]
    [InlineData(FieldType.Decimal, 10, 2, 5L, "Decimal 10 2")]
    [InlineData(FieldType.Decimal, 10, 2, 123_456_789L, "Decimal 12 2")]
    [InlineData(FieldType.Decimal, 10, 255, 5L, "Decimal 30 28")]
    public void Write_Widths_AreTheDeclaredOnesAndMoreWhereAValueTakesMore(FieldType type, int? width, int? decimals, object? value, string expected)
    {
        Write(GeometryKind.Point, [new("a", type, width, decimals)], new FeatureToWrite(new Point(1, 2), [value]));

        var outcome = Outcome.Of(_folder["a.shp"]);
        var field = outcome.Layers[0].Fields[0];
        Assert.Equal(("", expected), (outcome.Codes, $"{field.Type} {field.Width} {field.Decimals}"));
        Assert.Equal(value?.ToString(), outcome.Features[0].Values[0]?.ToString());
    }

    [Theory]
    [InlineData("汉", 300, 84)]
    [InlineData("x", 254, 254)]
    [InlineData("x", 255, 254)]
    [InlineData("𠀀", 64, 63)]
    public void Write_TextBeyondTheWidestField_IsCutBehindAWholeCharacter(string character, int count, int kept)
    {
        Write(GeometryKind.Point, [Name], new FeatureToWrite(null, [null]), new FeatureToWrite(null, [string.Concat(Enumerable.Repeat(character, count))]));

        var outcome = Outcome.Of(_folder["a.shp"]);
        Assert.Equal("", outcome.Codes);
        Assert.Equal(string.Concat(Enumerable.Repeat(character, kept)), outcome.Features[1].Values[0]);
        Assert.Equal(kept < count ? ["DBF_TEXT_CUT a 1 名"] : [], _findings.Items.Select(f => $"{f.Code} {f.Location.Layer} {f.Location.Row} {f.Location.Field}"));
    }

    [Fact]
    public void Write_FieldsThatDoNotFit_AreNamed()
    {
        Field[] fields = [new("规划用地性质", FieldType.Text), new("raw", FieldType.Binary), new("规划用地面积", FieldType.Decimal)];
        Write(GeometryKind.Point, fields, new FeatureToWrite(new Point(1, 2), ["0701", new byte[] { 1 }, 1.5m]));

        var outcome = Outcome.Of(_folder["a.shp"]);
        Assert.Equal(["规划用", "规划_2"], outcome.Layers[0].Fields.Select(f => f.Name));
        Assert.Equal(["0701", 1.5m], outcome.Features[0].Values);
        Assert.Equal(
            ["DBF_FIELD_LEFT_OUT raw", "DBF_FIELD_RENAMED 规划用地性质", "DBF_FIELD_RENAMED 规划用地面积"], _findings.Items.Select(f => $"{f.Code} {f.Location.Field}"));
        Assert.Contains("'规划用地面积' became '规划_2'", _findings.Items[2].MessageEn, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_NoFields_NumbersTheRows()
    {
        Write(GeometryKind.Point, [], new FeatureToWrite(new Point(1, 2), []), new FeatureToWrite(new Point(1, 2), []));

        Assert.Equal([0L, 1L], Outcome.Of(_folder["a.shp"]).Features.Select(f => f.Values[0]));
    }

    public static TheoryData<string, string, LayerToWrite> Refused => new()
    {
        { "SHP_MIXED_TYPES", "a row=2", Layer(GeometryKind.Any, [Name], Of("POINT (1 2)"), Of(null), Of("LINESTRING (0 0, 1 1)")) },
        { "SHP_MIXED_TYPES", "a row=1", Layer(GeometryKind.Any, [Name], Of("POINT (1 2)"), Of("MULTIPOINT ((1 2))")) },
        { "SHP_MIXED_TYPES", "a row=0", Layer(GeometryKind.GeometryCollection, [Name], Of("GEOMETRYCOLLECTION (POINT (1 2))")) },
        { "SHP_WITHOUT_GEOMETRY", "a row=", Layer(GeometryKind.None, [Name], Of(null)) },
        { "DBF_TOO_MANY_FIELDS", "a row=", Layer(GeometryKind.Point, [.. Enumerable.Range(0, 256).Select(i => Name with { Name = $"f{i}" })]) },
        { "SHP_TOO_LARGE", "a row=", Layer(GeometryKind.Point, [Name], [.. Enumerable.Repeat(Of("POINT (1 2)"), 4_000)]) },
        { "SHP_TOO_LARGE", "a row=", Layer(GeometryKind.Point, [Name], [.. Enumerable.Repeat(new FeatureToWrite(null, [new string('x', 200)]), 500)]) },
        { "SHP_TOO_LARGE", "a row=", Layer(GeometryKind.Point, [Name], [.. Enumerable.Repeat(new FeatureToWrite(null, [null]), 2_000)]) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Write_WhatTheFormatCannotHold_IsRefusedAndLeavesTheOldFiles(string code, string place, LayerToWrite layer)
    {
        Write(GeometryKind.Point, [Name], Of("POINT (5 6)"));
        var before = File.ReadAllBytes(_folder["a.shp"]);

        Assert.False(ShapefileWriter.Write(_folder["a.shp"], layer, _findings, mostBytes: 100_000));
        var finding = Assert.Single(_findings.Items);
        Assert.Equal((code, place), (finding.Code, $"{finding.Location.Layer} row={finding.Location.Row}"));
        Assert.Equal(["a.cpg", "a.dbf", "a.prj", "a.shp", "a.shx"], Files);
        Assert.Equal(before, File.ReadAllBytes(_folder["a.shp"]));
    }

    [Fact]
    public void Write_WrongGeometryCancellationOrBadCoordinate_LeavesNoFile()
    {
        static LayerToWrite With(Geometry shape) => Layer(GeometryKind.Polygon, [Name], Of("POLYGON ((0 0, 1 0, 1 1, 0 0))"), new FeatureToWrite(shape, [null]));
        var notFinite = new Polygon(new LinearRing([new(0, 0), new(0, 1), new(double.NaN, 1), new(0, 0)]));
        Assert.Throws<ArgumentException>(() => ShapefileWriter.Write(_folder["a.shp"], With(new Point(1, 2)), _findings));
        Assert.Throws<ArgumentException>(() => ShapefileWriter.WriteZip(_folder["a.zip"], [With(notFinite)], _findings));
        Assert.Throws<OperationCanceledException>(() => ShapefileWriter.Write(_folder["a.shp"], With(new Polygon(null)), _findings, new CancellationToken(canceled: true)));

        Assert.Empty(Files);
    }

    /// <summary>Indexes of the old file would lead programs astray in the new one, and so would its CRS.</summary>
    [Fact]
    public void Write_OverAnOlderShapefile_LeavesNothingOfIt()
    {
        foreach (var old in new[] { "a.qix", "a.sbn", "a.prj", "a.shp", "a.dbf", "a.txt" })
        {
            File.WriteAllText(_folder[old], "old");
        }

        Assert.True(ShapefileWriter.Write(_folder["a.shp"], Layer(GeometryKind.Point, [Name], Of("POINT (1 2)")) with { Schema = Schema(GeometryKind.Point, CrsDefinition.Missing, Name) }, _findings));

        Assert.Equal(["a.cpg", "a.dbf", "a.shp", "a.shx", "a.txt"], Files);
        Assert.Equal("SHP_NO_PRJ", Outcome.Of(_folder["a.shp"]).Codes);
    }

    [Fact]
    public void Write_Twice_GivesTheSameBytes()
    {
        var layer = Layer(GeometryKind.Polygon, [Name], [.. Enumerable.Range(0, 300).Select(i => Of($"POLYGON (({i} 0, {i + 1} 0, {i + 1} 1, {i} 0))"))]);
        Assert.True(ShapefileWriter.WriteZip(_folder["a.zip"], [layer], _findings));
        Assert.True(ShapefileWriter.WriteZip(_folder["b.zip"], [layer], _findings));

        Assert.Equal(File.ReadAllBytes(_folder["a.zip"]), File.ReadAllBytes(_folder["b.zip"]));
        Assert.Equal(["a.zip", "b.zip"], Files);
    }

    [Fact]
    public void WriteZip_SeveralLayers_AreAShapefileEach()
    {
        LayerToWrite Named(string name, LayerToWrite layer) => layer with { Schema = layer.Schema with { Name = name } };
        var points = Layer(GeometryKind.Point, [Name], Of("POINT (1 2)"));
        Assert.True(ShapefileWriter.WriteZip(
            _folder["a.zip"], [Named("图/斑", points), Named("图:斑", points), Named("表", Layer(GeometryKind.None, [Name], new FeatureToWrite(null, ["甲"])))], _findings));

        using var zip = ZipFile.OpenRead(_folder["a.zip"]);
        string[] extensions = [".shp", ".shx", ".dbf", ".prj", ".cpg"];
        Assert.Equal([.. extensions.Select(e => "图_斑" + e), .. extensions.Select(e => "图_斑_2" + e), "表.dbf", "表.cpg"], zip.Entries.Select(e => e.FullName));
        var outcome = Outcome.Of(_folder["a.zip"]);
        Assert.Equal(("SHP_NO_SHP", 3), (outcome.Codes, outcome.Features.Count));
    }

    [Theory]
    [InlineData(4526, null, "", 4526)]
    [InlineData(null, "GEOGCS[\"x\",DATUM[\"y\",SPHEROID[\"z\",6378000,298]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]]", "", null)]
    [InlineData(9_999, null, "SHP_PRJ_NOT_WRITTEN", null)]
    [InlineData(null, "undefined", "SHP_PRJ_NOT_WRITTEN", null)]
    [InlineData(null, null, "", null)]
    public void Write_Crs_StandsInThePrj(int? epsg, string? definition, string codes, int? expected)
    {
        ShapefileWriter.Write(_folder["a.shp"], new LayerToWrite(Schema(GeometryKind.Point, new CrsDefinition(definition, epsg, "x"), Name), [Of("POINT (1 2)")]), _findings);

        Assert.Equal(codes, Codes);
        Assert.Equal(codes.Length == 0 && (epsg ?? (object?)definition) is not null, File.Exists(_folder["a.prj"]));
        if (expected is { } code)
        {
            Assert.True(Platform.Spatial.Crs.CrsRecognition.TryFromWkt(File.ReadAllText(_folder["a.prj"]), new(), out var crs, out _));
            Assert.Equal(code, crs.Id.Code);
        }
        else if (File.Exists(_folder["a.prj"]))
        {
            Assert.Equal(definition, File.ReadAllText(_folder["a.prj"]));
        }
    }

    /// <summary>The .shx says where the records are; what it says is compared with a walk over the .shp.</summary>
    [Fact]
    public void Write_Index_PointsAtTheRecords()
    {
        Write(GeometryKind.MultiLineString, [Name], Of("LINESTRING (0 0, 1 1)"), Of(null), Of("MULTILINESTRING ((0 0, 1 1, 2 2), (5 5, 6 6))"));

        var expected = ShapefileBytes.IndexOf(File.ReadAllBytes(_folder["a.shp"]));
        var actual = File.ReadAllBytes(_folder["a.shx"]);
        Assert.Equal(expected[100..], actual[100..]);
        Assert.Equal(expected[..36], actual[..36]);
        Assert.Equal([0.0, 0, 6, 6], Enumerable.Range(0, 4).Select(i => BinaryPrimitives.ReadDoubleLittleEndian(actual.AsSpan(36 + (8 * i)))));
    }

    private static FeatureToWrite Of(string? wkt) => new(wkt is null ? null : new WKTReader().Read(wkt), [null]);

    private static LayerSchema Schema(GeometryKind kind, CrsDefinition crs, params Field[] fields) => new("a", "", kind, fields, crs);

    private static LayerToWrite Layer(GeometryKind kind, Field[] fields, params FeatureToWrite[] rows) => new(Schema(kind, CrsDefinition.FromEpsg(4490), fields), rows);

    private bool Write(GeometryKind kind, Field[] fields, params FeatureToWrite[] rows) => ShapefileWriter.Write(_folder["a.shp"], Layer(kind, fields, rows), _findings);

    private static Polygon Donut(Random random, double x)
    {
        LinearRing Ring(double from, double to)
        {
            Coordinate[] points = [new(x + from, from), new(x + to, from), new(x + to, to), new(x + from, to), new(x + from, from)];
            return new LinearRing(random.Next(2) == 0 ? points : [.. points.Reverse()]);
        }

        return new Polygon(Ring(0, 9), [Ring(3 + random.NextDouble(), 5)]);
    }

    /// <summary>For each record, whether its rings are clockwise.</summary>
    private static IEnumerable<List<bool>> Rings(byte[] shp)
    {
        for (var at = 100; at < shp.Length; at += 8 + (BinaryPrimitives.ReadInt32BigEndian(shp.AsSpan(at + 4)) * 2))
        {
            var record = shp.AsMemory(at + 8);
            int Number(int place) => BinaryPrimitives.ReadInt32LittleEndian(record.Span[place..]);
            var (parts, count) = (Number(36), Number(40));
            yield return [.. Enumerable.Range(0, parts).Select(part =>
            {
                var (from, to) = (Number(44 + (4 * part)), part + 1 < parts ? Number(48 + (4 * part)) : count);
                var points = Enumerable.Range(from, to - from).Select(i => new Coordinate(
                    BinaryPrimitives.ReadDoubleLittleEndian(record.Span[(44 + (4 * parts) + (16 * i))..]), BinaryPrimitives.ReadDoubleLittleEndian(record.Span[(52 + (4 * parts) + (16 * i))..])));
                return Area.OfRingSigned(new CoordinateArraySequence([.. points])) > 0;
            })];
        }
    }
}
