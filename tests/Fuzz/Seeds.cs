using Microsoft.Data.Sqlite;
using NetTopologySuite.IO;
using Platform.Formats.Features;
using Platform.Formats.FlatGeobuf;
using Platform.Formats.GeoPackages;

namespace Platform.Tests.Fuzz;

/// <summary>Writes the files that fuzzing starts from: fixtures of <c>tests/fixtures/formats</c>, and small files by our own writers.</summary>
internal static class Seeds
{
    private const int MostBytes = 8_192;

    private static readonly string[] Texts =
    [
        "geojson|{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:4490\"}},\"features\":[{\"type\":\"Feature\",\"id\":1,\"properties\":{\"名\":\"a\",\"n\":1.5,\"b\":true,\"x\":null,\"o\":{\"p\":[1]}},\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[1,0],[1,1],[0,0]]]]}}]}",
        "geojson|{\"type\":\"Feature\",\"properties\":{\"a\":1e3},\"geometry\":{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Point\",\"coordinates\":[1,2,3]},{\"type\":\"LineString\",\"coordinates\":[[0,0],[1,1]]}]}}\n{\"type\":\"Feature\",\"properties\":{},\"geometry\":null}\n",
        "csv|id,WKT\n1,\"POLYGON ((0 0, 1 0, 1 1, 0 0))\"\n2,POINT EMPTY\n",
        "csv|\uFEFF编号;经度;纬度\r\n1;115.5;38.25\r\n\"a\"\"b\";1e400;x\r\n",
        "xlsx|<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>名</t></is></c><c r=\"C1\" s=\"1\"><v>43831.5</v></c></row><row r=\"3\"><c r=\"B3\" t=\"b\"><v>1</v></c><c r=\"C3\" t=\"e\"><v>#N/A</v></c><c r=\"D3\"><f>1+1</f><v>2</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells></worksheet>",
        "pdf|%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\nxref\n0 1\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n",
    ];

    private static readonly string[] Wkts =
    [
        "POINT (1 2)", "LINESTRING (0 0, 1 1, 2 0)", "POLYGON ((0 0, 9 0, 9 9, 0 0), (1 1, 2 1, 2 2, 1 1))", "MULTIPOINT ((0 0), (1 1))",
        "MULTILINESTRING ((0 0, 1 1), (2 2, 3 3))", "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))",
        "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0, 1 1))",
    ];

    private static readonly string[] Encodings = ["UTF-8", "UTF-16le"];

    /// <summary>What is done to a GeoPackage in pages of 512 bytes: rows in chains of pages, trees of several levels, columns younger than their rows, odd names.</summary>
    private static readonly string[] Databases =
    [
        "",
        "INSERT INTO a(t, x) VALUES (printf('%.*c', 1500, 'a'), zeroblob(1200)); DELETE FROM a WHERE i = 3;",
        "WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < 60) INSERT INTO a(t, n, d, b) SELECT 'x', k * k * k * k * k, k, k FROM n;",
        "ALTER TABLE a ADD COLUMN \"later on\" VARCHAR ( 9 ) DEFAULT 'then'; ALTER TABLE a ADD COLUMN [r] REAL DEFAULT -1.5; ALTER TABLE a ADD COLUMN c AS (n + 1); UPDATE a SET n = -1e9, s = '2020-01-02 03:04', y = 'x' WHERE i > 4;",
        "CREATE TABLE `b` (k /* key */ INT, 'v' TEXT CHECK (1), PRIMARY KEY (k)); INSERT INTO b VALUES (1, 'one'), (2, NULL); INSERT INTO gpkg_contents VALUES ('b', 'attributes'), ('c', 'tiles'), ('d', 'features');",
    ];

    public static void Write(string fixtures, string folder)
    {
        foreach (var target in Targets.All.Keys)
        {
            Directory.CreateDirectory(Path.Combine(folder, target));
        }

        for (var i = 0; i < Texts.Length; i++)
        {
            var (target, text) = (Texts[i][..Texts[i].IndexOf('|', StringComparison.Ordinal)], Texts[i][(Texts[i].IndexOf('|', StringComparison.Ordinal) + 1)..]);
            File.WriteAllText(Path.Combine(folder, target, $"text{i}"), text);
        }

        CopyFixtures(fixtures, folder);
        WriteLayers(folder);
    }

    private static void CopyFixtures(string fixtures, string folder)
    {
        foreach (var file in Directory.GetFiles(fixtures, "*", SearchOption.AllDirectories).Where(file => new FileInfo(file).Length < MostBytes))
        {
            var extension = Path.GetExtension(file).ToLowerInvariant();
            var target = extension switch { ".shp" => "shapefile", ".jpg" => "photo", _ => extension.TrimStart('.') };
            if (!Targets.All.ContainsKey(target))
            {
                continue;
            }

            var table = Path.ChangeExtension(file, ".dbf");
            var content = File.ReadAllBytes(file);
            File.WriteAllBytes(
                Path.Combine(folder, target, Path.GetFileName(file).Replace(' ', '_')),
                target == "shapefile" ? Targets.Join(content, File.Exists(table) ? File.ReadAllBytes(table) : []) : content);
        }
    }

    private static void WriteLayers(string folder)
    {
        var reader = new WKTReader();
        Field[] fields = [new("name", FieldType.Text), new("n", FieldType.Integer), new("d", FieldType.Real), new("b", FieldType.Boolean), new("t", FieldType.DateTime), new("x", FieldType.Binary)];
        object?[] values = ["名", 7L, 1.5, true, new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc), new byte[] { 1, 2, 3 }];
        for (var i = 0; i < Wkts.Length; i++)
        {
            var layer = new LayerToWrite(
                new LayerSchema("layer", "", GeometryKind.Any, fields, CrsDefinition.FromEpsg(4490)), [new FeatureToWrite(reader.Read(Wkts[i]), values), new FeatureToWrite(null, new object?[6])]);
            FlatGeobufWriter.Write(Path.Combine(folder, "fgb", $"own{i}"), layer);
            File.WriteAllBytes(Path.Combine(folder, "blob", $"own{i}"), new GeometryBlob(GeometryKind.Any, 4490).Encode(reader.Read(Wkts[i])).ToArray());
        }

        foreach (var (settings, content) in Databases.SelectMany(content => Encodings.Select(encoding => (encoding, content))))
        {
            WriteDatabase(Path.Combine(folder, "gpkg", $"own{Array.IndexOf(Encodings, settings)}{Array.IndexOf(Databases, content)}"), settings, content);
        }

        File.WriteAllBytes(Path.Combine(folder, "photo", "own"), [0xFF, 0xD8, 0xFF, 0xE1, 0, 16, .. "Exif\0\0II*\0\x08\0\0\0"u8, 0xFF, 0xDA, 0, 2, 0xFF, 0xD9]);
    }

    private static void WriteDatabase(string path, string encoding, string content)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        var blobs = Wkts.Select((wkt, i) => $"INSERT INTO a(g, t, n, d) VALUES (x'{Convert.ToHexString(new GeometryBlob(GeometryKind.Any, 4490).Encode(new WKTReader().Read(wkt)))}', '名{i}', {i}, {i}.5);");
        GeoPackageWriter.Execute(connection, $"""
            PRAGMA page_size = 512; PRAGMA encoding = '{encoding}'; PRAGMA application_id = {0x47504B47}; PRAGMA journal_mode = OFF;
            CREATE TABLE gpkg_spatial_ref_sys(srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
            CREATE TABLE gpkg_contents(table_name TEXT, data_type TEXT); CREATE TABLE gpkg_geometry_columns(table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER);
            INSERT INTO gpkg_spatial_ref_sys VALUES (4490, 'EPSG', 4490, 'x'); INSERT INTO gpkg_contents VALUES ('a', 'features'); INSERT INTO gpkg_geometry_columns VALUES ('a', 'g', 'GEOMETRY', 4490);
            CREATE TABLE a(i INTEGER PRIMARY KEY, g GEOMETRY, t TEXT(20), n INT, d DOUBLE, b BOOLEAN DEFAULT 1, s DATETIME DEFAULT '2020-01-02T03:04:05Z', y DATE DEFAULT '2020-01-02', x BLOB DEFAULT x'00');
            {string.Concat(blobs)}
            {content}
            """);
    }
}
