using NetTopologySuite.Geometries;
using Platform.Domain.Monitoring;
using Platform.Formats.Features;
using Platform.Formats.GeoJson;
using Platform.Formats.GeoPackages;
using Platform.Formats.Intake;
using Platform.Formats.Spreadsheets;
using Platform.Formats.Tables;

namespace Platform.Tests.Unit.Domain.Monitoring;

/// <summary>The same answer through every file format that a bureau may deliver, written and read with the platform's own writers and readers.</summary>
public sealed class VerificationDeliveryTests : IDisposable
{
    private static readonly string[] Keys = ["patch_number", "patch_key", "unit", "area_m2", "is_real", "approval", "legality", "exempt_reason", "enforcement_date", "remark"];

    private static readonly object?[] Answer = ["-A 001", TestRules.Issued.Key, "130100", 9735.25m, "否", "不需审批", "不属于违法建设", "not-real", new DateOnly(2016, 3, 1), "备注（一）"];

    private readonly string _folder = Directory.CreateTempSubdirectory("answers").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("form.csv")]
    [InlineData("form.xlsx")]
    [InlineData("form.gpkg")]
    [InlineData("form.geojson")]
    public void Read_EveryFormat_GivesTheSameAnswer(string name)
    {
        var path = Path.Combine(_folder, name);
        Write(path);
        using var delivery = Deliveries.Open(path, DeliveryLimits.Evidence);
        var issued = new IssuedPatches("130100", [TestRules.Issued with { Number = "-A 001" }]);

        var reading = new VerificationReader(TestRules.Hebei).Read(delivery, issued);

        Assert.Empty(delivery.Findings.Items);
        Assert.Empty(reading.Findings);
        var row = Assert.Single(reading.Rows).Row;
        Assert.Empty(row.Findings);
        Assert.Equal(
            ["-A 001", TestRules.Issued.Key, "130100", "9735.25", "no", "exempt", "legal", "not-real", "2016-03-01", "备注（一）"], Keys.Select(k => row[k]));
        Assert.Equal(Path.GetExtension(name) is ".csv" or ".xlsx" ? 2 : 0, row.At.Row);
    }

    private static void Write(string path)
    {
        switch (Path.GetExtension(path))
        {
            case ".csv":
                using (var stream = File.Create(path))
                using (var csv = new CsvWriter(stream))
                {
                    csv.WriteRow(Keys);
                    csv.WriteRow(Answer);
                }

                break;
            case ".xlsx":
                using (var stream = File.Create(path))
                {
                    XlsxWriter.Write(stream, [new SheetToWrite(VerificationColumns.SheetName, [RowToWrite.Of(null, Keys), RowToWrite.Of(null, Answer)])]);
                }

                break;
            case ".gpkg":
                GeoPackageWriter.Write(path, [Layer()]);
                break;
            default:
                using (var stream = File.Create(path))
                {
                    GeoJsonWriter.Write(stream, Layer());
                }

                break;
        }
    }

    private static LayerToWrite Layer()
    {
        var fields = Keys.Select(key => new Field(key, key switch
        {
            "area_m2" => FieldType.Decimal,
            "enforcement_date" => FieldType.Date,
            _ => FieldType.Text,
        }));
        var schema = new LayerSchema("answers", "", GeometryKind.MultiPolygon, [.. fields], CrsDefinition.FromEpsg(4490));
        return new LayerToWrite(schema, [new FeatureToWrite((Polygon)TestRules.Patch.Shape, Answer)]);
    }
}
