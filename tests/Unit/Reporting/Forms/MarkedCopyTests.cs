using NetTopologySuite.Geometries;
using Platform.Domain.Monitoring;
using Platform.Domain.Submissions;
using Platform.Findings;
using Platform.Formats.Features;
using Platform.Formats.GeoJson;
using Platform.Formats.GeoPackages;
using Platform.Formats.Intake;
using Platform.Formats.Packaging;
using Platform.Reporting.Forms;
using Platform.Tests.Unit.Domain.Monitoring;
using Platform.Tests.Unit.Formats;
using Location = Platform.Findings.Location;

namespace Platform.Tests.Unit.Reporting.Forms;

public sealed class MarkedCopyTests : IDisposable
{
    private const string Unknown = "ANSWER_CODE_UNKNOWN";

    private static readonly Field[] Fields =
        [new("patch_number", FieldType.Text), new("patch_key", FieldType.Text), new("approval", FieldType.Text), new("remark", FieldType.Text), new("own", FieldType.Integer)];

    private static readonly object?[][] Rows =
    [
        ["TB1", "k1", "批了", null, 7L],
        ["TB2", "k2", "经审批", "好", 8L],
        ["TB3", "k3", null, null, 9L],
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("answers.gpkg", MarkedFormKind.GeoPackage)]
    [InlineData("answers.geojson", MarkedFormKind.GeoJson)]
    public void Of_LayerWithABadRow_GoesBackInItsKindWithEveryRowMarked(string name, MarkedFormKind kind)
    {
        var (copy, bytes) = Mark(name, Answers(name, Rows));

        Assert.Equal(kind, copy);
        using var delivery = Open(name, bytes);
        var layer = delivery.Layers.Single(l => l.Schema.IndexOf("patch_key") >= 0);
        Assert.Equal(AccompanyingColumns.Check.Concat(Fields.Select(field => field.Name)), layer.Schema.Fields.Select(field => field.Name));
        var rows = layer.ReadRows().ToList();
        Assert.Equal(["returned", "taken", "blank"], rows.Select(row => row.Values[0]));
        Assert.Equal([Unknown, null, null], rows.Select(row => row.Values[1]));
        Assert.Equal("请从列表中选择。", rows[0].Values[2]);
        Assert.Equal("Choose from the list.", rows[0].Values[3]);
        Assert.Equal(Rows, rows.Select(row => row.Values.Skip(4).ToArray()));
        Assert.Equal([.. Enumerable.Range(0, 3).Select(Square)], rows.Select(row => row.Geometry is MultiPolygon several ? several[0] : row.Geometry!), new SameShape());
        Assert.Empty(delivery.Findings.Items);
    }

    [Theory]
    [InlineData("answers.gpkg")]
    [InlineData("answers.geojson")]
    public void Of_Copy_IsReadAgainAndItsMarksAreReplacedByTheNextCheck(string name)
    {
        var (_, first) = Mark(name, Answers(name, Rows));

        using (var delivery = Open(name, first))
        {
            var issued = new IssuedPatches("u", [.. Enumerable.Range(1, 3).Select(i => new IssuedPatch($"k{i}", $"TB{i}", "u", 1m))]);
            var reading = new VerificationReader(TestRules.Hebei).Read(delivery, issued);
            Assert.Equal([Unknown], reading.Rows.SelectMany(row => row.Row.Findings).Select(finding => finding.Code));
            Assert.Equal((2, 1), (reading.Rows.Count, reading.RowsBlank));
            Assert.Equal(["own"], reading.Findings.Select(finding => finding.Location.Field));
        }

        var (_, second) = Mark(name, first);
        Assert.Equal(first, second);
    }

    [Theory]
    [InlineData("answers.gpkg")]
    [InlineData("answers.geojson")]
    public void Of_ColumnTwice_ReturnsEveryAnsweredRow(string name)
    {
        var at = new Location(name, "answers") { Field = "approval" };
        var (_, bytes) = Mark(name, Answers(name, Rows), MonitoringFindings.AnswerColumnTwice.At(at, "approval", "审批情况", "Approval status"));

        using var delivery = Open(name, bytes);
        Assert.Equal(["returned", "returned", "blank"], delivery.Layers.First(l => l.Schema.IndexOf("patch_key") >= 0).ReadRows().Select(row => row.Values[0]));
    }

    [Fact]
    public void Of_GeoPackage_KeepsOtherLayersAndListsAllFindings()
    {
        const string Name = "answers.gpkg";
        var (_, bytes) = Mark(Name, Answers(Name, Rows), new Finding("LETTER_MISSING", Severity.Warning, "缺少确认函。", "No letter.", Location.Whole));

        using var delivery = Open(Name, bytes);
        Assert.Equal(["answers", "extent", "check_findings", "layer_styles"], delivery.Layers.Select(layer => layer.Schema.Name));
        Assert.Equal("x", Assert.Single(delivery.Layers[1].ReadRows()).Values[0]);
        Assert.Equal([Unknown, "LETTER_MISSING"], delivery.Layers[2].ReadRows().Select(row => row.Values[1]));
        Assert.Equal(["answers", "extent"], delivery.Layers[3].ReadRows().Select(row => row.Values[2]));
    }

    [Fact]
    public void Of_GeoJsonInAProjectedCrs_KeepsItsCrsAndCoordinates()
    {
        const string Name = "answers.geojson";
        var text = """
            {"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4527"}},"features":[
            {"type":"Feature","properties":{"patch_key":"k1","approval":"批了"},"geometry":{"type":"Point","coordinates":[39500000.125,4200000.5]}}]}
            """u8.ToArray();

        var (_, bytes) = Mark(Name, text);

        using var delivery = Open(Name, bytes);
        Assert.Equal(4527, Assert.Single(delivery.Layers).Schema.Crs.Epsg);
        Assert.Equal(new Coordinate(39500000.125, 4200000.5), Assert.Single(delivery.Layers[0].ReadRows()).Geometry!.Coordinate);
    }

    [Fact]
    public void Of_SeveralFiles_GoBackInAZipWithoutThoseThatAreGood()
    {
        using var zip = new MemoryStream();
        DeterministicZip.Write(zip,
        [
            ("好.geojson", target => target.Write(Answers("好.geojson", [Rows[1]]))),
            ("一.geojson", target => target.Write(Answers("一.geojson", Rows))),
            ("二.gpkg", target => target.Write(Answers("二.gpkg", Rows))),
        ]);
        using var delivery = Open("a.zip", zip.ToArray());
        Finding[] findings = [.. new[] { "a.zip!/一.geojson", "a.zip!/二.gpkg" }.Select(file => Bad(file, Path.GetFileNameWithoutExtension(file)))];

        var copy = MarkedCopy.Of(delivery, findings, TestRules.Hebei, _folder.Path)!;
        using var written = new MemoryStream();
        copy.Write(written);

        Assert.Equal(MarkedFormKind.Archive, copy.Kind);
        using var again = Open("marked.zip", written.ToArray());
        Assert.Equal(
            ["marked.zip!/marked-form-1.geojson", "marked.zip!/marked-form-2.gpkg"], again.Layers.Select(layer => layer.Schema.File).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Of_LayerThatIsNoForm_HasNoCopy()
    {
        const string Name = "a.geojson";
        using var delivery = Open(Name, """{"type":"Feature","properties":{"a":1},"geometry":null}"""u8.ToArray());

        Assert.Null(MarkedCopy.Of(delivery, [Bad(Name, "a")], TestRules.Hebei, _folder.Path));
    }

    private (MarkedFormKind Kind, byte[] Bytes) Mark(string name, byte[] content, params Finding[] more)
    {
        using var delivery = Open(name, content);
        var copy = MarkedCopy.Of(delivery, [Bad(name, "answers"), .. more], TestRules.Hebei, _folder.Path)!;
        using var written = new MemoryStream();
        copy.Write(written);
        return (copy.Kind, written.ToArray());
    }

    private static Finding Bad(string file, string layer) =>
        new(Unknown, Severity.Error, "请从列表中选择。", "Choose from the list.", new Location(file, layer, 0, "approval"));

    private static Delivery Open(string name, byte[] content) => Deliveries.Open(new MemoryStream(content), name, DeliveryLimits.Evidence);

    private byte[] Answers(string name, object?[][] rows)
    {
        var schema = new LayerSchema("answers", "", GeometryKind.MultiPolygon, Fields, CrsDefinition.FromEpsg(4490));
        var layer = new LayerToWrite(schema, rows.Select((row, index) => new FeatureToWrite(Square(index), row)));
        if (name.EndsWith(".geojson", StringComparison.Ordinal))
        {
            using var json = new MemoryStream();
            GeoJsonWriter.Write(json, layer);
            return json.ToArray();
        }

        var extent = new LayerSchema("extent", "", GeometryKind.Polygon, [new("code", FieldType.Text)], CrsDefinition.FromEpsg(4490));
        GeoPackageWriter.Write(_folder["answers"], [layer, new LayerToWrite(extent, [new FeatureToWrite(Square(0), ["x"])])]);
        return File.ReadAllBytes(_folder["answers"]);
    }

    private static Polygon Square(int index) => new(new LinearRing(
        [new(114 + index, 38), new(114.5 + index, 38), new(114.5 + index, 38.5), new(114 + index, 38.5), new(114 + index, 38)]));

    private sealed class SameShape : IEqualityComparer<Geometry>
    {
        public bool Equals(Geometry? x, Geometry? y) => x!.EqualsExact(y);

        public int GetHashCode(Geometry geometry) => geometry.GetHashCode();
    }
}
