using Microsoft.Data.Sqlite;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Platform.Formats.Features;
using Platform.Formats.GeoPackages;

namespace Platform.Tests.Unit.Formats.GeoPackages;

public sealed class GeoPackageWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    internal static LayerToWrite Patches(params string?[] wkts)
    {
        Field[] fields =
        [
            new("图斑编号", FieldType.Text, 20), new("面积", FieldType.Decimal), new("楼层", FieldType.Integer), new("real", FieldType.Real),
            new("违法", FieldType.Boolean), new("影像日期", FieldType.Date), new("at", FieldType.DateTime), new("raw", FieldType.Binary),
        ];
        var schema = new LayerSchema("变化图斑", "", GeometryKind.MultiPolygon, fields, CrsDefinition.FromEpsg(4490));
        var rows = wkts.Select((wkt, i) => new FeatureToWrite(
            wkt is null ? null : new WKTReader().Read(wkt),
            [
                $"P{i}", 12.34m + i, 3L, 0.5, i % 2 == 0, new DateOnly(2017, 1, 5), new DateTime(2017, 1, 5, 8, 0, 0, DateTimeKind.Utc),
                new byte[] { 1, 2 },
            ]));
        return new LayerToWrite(schema, rows) { IndexedFields = ["图斑编号"], Title = "变化图斑 2017" };
    }

    [Fact]
    public void Write_SameLayersTwice_GivesSameBytes()
    {
        string[] wkts = [.. Enumerable.Range(0, 500).Select(i => $"POLYGON(({i} 0,{i + 1} 0,{i + 1} 1,{i} 1,{i} 0))")];
        GeoPackageWriter.Write(_folder["a.gpkg"], [Patches(wkts)]);
        GeoPackageWriter.Write(_folder["b.gpkg"], [Patches(wkts)]);

        Assert.Equal(File.ReadAllBytes(_folder["a.gpkg"]), File.ReadAllBytes(_folder["b.gpkg"]));
        Assert.Equal(["a.gpkg", "b.gpkg"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Write_Layer_RegistersContentsSpatialIndexAndAttributeIndex()
    {
        var table = new LayerToWrite(
            new LayerSchema("notes", "", GeometryKind.None, [new("text", FieldType.Text)], CrsDefinition.Missing), [new(null, ["说明"])]);
        GeoPackageWriter.Write(_folder["a.gpkg"], [Patches("POLYGON((0 0,2 0,2 3,0 0))", null), table]);

        Assert.Equal(0x47504B47L, Query("PRAGMA application_id"));
        Assert.Equal(10300L, Query("PRAGMA user_version"));
        Assert.Equal("ok", Query("PRAGMA integrity_check"));
        Assert.Equal("变化图斑:features:2000-01-01T00:00:00.000Z:0.0:2.0:3.0:4490,notes:attributes:2000-01-01T00:00:00.000Z::::", Query("""
            SELECT group_concat(table_name||':'||data_type||':'||last_change||':'||ifnull(min_x,'')||':'||ifnull(max_x,'')||':'||ifnull(max_y,'')||':'
            ||ifnull(srs_id,'')) FROM (SELECT * FROM gpkg_contents ORDER BY 1 DESC)
            """));
        Assert.Equal("1:0.0:3.0", Query("SELECT group_concat(id||':'||minx||':'||maxy) FROM \"rtree_变化图斑_geom\""));
        Assert.Equal(6L, Query("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'rtree_变化图斑_geom_%'"));
        Assert.Equal(1L, Query("SELECT count(*) FROM sqlite_master WHERE type = 'index' AND name = 'idx_变化图斑_图斑编号'"));
        Assert.Equal("P0|12.34|3|0.5|1|2017-01-05|2017-01-05T08:00:00.000Z|0102", Query(
            "SELECT 图斑编号||'|'||面积||'|'||楼层||'|'||real||'|'||违法||'|'||影像日期||'|'||at||'|'||hex(raw) FROM 变化图斑 WHERE fid = 1"));
    }

    [Fact]
    public void Write_PolygonIntoMultiPolygonLayer_StoresMultiPolygonWithEnvelope()
    {
        GeoPackageWriter.Write(_folder["a.gpkg"], [Patches("POLYGON((0 0,2 0,2 3,0 0))")]);

        var blob = Convert.FromHexString((string)Query("SELECT hex(geom) FROM 变化图斑")!);
        var geometry = new GeoPackageGeoReader().Read(blob);
        Assert.Equal("MULTIPOLYGON (((0 0, 2 0, 2 3, 0 0)))", geometry.AsText());
        Assert.Equal((byte)0b11, blob[3]);
    }

    [Theory]
    [InlineData("LINESTRING(0 0,1 1)")]
    [InlineData("POINT(0 0)")]
    public void Write_GeometryOfAnotherKind_ThrowsAndLeavesNoFile(string wkt)
    {
        Assert.Throws<ArgumentException>(() => GeoPackageWriter.Write(_folder["a.gpkg"], [Patches(wkt)]));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Write_FieldsNamedLikeKeyAndGeometry_GivesThemOtherNames()
    {
        var schema = new LayerSchema("t", "", GeometryKind.Point, [new("FID", FieldType.Text), new("geom", FieldType.Text)], CrsDefinition.FromEpsg(4528));
        GeoPackageWriter.Write(_folder["a.gpkg"], [new LayerToWrite(schema, [new(new Point(1, 2), ["f", "g"], 7)])]);

        Assert.Equal("7fg", Query("SELECT _fid||FID||geom FROM t"));
        Assert.Equal("_geom", Query("SELECT column_name FROM gpkg_geometry_columns"));
        Assert.Contains("false_easting\",40500000", (string)Query("SELECT definition FROM gpkg_spatial_ref_sys WHERE srs_id = 4528")!, StringComparison.Ordinal);
    }

    private object? Query(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder["a.gpkg"]};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
