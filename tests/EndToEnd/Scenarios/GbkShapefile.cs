using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using NetTopologySuite.Geometries;

namespace Platform.Tests.EndToEnd.Scenarios;

/// <summary>
/// Writes change patches as a bureau's old desktop program does: a shapefile whose field names, values and file names are GBK, without a .cpg and
/// without the zip's UTF-8 flag. Written byte by byte, so that it does not lean on the reader under test.
/// </summary>
internal static class GbkShapefile
{
    private const byte LanguageDriverGbk = 0x4D;

    private const string Cgcs2000 =
        "GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\",DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],"
        + "PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";

    private static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding(936)!;

    // Name, type, width.
    private static readonly (string Name, char Type, int Width)[] Fields =
        [("图斑编号", 'C', 20), ("监测期", 'C', 12), ("前时相日期", 'D', 8), ("后时相日期", 'D', 8), ("变化前地类", 'C', 20), ("变化后地类", 'C', 20), ("备注", 'C', 60)];

    /// <summary>The zipped shapefile; every patch was cropland and is buildings now.</summary>
    public static byte[] Zip(IReadOnlyList<SyntheticPatch> patches)
    {
        var records = patches.Select(patch => Record(patch.Shape.ExteriorRing.Coordinates)).ToList();
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true, Gbk))
        {
            Add(zip, "变化图斑.shp", Shapes(records));
            Add(zip, "变化图斑.shx", Index(records));
            Add(zip, "变化图斑.dbf", Table(patches));
            Add(zip, "变化图斑.prj", Encoding.ASCII.GetBytes(Cgcs2000));
        }

        return stream.ToArray();
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(content);
    }

    private static byte[] Shapes(List<byte[]> records)
    {
        using var stream = new MemoryStream();
        stream.Write(new byte[100]);
        for (var i = 0; i < records.Count; i++)
        {
            stream.Write(BigEndian(i + 1, records[i].Length / 2));
            stream.Write(records[i]);
        }

        return WithHeader(stream.ToArray());
    }

    private static byte[] Index(List<byte[]> records)
    {
        using var stream = new MemoryStream();
        stream.Write(new byte[100]);
        var at = 100;
        foreach (var record in records)
        {
            stream.Write(BigEndian(at / 2, record.Length / 2));
            at += 8 + record.Length;
        }

        return WithHeader(stream.ToArray());
    }

    private static byte[] WithHeader(byte[] file)
    {
        BigEndian(9994).CopyTo(file, 0);
        BigEndian(file.Length / 2).CopyTo(file, 24);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(28), 1000);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(32), 5);
        return file;
    }

    private static byte[] Record(Coordinate[] ring)
    {
        var record = new byte[48 + (16 * ring.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(record, 5);
        double[] box = [ring.Min(c => c.X), ring.Min(c => c.Y), ring.Max(c => c.X), ring.Max(c => c.Y)];
        for (var i = 0; i < 4; i++)
            BinaryPrimitives.WriteDoubleLittleEndian(record.AsSpan(4 + (8 * i)), box[i]);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(36), 1);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(40), ring.Length);
        for (var i = 0; i < ring.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(record.AsSpan(48 + (16 * i)), ring[i].X);
            BinaryPrimitives.WriteDoubleLittleEndian(record.AsSpan(56 + (16 * i)), ring[i].Y);
        }

        return record;
    }

    private static byte[] Table(IReadOnlyList<SyntheticPatch> patches)
    {
        using var stream = new MemoryStream();
        var header = new byte[32];
        header[0] = 3;
        (header[1], header[2], header[3]) = (114, 1, 1);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), patches.Count);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(8), (short)(33 + (32 * Fields.Length)));
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(10), (short)(1 + Fields.Sum(f => f.Width)));
        header[29] = LanguageDriverGbk;
        stream.Write(header);
        foreach (var (name, type, width) in Fields)
        {
            var field = new byte[32];
            Gbk.GetBytes(name).CopyTo(field, 0);
            (field[11], field[16]) = ((byte)type, (byte)width);
            stream.Write(field);
        }

        stream.WriteByte(0x0D);
        foreach (var patch in patches)
            WriteRow(stream, [patch.Number, SyntheticPatches.Period, "20120827", "20130812", "耕地", "建筑物", "疑似新增建设，需实地核查"]);
        stream.WriteByte(0x1A);
        return stream.ToArray();
    }

    private static void WriteRow(MemoryStream stream, string[] values)
    {
        stream.WriteByte((byte)' ');
        for (var i = 0; i < Fields.Length; i++)
        {
            var cell = Enumerable.Repeat((byte)' ', Fields[i].Width).ToArray();
            Gbk.GetBytes(values[i]).CopyTo(cell, 0);
            stream.Write(cell);
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
