using System.Buffers.Binary;
using Microsoft.Data.Sqlite;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Platform.Formats.Features;
using Platform.Formats.GeoPackages;
using Platform.Tests.Unit.Formats.Archives;
using Platform.Tests.Unit.Formats.Intake;

namespace Platform.Tests.Unit.Formats.GeoPackages;

public sealed class GeoPackageFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_FileOfOurWriter_GivesBackWhatWasWritten()
    {
        GeoPackageWriter.Write(_folder["a.gpkg"], [GeoPackageWriterTests.Patches("MULTIPOLYGON(((0 0,2 0,2 3,0 0)))", null, "MULTIPOLYGON EMPTY")]);
        var outcome = Outcome.Of(_folder["a.gpkg"]);

        Assert.Equal("", outcome.Codes);
        var layer = outcome.Layers[0];
        Assert.Equal(("变化图斑", GeometryKind.MultiPolygon, 4490, 3), (layer.Name, layer.Geometry, layer.Crs.Epsg!.Value, outcome.Features.Count));
        Assert.Equal(
            [FieldType.Text, FieldType.Real, FieldType.Integer, FieldType.Real, FieldType.Boolean, FieldType.Date, FieldType.DateTime, FieldType.Binary],
            layer.Fields.Select(f => f.Type));
        var row = outcome.Features[0];
        Assert.Equal("1", row.Id);
        Assert.Equal("MULTIPOLYGON (((0 0, 2 0, 2 3, 0 0)))", row.Geometry!.AsText());
        Assert.Equal(
            new object?[] { "P0", 12.34, 3L, 0.5, true, new DateOnly(2017, 1, 5), new DateTime(2017, 1, 5, 8, 0, 0, DateTimeKind.Utc) }, row.Values.Take(7));
        Assert.Equal(DateTimeKind.Utc, ((DateTime)row.Values[6]!).Kind);
        Assert.Null(outcome.Features[1].Geometry);
        Assert.True(outcome.Features[2].Geometry!.IsEmpty);
    }

    [Fact]
    public void Open_InsideAZip_ReadsAPrivateCopyAndDeletesIt()
    {
        GeoPackageWriter.Write(_folder["a.gpkg"], [GeoPackageWriterTests.Patches("POLYGON((0 0,2 0,2 3,0 0))")]);
        var zip = ZipBuilder.Zip(new ZipBuilder.Entry("a.gpkg", File.ReadAllBytes(_folder["a.gpkg"])));
        var limits = Platform.Formats.Intake.DeliveryLimits.LayerFile with { TemporaryFolder = _folder["tmp"] };
        using (var delivery = Platform.Formats.Intake.Deliveries.Open(new MemoryStream(zip), "a.zip", limits))
        {
            Assert.Single(delivery.Layers[0].ReadRows());
            Assert.Single(Directory.GetDirectories(_folder["tmp"]));
        }

        Assert.Empty(Directory.GetFileSystemEntries(_folder["tmp"]));
    }

    [Fact]
    public void Open_ViewRegisteredAsLayer_IsNeverRun()
    {
        var outcome = Changed("""
            CREATE VIEW bomb AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS fid, NULL AS geom FROM n;
            INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('bomb', 'features', 'bomb', 4490);
            INSERT INTO gpkg_geometry_columns VALUES ('bomb', 'geom', 'POLYGON', 4490, 0, 0);
            """);

        Assert.Equal("GPKG_NOT_A_TABLE", outcome.Codes);
        Assert.Single(outcome.Layers);
    }

    [Fact]
    public void Open_VirtualTableRegisteredAsLayer_IsNotRead() => Assert.Equal("GPKG_NOT_A_TABLE", Changed("""
        CREATE VIRTUAL TABLE v USING rtree(id, a, b);
        INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('v', 'attributes', 'v');
        """).Codes);

    [Fact]
    public void Open_CatalogueThatIsAView_IsRefused() => Assert.Equal("GPKG_NO_CONTENTS", Changed("""
        ALTER TABLE gpkg_contents RENAME TO real; CREATE VIEW gpkg_contents AS SELECT * FROM real;
        """).Codes);

    [Fact]
    public void Open_RegisteredTableIsMissing_SaysSo() => Assert.Equal("GPKG_TABLE_MISSING", Changed(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('nothing', 'features', 'nothing')").Codes);

    [Fact]
    public void Open_Tiles_AreIgnoredWithAFinding() => Assert.Equal("GPKG_CONTENT_IGNORED", Changed(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('t', 'tiles', 't')").Codes);

    [Fact]
    public void Open_GeneratedColumnThatAllocates_IsNotEvaluated()
    {
        var outcome = Changed("ALTER TABLE 变化图斑 ADD COLUMN huge BLOB AS (zeroblob(900000000))");

        Assert.DoesNotContain(outcome.Layers[0].Fields, f => f.Name == "huge");
        Assert.Equal("GPKG_COMPUTED_COLUMN", outcome.Codes);
    }

    [Fact]
    public void ReadRows_OlderThanAColumn_HaveItsDefault()
    {
        var outcome = Changed("ALTER TABLE 变化图斑 ADD COLUMN 状态 TEXT DEFAULT '未核查'; ALTER TABLE 变化图斑 ADD COLUMN n INTEGER DEFAULT '7'; ALTER TABLE 变化图斑 ADD COLUMN d DATE DEFAULT 'never';");

        Assert.Equal(new object?[] { "未核查", 7L, null }, outcome.Features[0].Values.TakeLast(3));
        Assert.Equal("GPKG_VALUE", outcome.Codes);
    }

    [Fact]
    public void Open_RegisteredGeometryColumnIsMissing_SaysSo()
    {
        var outcome = Changed("UPDATE gpkg_geometry_columns SET column_name = 'shape'");

        Assert.Equal("GPKG_GEOMETRY_COLUMN", outcome.Codes);
        Assert.Empty(outcome.Layers);
    }

    [Fact]
    public void Open_TableWithoutRowIds_IsNotRead() => Assert.Equal("GPKG_WITHOUT_ROWID", Changed("""
        CREATE TABLE w(a TEXT PRIMARY KEY, b) WITHOUT ROWID;
        INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('w', 'attributes', 'w');
        """).Codes);

    [Fact]
    public void Open_MoreLayersThanAreRead_SaysSo()
    {
        var outcome = Changed("""
            CREATE TABLE w(a TEXT);
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200) INSERT INTO gpkg_contents (table_name, data_type, identifier)
            SELECT 'w' || i, 'attributes', i FROM n;
            """);

        Assert.Contains("GPKG_TOO_MANY_LAYERS", outcome.Codes, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_KeyOfTwoColumns_IsOfOrdinaryFields()
    {
        var outcome = Changed("""
            CREATE TABLE w(a INTEGER, b INTEGER, PRIMARY KEY (a, b)); INSERT INTO w VALUES (2, 1), (1, 1);
            DELETE FROM gpkg_geometry_columns; DELETE FROM gpkg_contents; INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('w', 'attributes', 'w');
            """);

        Assert.Equal(["2,1,", "1,1,"], outcome.Features.Select(f => $"{f.Values[0]},{f.Values[1]},{f.Id}"));
        Assert.Equal("", outcome.Codes);
    }

    [Fact]
    public void ReadRows_PageOfTheLayerIsDamaged_GivesTheRowsBeforeItAndAFinding()
    {
        GeoPackageWriter.Write(_folder["a.gpkg"], [GeoPackageWriterTests.Patches([.. Enumerable.Range(0, 500).Select(i => $"POLYGON(({i} 0,2000 0,2000 3,{i} 0))")])]);
        var bytes = File.ReadAllBytes(_folder["a.gpkg"]);
        var place = bytes.AsSpan().IndexOf("P300"u8);
        bytes.AsSpan(place / 4096 * 4096, 4096).Clear();
        var outcome = Outcome.Of("a.gpkg", bytes);

        Assert.InRange(outcome.Features.Count, 200, 300);
        Assert.Equal("GPKG_DAMAGED", outcome.Codes);
        Assert.Equal("变化图斑", Assert.Single(outcome.Findings).Location.Layer);
    }

    [Fact]
    public void Open_TwoTablesWithOneTree_GivesItToOne()
    {
        var outcome = Changed("""
            CREATE TABLE one(a INTEGER); INSERT INTO one VALUES (5); CREATE TABLE two(a INTEGER);
            INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('one', 'attributes', 'one'), ('two', 'attributes', 'two');
            PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'one') WHERE name = 'two';
            """);

        Assert.Equal(["变化图斑", "one"], outcome.Layers.Select(l => l.Name));
        Assert.Equal("GPKG_DAMAGED", outcome.Codes);
    }

    [Fact]
    public void Open_LayerRegisteredTwice_IsReadOnce()
    {
        var outcome = Changed("ALTER TABLE gpkg_contents RENAME TO old; CREATE TABLE gpkg_contents AS SELECT * FROM old UNION ALL SELECT * FROM old;");

        Assert.Single(outcome.Layers);
        Assert.Equal("", outcome.Codes);
    }

    [Fact]
    public void ReadRows_MoreTextThanARowMayHave_IsAFindingWithinTheBound()
    {
        var path = _folder["a.gpkg"];
        Change("ALTER TABLE 变化图斑 ADD COLUMN more TEXT; UPDATE 变化图斑 SET 图斑编号 = CAST(zeroblob(60000000) AS TEXT), more = CAST(zeroblob(8000000) AS TEXT);");
        var before = GC.GetAllocatedBytesForCurrentThread();
        var outcome = Outcome.Of(path);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal("GPKG_TEXT_TOO_LONG", outcome.Codes);
        Assert.Equal((60_000_000, null), (((string)outcome.Features[0].Values[0]!).Length, outcome.Features[0].Values[^1]));
        Assert.True(allocated < (3 * new FileInfo(path).Length) + (64 << 20), $"{allocated}");
    }

    [Theory]
    [InlineData("UTF-16le")]
    [InlineData("UTF-16be")]
    public void Open_DatabaseInUtf16_IsReadAsItIs(string encoding)
    {
        var blob = new GeometryBlob(GeometryKind.Any, 4490).Encode(new WKTReader().Read("POINT(1 2)")).ToArray();
        using (var connection = new SqliteConnection($"Data Source={_folder["a.gpkg"]};Pooling=False"))
        {
            connection.Open();
            GeoPackageWriter.Execute(connection, $"PRAGMA encoding = '{encoding}'; PRAGMA application_id = {0x47504B47}; {GeoPackageTables.Core}");
            GeoPackageWriter.Execute(connection, $"""
                CREATE TABLE 图斑(fid INTEGER PRIMARY KEY, geom POINT, 编号 TEXT, 日期 DATE); INSERT INTO 图斑 VALUES (1, x'{Convert.ToHexString(blob)}', 'P0号', '2017-01-05');
                INSERT INTO gpkg_spatial_ref_sys VALUES ('CGCS2000', 4490, 'EPSG', 4490, 'undefined', NULL);
                INSERT INTO gpkg_contents (table_name, data_type, srs_id) VALUES ('图斑', 'features', 4490); INSERT INTO gpkg_geometry_columns VALUES ('图斑', 'geom', 'POINT', 4490, 0, 0);
                """);
        }

        var outcome = Outcome.Of(_folder["a.gpkg"]);
        Assert.Equal("", outcome.Codes);
        Assert.Equal(("图斑", 4490), (outcome.Layers[0].Name, outcome.Layers[0].Crs.Epsg));
        Assert.Equal(new object?[] { "P0号", new DateOnly(2017, 1, 5) }, Assert.Single(outcome.Features).Values);
    }

    [Fact]
    public void Open_TableNameInOtherCase_IsFound() => Assert.Equal("", Changed(
        "UPDATE gpkg_geometry_columns SET table_name = '变化图斑'; UPDATE gpkg_geometry_columns SET column_name = 'GEOM'").Codes);

    [Fact]
    public void Open_AnotherSqliteDatabase_IsNoGeoPackage()
    {
        using (var connection = new SqliteConnection($"Data Source={_folder["a.gpkg"]};Pooling=False"))
        {
            connection.Open();
            GeoPackageWriter.Execute(connection, "CREATE TABLE t (a)");
        }

        Assert.Equal("GPKG_APPLICATION_ID GPKG_NO_CONTENTS", Outcome.Of(_folder["a.gpkg"]).Codes);
    }

    [Fact]
    public void Open_FileInWalMode_IsReadWithAWarning()
    {
        GeoPackageWriter.Write(_folder["a.gpkg"], [GeoPackageWriterTests.Patches("POLYGON((0 0,2 0,2 3,0 0))")]);
        var bytes = File.ReadAllBytes(_folder["a.gpkg"]);
        bytes[18] = bytes[19] = 2;
        var outcome = Outcome.Of("a.gpkg", bytes);

        Assert.Single(outcome.Features);
        Assert.Equal("GPKG_WAL", outcome.Codes);
    }

    [Fact]
    public void ReadRows_ValueOfAnotherType_IsNullWithAFinding()
    {
        var outcome = Changed("UPDATE 变化图斑 SET 楼层 = 'three', 影像日期 = '5.1.2017', real = x'00', 违法 = 7");

        Assert.Equal(4, outcome.Features[0].Findings.Count(f => f.Code == "GPKG_VALUE"));
        Assert.Equal(new object?[] { null, null, null, null }, new[] { 2, 3, 4, 5 }.Select(i => outcome.Features[0].Values[i]));
    }

    public static TheoryData<string, byte[]> BadBlobs()
    {
        var header = new byte[] { (byte)'G', (byte)'P', 0, 1, 0x8A, 0x11, 0, 0 };
        var wkb = new WKBWriter().Write(new WKTReader().Read("POLYGON((0 0,1 0,1 1,0 0))"));
        byte[] Wkb(Action<byte[]> change)
        {
            var changed = (byte[])wkb.Clone();
            change(changed);
            return [.. header, .. changed];
        }

        return new()
        {
            { "GPKG_BLOB", [1, 2, 3] },
            { "GPKG_BLOB", [(byte)'G', (byte)'Q', 0, 1, 0, 0, 0, 0] },
            { "GPKG_BLOB", [.. header.AsSpan(0, 3), 0x21, 0, 0, 0, 0, .. wkb] },
            { "GPKG_BLOB", [.. header.AsSpan(0, 3), 0x0B, 0, 0, 0, 0, .. wkb] },
            { "GEOM_TRUNCATED", [.. header.AsSpan(0, 3), 0x03, 0, 0, 0, 0] },
            { "GEOM_TRUNCATED", [.. header, .. wkb.AsSpan(0, wkb.Length - 1)] },
            { "GEOM_MALFORMED", [.. header, .. wkb, 0] },
            { "GEOM_TRUNCATED", Wkb(b => BinaryPrimitives.WriteInt32LittleEndian(b.AsSpan(5), int.MaxValue)) },
            { "GEOM_TRUNCATED", Wkb(b => BinaryPrimitives.WriteInt32LittleEndian(b.AsSpan(9), -1)) },
            { "GEOM_MALFORMED", Wkb(b => b[0] = 7) },
            { "GEOM_UNKNOWN_TYPE", Wkb(b => b[1] = 99) },
            { "GEOM_CURVE", Wkb(b => b[1] = 10) },
            { "GEOM_NOT_FINITE", Wkb(b => BinaryPrimitives.WriteDoubleLittleEndian(b.AsSpan(13), double.NaN)) },
            { "GEOM_OUT_OF_RANGE", Wkb(b => BinaryPrimitives.WriteDoubleLittleEndian(b.AsSpan(13), -1e10)) },
            { "GEOM_RING_UNCLOSED", Wkb(b => BinaryPrimitives.WriteDoubleLittleEndian(b.AsSpan(13), 0.25)) },
            { "GEOM_TOO_DEEP", [.. header, .. Enumerable.Repeat<byte[]>([1, 7, 0, 0, 0, 1, 0, 0, 0], 50_000).SelectMany(b => b)] },
            { "GPKG_SRS_MISMATCH", [.. header.AsSpan(0, 4), 0xE6, 0x10, 0, 0, .. wkb] },
        };
    }

    [Theory]
    [MemberData(nameof(BadBlobs))]
    public void ReadRows_BadGeometry_IsAFindingOnTheRow(string code, byte[] blob)
    {
        var outcome = Changed($"UPDATE 变化图斑 SET geom = x'{Convert.ToHexString(blob)}'");

        Assert.Equal(code, outcome.Codes);
        Assert.Equal(code is "GEOM_RING_UNCLOSED" or "GPKG_SRS_MISMATCH", outcome.Features[0].Geometry is not null);
    }

    [Theory]
    [InlineData("01E9030000000000000000F03F00000000000000400000000000000840")]
    [InlineData("01010000C0000000000000F03F000000000000004000000000000008400000000000001040")]
    public void ReadRows_PointWithMoreOrdinates_KeepsThePlaneOnes(string wkb)
    {
        var outcome = Changed($"UPDATE 变化图斑 SET geom = x'475000018A110000{wkb}'");

        Assert.Equal(new Coordinate(1, 2), outcome.Features[0].Geometry!.Coordinate);
    }

    [Fact]
    public void Open_CutAtAnyByte_IsRefused()
    {
        GeoPackageWriter.Write(_folder["a.gpkg"], [GeoPackageWriterTests.Patches([.. Enumerable.Repeat("POLYGON((0 0,2 0,2 3,0 0))", 300)])]);
        var whole = File.ReadAllBytes(_folder["a.gpkg"]);
        var random = new Random(7);
        foreach (var length in Enumerable.Range(1, 1024).Where(i => i % 7 == 0).Concat(Enumerable.Range(0, 60).Select(_ => random.Next(1024, whole.Length))).Append(whole.Length - 4096))
        {
            var outcome = Outcome.Of("a.gpkg", whole[..length]);

            Assert.True(outcome.HasErrors, $"cut at {length} of {whole.Length}: {outcome.Codes}");
        }
    }

    [Fact]
    public void Open_RandomBytesChanged_EndsInRowsOrFindings()
    {
        GeoPackageWriter.Write(_folder["a.gpkg"], [GeoPackageWriterTests.Patches([.. Enumerable.Repeat("POLYGON((0 0,2 0,2 3,0 0))", 100)])]);
        var whole = File.ReadAllBytes(_folder["a.gpkg"]);
        var random = new Random(11);
        for (var i = 0; i < 150; i++)
        {
            var changed = (byte[])whole.Clone();
            for (var k = 0; k < 20; k++)
            {
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            }

            var outcome = Outcome.Of("a.gpkg", changed);
            Assert.True(outcome.HasErrors || outcome.Features.Count > 0);
        }
    }

    private Outcome Changed(string sql)
    {
        Change(sql);
        return Outcome.Of(_folder["a.gpkg"]);
    }

    private void Change(string sql)
    {
        GeoPackageWriter.Write(_folder["a.gpkg"], [GeoPackageWriterTests.Patches("POLYGON((0 0,2 0,2 3,0 0))")]);
        using (var connection = new SqliteConnection($"Data Source={_folder["a.gpkg"]};Pooling=False"))
        {
            connection.Open();
            GeoPackageWriter.Execute(
                connection,
                "DROP TRIGGER rtree_变化图斑_geom_update1; DROP TRIGGER rtree_变化图斑_geom_update2; DROP TRIGGER rtree_变化图斑_geom_update3; "
                + "DROP TRIGGER rtree_变化图斑_geom_update4; " + sql);
        }
    }
}
