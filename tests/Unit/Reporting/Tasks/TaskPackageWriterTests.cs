using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Platform.Domain.Monitoring;
using Platform.Findings;
using Platform.Formats.Intake;
using Platform.Reporting.Tasks;
using SkiaSharp;

namespace Platform.Tests.Unit.Reporting.Tasks;

public sealed class TaskPackageWriterTests
{
    private static readonly Lazy<byte[]> Package = new(() => Write(SampleTasks.Request(3)));

    [Fact]
    public void Write_TwoRuns_GiveIdenticalBytes() => Assert.Equal(Package.Value, Write(SampleTasks.Request(3)));

    [Fact]
    public void Write_ThreePatches_HasReadMeFormGeoPackageAndMaps() => Assert.Equal(
        ["README.txt", "核查表.xlsx", "patches.gpkg", "maps/00001-TB_001.png", "maps/00002-TB_002.png", "maps/00003-TB_003.png"],
        Entries().Select(entry => entry.FullName));

    [Fact]
    public void ReadMe_IsUtf8WithMarkAndFitsGb18030()
    {
        var bytes = Content("README.txt");

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var text = Encoding.UTF8.GetString(bytes);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var gb = Encoding.GetEncoding("GBK", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        Assert.Equal(text[1..], gb.GetString(gb.GetBytes(text[1..])));
        Assert.Contains("2016-03-28", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Form_IsAValidWorkbook()
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(Content("核查表.xlsx")), isEditable: false);

        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(document).Select(error => error.Description));
    }

    [Theory]
    [InlineData("核查表.xlsx")]
    [InlineData("patches.gpkg")]
    public void Form_AsIssued_IsRecognisedAndBlank(string name)
    {
        using var delivery = Deliveries.Open(new MemoryStream(Content(name)), name, DeliveryLimits.Evidence);

        var reading = new VerificationReader(SampleTasks.Rules).Read(delivery, SampleTasks.Issued(3));

        Assert.DoesNotContain(reading.Findings.Concat(delivery.Findings.Items), finding => finding.Severity == Severity.Error);
        Assert.Equal((0, 3, 0), (reading.Rows.Count, reading.RowsBlank, reading.RowsRefused));
    }

    [Fact]
    public void GeoPackage_HasPatchesWithAllFieldsAndTheUnitsExtent()
    {
        using var delivery = Deliveries.Open(new MemoryStream(Content("patches.gpkg")), "patches.gpkg", DeliveryLimits.Evidence);

        var patches = delivery.Layers.Single(layer => layer.Schema.Name == "patches");
        var row = patches.ReadRows().First();
        Assert.Equal(4490, patches.Schema.Crs.Epsg);
        Assert.Equal("TB/001", row.Values[patches.Schema.IndexOf("patch_number")]);
        Assert.Equal("green-line=20.5", row.Values[patches.Schema.IndexOf("control_lines_m2")]);
        Assert.Equal("purple-line", row.Values[patches.Schema.IndexOf("control_lines_unknown")]);
        Assert.Equal(SampleTasks.Unit.Code, delivery.Layers.Single(layer => layer.Schema.Name == "unit_extent").ReadRows().Single().Values[0]);
    }

    [Fact]
    public void Map_ShowsThePatchOutline()
    {
        using var picture = SKBitmap.Decode(Content("maps/00001-TB_001.png"));

        Assert.Equal((672, 608), (picture.Width, picture.Height));
        Assert.Contains(picture.Pixels, pixel => pixel == new SKColor(0xE0, 0x10, 0x10));
    }

    [Fact]
    public void Write_WrongCount_Throws() =>
        Assert.Throws<ArgumentException>(() => Write(SampleTasks.Request(2) with { PatchCount = 3 }));

    private static byte[] Write(TaskPackageRequest request)
    {
        using var stream = new MemoryStream();
        TaskPackageWriter.Write(stream, request);
        return stream.ToArray();
    }

    private static ZipArchiveEntry[] Entries() => [.. new ZipArchive(new MemoryStream(Package.Value)).Entries];

    private static byte[] Content(string name)
    {
        using var from = Entries().Single(entry => entry.FullName == name).Open();
        using var to = new MemoryStream();
        from.CopyTo(to);
        return to.ToArray();
    }
}
