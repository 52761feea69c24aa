using Platform.Findings;
using Platform.Formats;
using Platform.Formats.Documents;
using Platform.Formats.Features;
using Platform.Formats.Geometries;
using Platform.Formats.GeoPackages;
using Platform.Formats.Intake;
using Platform.Formats.Photographs;
using Platform.Formats.Shapefiles;
using Platform.Formats.Sources;

namespace Platform.Tests.Fuzz;

/// <summary>One target for each reader.</summary>
internal static class Targets
{
    private const int MostRows = 20_000;

    private static readonly DeliveryLimits Limits = DeliveryLimits.LayerFile with { TemporaryFolder = Path.Combine(Path.GetTempPath(), "fuzz-copies") };

    public static IReadOnlyDictionary<string, Func<byte[], FuzzOutcome>> All { get; } = new Dictionary<string, Func<byte[], FuzzOutcome>>
    {
        ["shapefile"] = Shapefile,
        ["zip"] = content => Delivered(content, "a.zip"),
        ["gpkg"] = GeoPackage,
        ["blob"] = Blob,
        ["geojson"] = content => Delivered(content, "a.geojson"),
        ["fgb"] = content => Delivered(content, "a.fgb"),
        ["csv"] = content => Delivered(content, "a.csv"),
        ["xlsx"] = content => Delivered(Workbooks.With(content), "a.xlsx"),
        ["gml"] = content => Delivered(content, "a.gml"),
        ["dxf"] = content => Delivered(content, "a.dxf"),
        ["photo"] = Photo,
        ["pdf"] = Pdf,
    };

    /// <summary>A case of the shapefile target: length of the .shp in four bytes, .shp, .dbf.</summary>
    public static byte[] Join(byte[] shapes, byte[] table) => [.. BitConverter.GetBytes(shapes.Length), .. shapes, .. table];

    private static FuzzOutcome Delivered(byte[] content, string name)
    {
        using var delivery = Deliveries.Open(new MemoryStream(content), name, Limits);
        return Outcome(delivery);
    }

    private static FuzzOutcome Outcome(Delivery delivery)
    {
        var findings = new List<Finding>();
        var rows = delivery.Layers.Count + delivery.Tables.Count + Read(delivery.Layers, findings);
        foreach (var row in delivery.Tables.SelectMany(table => table.ReadRows()).Take(MostRows))
        {
            rows++;
            findings.AddRange(row.Findings);
        }

        findings.AddRange(delivery.Findings.Items);
        return new FuzzOutcome(rows, findings.Take(FindingLog.Capacity).ToList());
    }

    /// <summary>Reads the layers and returns how many rows they have.</summary>
    private static long Read(IReadOnlyList<IFeatureLayer> layers, List<Finding> findings)
    {
        long rows = 0;
        foreach (var row in layers.SelectMany(layer => layer.ReadRows()).Take(MostRows))
        {
            rows++;
            findings.AddRange(row.Findings);
        }

        return rows;
    }

    /// <summary>From memory: a delivery would copy it to the disk first, and says as here when there is nothing in it.</summary>
    private static FuzzOutcome GeoPackage(byte[] content)
    {
        var (log, findings) = (new FindingLog(), new List<Finding>());
        var layers = GeoPackageFile.Open(new StreamRange(new MemoryStream(content)), "a.gpkg", log);
        var rows = layers.Count + Read(layers, findings);
        if (rows == 0 && !log.HasErrors)
        {
            log.Add(FormatFindings.NothingToRead.At(new Location("a.gpkg")));
        }

        return new FuzzOutcome(rows, [.. log.Items, .. findings.Take(FindingLog.Capacity)]);
    }

    private static FuzzOutcome Shapefile(byte[] content)
    {
        var length = content.Length < 4 ? 0 : (int)Math.Clamp(BitConverter.ToUInt32(content), 0, content.Length - 4);
        var body = content.AsMemory(Math.Min(4, content.Length));
        var log = new FindingLog();
        var findings = new List<Finding>();
        long rows = 0;
        DeliveredFile[] files = [Part("a.shp", body[..length]), Part("a.dbf", body[length..])];
        foreach (var layer in ShapefileSet.Group(files).Select(set => ShapefileLayer.Open(set, log)))
        {
            rows += layer is null ? 0 : 1;
            foreach (var row in layer?.ReadRows().Take(MostRows) ?? [])
            {
                rows++;
                findings.AddRange(row.Findings);
            }
        }

        return new FuzzOutcome(rows, [.. log.Items, .. findings.Take(FindingLog.Capacity)]);
    }

    private static DeliveredFile Part(string name, ReadOnlyMemory<byte> content)
    {
        var bytes = content.ToArray();
        return new DeliveredFile(name, bytes.Length, () => new MemoryStream(bytes, writable: false));
    }

    private static FuzzOutcome Blob(byte[] content)
    {
        var findings = new List<Finding>();
        try
        {
            GeometryBlobDecoder.Decode(content, layerSrsId: 4490, new RowGeometry(Location.Whole, findings));
            return new FuzzOutcome(1, findings);
        }
        catch (RefusedException refused)
        {
            return new FuzzOutcome(0, [.. findings, refused.Finding]);
        }
    }

    private static FuzzOutcome Photo(byte[] content)
    {
        var findings = new List<Finding>();
        PhotoReader.Read(Part("a.jpg", content), findings);
        return new FuzzOutcome(1, findings);
    }

    private static FuzzOutcome Pdf(byte[] content)
    {
        var findings = new List<Finding>();
        PdfCheck.Check(Part("a.pdf", content), findings);
        return new FuzzOutcome(1, findings);
    }
}
