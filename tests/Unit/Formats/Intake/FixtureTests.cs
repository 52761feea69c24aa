using Platform.Findings;
using Platform.Formats;
using Platform.Formats.Archives;
using Platform.Formats.Intake;
using Platform.Formats.Sources;

namespace Platform.Tests.Unit.Formats.Intake;

/// <summary>Files that other projects break their readers on; see tests/fixtures/formats/README.md.</summary>
public sealed class FixtureTests
{
    [Theory]
    [InlineData("gdal/buggymultiline.shp", "SHP_NO_DBF SHP_NO_PRJ GEOM_TRUNCATED", 0)]
    [InlineData("gdal/buggymultipoint.shp", "SHP_NO_DBF SHP_NO_PRJ GEOM_TRUNCATED", 0)]
    [InlineData("gdal/buggymultipoly.shp", "SHP_NO_DBF SHP_NO_PRJ GEOM_TRUNCATED", 0)]
    [InlineData("gdal/buggypoint.shp", "SHP_NO_DBF SHP_NO_PRJ", 1)]
    [InlineData("gdal/emptymultiline.shp", "SHP_NO_PRJ GEOM_TRUNCATED", 0)]
    [InlineData("gdal/extentnan.shp", "SHP_NO_DBF SHP_NO_PRJ", 0)]
    [InlineData("gdal/gjpoly.shp", "SHP_NO_PRJ", 1)]
    [InlineData("gdal/multipointz_without_m.shp", "SHP_ZM_DROPPED SHP_NO_DBF SHP_NO_PRJ", 1)]
    [InlineData("gdal/pointnan.shp", "SHP_NO_PRJ GEOM_NOT_FINITE", 1)]
    [InlineData("gdal/polygonm_with_m.shp", "SHP_ZM_DROPPED SHP_NO_DBF SHP_NO_PRJ", 2)]
    [InlineData("gdal/prjwithutf8bom.shp", "", 1)]
    [InlineData("gdal/slightly_overlapping_polygons.shp", "SHP_NO_PRJ", 1)]
    [InlineData("gdal/testpointzm.shp", "SHP_ZM_DROPPED SHP_NO_DBF SHP_NO_PRJ", 1)]
    [InlineData("gdal/testpoly.shp", "SHP_NO_PRJ GEOM_HOLE_OUTSIDE", 14)]
    [InlineData("gdal/poly_non_conformant.gpkg", "", 1)]
    [InlineData("pyshp/REL.zip", "SHP_ZM_DROPPED", 1)]
    [InlineData("pyshp/empty_zipfile.zip", "FILE_NOTHING_TO_READ", 0)]
    [InlineData("pyshp/latin1.shp", "SHP_NO_SHX SHP_NO_PRJ DBF_ENCODING_GUESSED", 1)]
    [InlineData("pyshp/corrupt_too_long.shp", "SHP_NO_PRJ SHP_RECORD_DAMAGED SHP_TRAILING_BYTES", 10)]
    public void Open_Fixture_EndsInFeaturesAndTheseFindings(string file, string codes, int geometries)
    {
        var outcome = Outcome.Of(Fixtures.Path(file.Split('/')));

        Assert.Equal(codes, outcome.Codes);
        Assert.Equal(geometries, outcome.Features.Count(f => f.Geometry is not null));
    }

    [Theory]
    [InlineData("chinese.dbf", "")]
    [InlineData("nan.dbf", "DBF_VALUE")]
    [InlineData("padding_after_field_defns.dbf", "")]
    public void Open_TablesWithoutShapes_AreReadAsTheyAre(string file, string code)
    {
        var content = File.ReadAllBytes(Fixtures.Path("gdal", file));
        var outcome = Outcome.Of("a.zip", Archives.ZipBuilder.Zip(new Archives.ZipBuilder.Entry(file, content)));

        Assert.NotEmpty(outcome.Features);
        Assert.Equal(("SHP_NO_SHP " + code).Trim(), outcome.Codes);
    }

    public static TheoryData<string, string> Failures() => new()
    {
        { "absolute path atxt.zip", "ZIP_UNSAFE_NAME" },
        { "compressed uncompressed size mismatch for stored file 2147483647 5.zip", "ZIP_DAMAGED" },
        { "invalid central directory file header signature 0x1014b50.zip", "ZIP_DAMAGED" },
        { "invalid relative path xt.zip", "ZIP_UNSAFE_NAME" },
        { "multi-disk zip files are not supported found disk number 1.zip", "ZIP_SPLIT" },
        { "too many bytes in the stream expected 82496 got at least 98304.zip", "ZIP_SIZE_MISMATCH" },
        { "unexpected EOF.zip", "ZIP_DAMAGED" },
        { "zip64 extended information extra field does not include relative header offset.zip", "ZIP_DAMAGED" },
        { "zip64 extended information extra field does not include uncompressed size.zip", "ZIP_DAMAGED" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void SafeArchive_FailureOfYauzl_IsRefusedWithThisCode(string file, string code) => Assert.Equal(code, ReadArchive("yauzl-failure", file));

    public static TheoryData<string, string> Successes()
    {
        // Encryption and unknown methods are left to the reader's caller by yauzl, and names that differ between directory and entry are let pass.
        Dictionary<string, string> refused = new()
        {
            ["bogus-compression-method.zip"] = "ZIP_METHOD",
            ["traditional-encryption.zip"] = "ZIP_ENCRYPTED",
            ["traditional-encryption-and-compression.zip"] = "ZIP_ENCRYPTED",
            ["traditional-encryption_deprecated.zip"] = "ZIP_ENCRYPTED",
            ["traditional-encryption-and-compression_deprecated.zip"] = "ZIP_ENCRYPTED",
            ["sloppy-filenames.zip"] = "ZIP_BACKSLASH ZIP_DAMAGED",
        };
        var data = new TheoryData<string, string>();
        foreach (var file in Fixtures.All("yauzl-success").Select(f => Path.GetFileName(f)))
        {
            data.Add(file, refused.GetValueOrDefault(file, ""));
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Successes))]
    public void SafeArchive_SuccessOfYauzl_IsReadUnlessItCannotBeSafe(string file, string codes) => Assert.Equal(codes, ReadArchive("yauzl-success", file));

    [Fact]
    public void SafeArchive_UnicodePathField_GivesTheName()
    {
        using var range = new FileRange(Fixtures.Path("yauzl-success", "unicode-path-extra-field.zip"));

        Assert.Equal("七个房间.txt", SafeArchive.Open(range, "a.zip", ArchiveLimits.LayerFile, new FindingLog())!.Entries[0].Path);
    }

    /// <summary>Reads every entry of an archive and returns the codes of what is wrong.</summary>
    private static string ReadArchive(string folder, string file)
    {
        var findings = new FindingLog();
        using var range = new FileRange(Fixtures.Path(folder, file));
        try
        {
            var archive = SafeArchive.Open(range, file, ArchiveLimits.LayerFile, findings);
            foreach (var entry in archive?.Entries ?? [])
            {
                using var stream = archive!.OpenEntry(entry);
                stream.CopyTo(Stream.Null);
            }
        }
        catch (RefusedException refused)
        {
            findings.Add(refused.Finding);
        }

        return string.Join(' ', findings.Items.Select(f => f.Code).Distinct());
    }

    [Fact]
    public void Open_Folder_SortsEverythingInIt()
    {
        using var delivery = Deliveries.Open(Fixtures.Path("gdal"), DeliveryLimits.PlanPackage);

        Assert.Equal(19, delivery.Layers.Count);
        Assert.All(delivery.Layers, l => Assert.NotNull(l.ReadRows().ToList()));
    }

    [Theory]
    [InlineData("a.dxf", "  0\nSECTION\n", "DXF_TRUNCATED")]
    [InlineData("a.bin", "AutoCAD Binary DXF\r\n\u001a\0", "FILE_CONTENT_MISMATCH DXF_TRUNCATED")]
    [InlineData("a.kml", "<kml/>", "FILE_UNSUPPORTED")]
    [InlineData("a.shp", "x", "SHP_NEEDS_SIBLINGS")]
    [InlineData("a.dbf", "x", "SHP_NEEDS_SIBLINGS")]
    [InlineData("a.gpkg", "x", "GPKG_HEADER")]
    [InlineData("a.zip", "x", "ZIP_NO_DIRECTORY")]
    [InlineData("a.geojson", "", "FILE_EMPTY")]
    [InlineData("a.txt", "{\"type\":\"Point\",\"coordinates\":[1,2]}", "FILE_NOTHING_TO_READ")]
    [InlineData("a", "{\"type\":\"Point\",\"coordinates\":[1,2]}", "FILE_CONTENT_MISMATCH")]
    [InlineData("../../etc/a.csv", "a,b\n", "")]
    public void Open_OtherFile_EndsInAFinding(string name, string content, string codes) => Assert.Equal(codes, Outcome.Of(name, content).Codes);

    [Fact]
    public void Open_MissingFile_IsAFinding() => Assert.Equal("FILE_MISSING", Outcome.Of("/nowhere/a.gpkg").Codes);

    [Fact]
    public void Open_FileOverTheLimit_IsRefused()
    {
        using var delivery = Deliveries.Open(
            new MemoryStream(new byte[100]), "a.csv", DeliveryLimits.LayerFile with { MaxFileBytes = 99 });

        Assert.Equal("FILE_TOO_LARGE", Assert.Single(delivery.Findings.Items).Code);
    }

    [Fact]
    public void ReadRows_Cancelled_Throws()
    {
        using var delivery = Deliveries.Open(Fixtures.Path("gdal", "testpoly.shp"), DeliveryLimits.LayerFile);
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => delivery.Layers[0].ReadRows(source.Token).Count());
    }
}
