using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using NetTopologySuite.Geometries;
using Platform.Formats.Features;
using Platform.Formats.GeoPackages;

namespace Platform.Tests.EndToEnd.Limits;

/// <summary>Writes layers of a gigabyte.</summary>
internal static class LargeLayers
{
    private const double West = -71.16, South = 42.35, Side = 0.0001;
    private const int Columns = 40, ColumnWidth = 250, IdWidth = 10, NameWidth = 60;

    private const string Wgs84 =
        "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";

    /// <summary>A zipped shapefile of small squares, nearly all of it attributes that the layer's schema does not ask for: 10 KB a row.</summary>
    public static void WriteShapefile(string path, int rows)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        Add(zip, "wetlands.prj", to => to.Write(Encoding.ASCII.GetBytes(Wgs84)));
        Add(zip, "wetlands.shp", to => WriteShapes(to, rows, index: false));
        Add(zip, "wetlands.shx", to => WriteShapes(to, rows, index: true));
        Add(zip, "wetlands.dbf", to => WriteTable(to, rows));
    }

    /// <summary>A GeoPackage of outlines with very many vertices: 320 KB a row.</summary>
    public static void WriteGeoPackage(string path, int rows)
    {
        var schema = new LayerSchema(
            "wetlands", "", GeometryKind.Polygon, [new Field("WTLND_ID", FieldType.Integer), new Field("NAMELOCATI", FieldType.Text)], CrsDefinition.FromEpsg(4326));
        GeoPackageWriter.Write(path, [new LayerToWrite(schema, Enumerable.Range(0, rows).Select(i => new FeatureToWrite(Outline(i), [(long)i, $"outline {i}"])))]);
    }

    private static void Add(ZipArchive zip, string name, Action<Stream> write)
    {
        using var to = new BufferedStream(zip.CreateEntry(name, CompressionLevel.NoCompression).Open(), 1 << 20);
        write(to);
    }

    private static (double X, double Y) Corner(int row) => (West + (row % 400 * 2 * Side), South + (row / 400 * 2 * Side));

    private static Polygon Outline(int row)
    {
        const int vertices = 20_000;
        var (x, y) = Corner(row);
        var ring = Enumerable.Range(0, vertices).Select(i => new Coordinate(
            x + (Side * Math.Cos(2 * Math.PI * i / vertices) / 2), y + (Side * Math.Sin(2 * Math.PI * i / vertices) / 2))).ToList();
        return new Polygon(new LinearRing([.. ring, ring[0]]));
    }

    private static void WriteShapes(Stream to, int rows, bool index)
    {
        const int content = 48 + (16 * 5);
        to.Write(Header(100L + (rows * (index ? 8L : 8L + content)), rows));
        var record = new byte[content];
        for (var row = 0; row < rows; row++)
        {
            to.Write(index ? BigEndian((int)((100 + (row * (8L + content))) / 2), content / 2) : BigEndian(row + 1, content / 2));
            if (index)
                continue;
            Square(record, Corner(row));
            to.Write(record);
        }
    }

    private static void Square(byte[] record, (double X, double Y) corner)
    {
        var (x, y) = corner;
        BinaryPrimitives.WriteInt32LittleEndian(record, 5);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(36), 1);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(40), 5);
        double[] numbers = [x, y, x + Side, y + Side];
        double[] ring = [x, y, x, y + Side, x + Side, y + Side, x + Side, y, x, y];
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteDoubleLittleEndian(record.AsSpan(4 + (8 * i)), numbers[i]);
        for (var i = 0; i < ring.Length; i++)
            BinaryPrimitives.WriteDoubleLittleEndian(record.AsSpan(48 + (8 * i)), ring[i]);
    }

    private static byte[] Header(long bytes, int rows)
    {
        var header = new byte[100];
        BigEndian(9994).CopyTo(header, 0);
        BigEndian((int)(bytes / 2)).CopyTo(header, 24);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(28), 1000);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(32), 5);
        var (east, north) = (West + (400 * 2 * Side), South + (((rows / 400) + 1) * 2 * Side));
        double[] box = [West, South, east, north];
        for (var i = 0; i < box.Length; i++)
            BinaryPrimitives.WriteDoubleLittleEndian(header.AsSpan(36 + (8 * i)), box[i]);
        return header;
    }

    private static void WriteTable(Stream to, int rows)
    {
        (string Name, char Type, int Width)[] fields =
            [("WTLND_ID", 'N', IdWidth), ("NAMELOCATI", 'C', NameWidth), .. Enumerable.Range(0, Columns).Select(i => ($"NOTE_{i:00}", 'C', ColumnWidth))];
        var header = new byte[32];
        (header[0], header[1], header[2], header[3]) = (3, 126, 1, 1);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), rows);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(8), (short)(33 + (32 * fields.Length)));
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(10), (short)(1 + fields.Sum(field => field.Width)));
        to.Write(header);
        foreach (var (name, type, width) in fields)
        {
            var field = new byte[32];
            Encoding.ASCII.GetBytes(name).CopyTo(field, 0);
            (field[11], field[16]) = ((byte)type, (byte)width);
            to.Write(field);
        }

        to.WriteByte(0x0D);
        WriteRows(to, rows);
        to.WriteByte(0x1A);
    }

    private static void WriteRows(Stream to, int rows)
    {
        var random = new Random(1);
        var notes = new byte[Columns * ColumnWidth];
        for (var row = 0; row < rows; row++)
        {
            var id = row.ToString(CultureInfo.InvariantCulture);
            to.Write(Encoding.ASCII.GetBytes($" {id.PadLeft(IdWidth)}{$"wetland {id}".PadRight(NameWidth)}"));
            for (var i = 0; i < notes.Length; i++)
                notes[i] = (byte)random.Next('a', 'z' + 1);
            to.Write(notes);
        }
    }

    private static byte[] BigEndian(params int[] values)
    {
        var bytes = new byte[4 * values.Length];
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 * i), values[i]);
        return bytes;
    }
}
