using System.Globalization;
using System.Text;
using NetTopologySuite.Geometries;
using Platform.Formats;
using Platform.Formats.Features;
using Platform.Formats.FlatGeobuf;
using Platform.Formats.GeoPackages;
using Platform.Formats.Intake;
using Platform.Formats.Shapefiles;
using Platform.Formats.Spreadsheets;
using Platform.Tests.Unit.Formats.Archives;
using Platform.Tests.Unit.Formats.Shapefiles;

namespace Platform.Tests.Unit.Formats.Intake;

/// <summary>Memory is measured for the whole process, so nothing else may run beside.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests
{
    private const int Rows = 60_000;
    private const long Bound = 8 << 20;

    public static TheoryData<string> Kinds() => ["json", "csv", "shp", "gpkg", "xlsx", "fgb", "gml", "dxf"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ReadRows_ManyRows_MemoryDoesNotGrowWithThem(string kind)
    {
        using var folder = new TemporaryFolder();
        var path = Write(kind, folder);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var delivery = Deliveries.Open(path, DeliveryLimits.LayerFile);
        long peak = 0;
        var count = 0;
        void Sample()
        {
            if (++count % 15_000 == 0)
            {
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        foreach (var row in delivery.Layers.Take(1).SelectMany(l => l.ReadRows()))
        {
            Assert.Equal(count, row.Index);
            Sample();
        }

        foreach (var row in delivery.Tables.Take(1).SelectMany(t => t.ReadRows()))
        {
            Assert.NotEmpty(row.Cells);
            Sample();
        }

        Assert.True(count >= Rows, $"{count} rows; {string.Join(' ', delivery.Findings.Items.Select(f => f.MessageEn))}");
        Assert.True(peak < Bound, $"{peak} bytes alive while reading {new FileInfo(path).Length}");
    }

    [Fact]
    public void WriteShapefile_ManyRows_MemoryDoesNotGrowWithThem()
    {
        using var folder = new TemporaryFolder();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var alive = new List<long>();
        IEnumerable<FeatureToWrite> Made()
        {
            for (var i = 0; i < Rows; i++)
            {
                if (i % 15_000 == 14_999)
                {
                    alive.Add(GC.GetTotalMemory(forceFullCollection: true) - before);
                }

                yield return new FeatureToWrite(new Point(i, 1), [string.Create(CultureInfo.InvariantCulture, $"图斑 {i}")]);
            }
        }

        var schema = new LayerSchema("a", "", GeometryKind.Point, [new("t", FieldType.Text)], CrsDefinition.FromEpsg(4490));
        Assert.True(ShapefileWriter.WriteZip(folder["a.zip"], [new LayerToWrite(schema, Made())], new FindingLog()));
        Assert.Equal(4, alive.Count);
        Assert.True(alive.Max() < 1 << 20, $"{string.Join(", ", alive)} bytes alive after every quarter of the rows");
    }

    private static string Write(string kind, TemporaryFolder folder)
    {
        var path = folder["a." + (kind == "shp" ? "zip" : kind)];
        switch (kind)
        {
            case "json":
                var feature = """{"type":"Feature","properties":{"a":1},"geometry":{"type":"Point","coordinates":[1,2]}}""";
                File.WriteAllText(path, $$"""{"type":"FeatureCollection","features":[{{string.Join(",\n", Enumerable.Repeat(feature, Rows))}}]}""");
                break;
            case "csv":
                File.WriteAllText(path, string.Concat(Enumerable.Range(0, Rows).Select(i => $"{i},图斑,{new string('x', 50)}\r\n")));
                break;
            case "shp":
                var square = ShapefileBytes.PolygonRecord("POLYGON((0 0,0 1,1 1,1 0,0 0))");
                var names = Enumerable.Range(0, Rows).Select(i => (string[])[i.ToString(CultureInfo.InvariantCulture)]).ToArray();
                File.WriteAllBytes(path, ZipBuilder.Zip(
                    new ZipBuilder.Entry("a.shp", ShapefileBytes.Shapes(5, [.. Enumerable.Repeat(square, Rows)])) { Method = 0 },
                    new ZipBuilder.Entry("a.dbf", ShapefileBytes.Table(Encoding.ASCII, 0, ["T C 40 0"], names)) { Method = 0 }));
                break;
            case "gpkg":
                var schema = new LayerSchema("a", "", GeometryKind.Point, [new("t", FieldType.Text)], CrsDefinition.FromEpsg(4490));
                GeoPackageWriter.Write(path, [new LayerToWrite(schema, Enumerable.Range(0, Rows).Select(i => new FeatureToWrite(new Point(i, 1), ["图斑"])))]);
                break;
            case "fgb":
                var flat = new LayerSchema("a", "", GeometryKind.Point, [new("t", FieldType.Text)], CrsDefinition.FromEpsg(4490));
                FlatGeobufWriter.Write(path, new LayerToWrite(flat, Enumerable.Range(0, Rows).Select(i => new FeatureToWrite(new Point(i, 1), ["图斑"]))));
                break;
            case "gml":
                const string Member = "<m:featureMember xmlns:m=\"m\"><P><t>图斑</t><g><Point xmlns=\"http://www.opengis.net/gml\"><pos>1 2</pos></Point></g></P></m:featureMember>";
                File.WriteAllText(path, $"<all>{string.Concat(Enumerable.Repeat(Member, Rows))}</all>");
                break;
            case "dxf":
                File.WriteAllText(path, $"0\nSECTION\n2\nENTITIES\n{string.Concat(Enumerable.Repeat("0\nPOINT\n8\n0\n10\n1\n20\n2\n", Rows))}0\nENDSEC\n0\nEOF\n");
                break;
            default:
                using (var stream = File.Create(path))
                {
                    XlsxWriter.Write(stream, [new SheetToWrite("a", Enumerable.Range(0, Rows).Select(i => RowToWrite.Of(null, i, "图斑", 1.5m)))]);
                }

                break;
        }

        return path;
    }
}
