using System.Buffers.Binary;
using System.Text;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Platform.Tests.Unit.Formats.Shapefiles;

/// <summary>Builds .shp, .shx and .dbf files byte by byte, so that tests can lie in every field.</summary>
internal static class ShapefileBytes
{
    /// <summary>A polygon .shp; null is a null shape. Rings are written as they stand.</summary>
    public static byte[] Polygons(params string?[] wkts) => Shapes(5, [.. wkts.Select(PolygonRecord)]);

    public static byte[] Shapes(int type, params byte[][] records)
    {
        var stream = new MemoryStream();
        stream.Write(new byte[100]);
        for (var i = 0; i < records.Length; i++)
        {
            var header = new byte[8];
            BinaryPrimitives.WriteInt32BigEndian(header, i + 1);
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), records[i].Length / 2);
            stream.Write(header);
            stream.Write(records[i]);
        }

        return WithHeader(stream.ToArray(), type);
    }

    /// <summary>The index that belongs to a .shp.</summary>
    public static byte[] IndexOf(byte[] shp)
    {
        var stream = new MemoryStream();
        stream.Write(new byte[100]);
        for (var at = 100; at < shp.Length; at += 8 + (BinaryPrimitives.ReadInt32BigEndian(shp.AsSpan(at + 4)) * 2))
        {
            var entry = new byte[8];
            BinaryPrimitives.WriteInt32BigEndian(entry, at / 2);
            shp.AsSpan(at + 4, 4).CopyTo(entry.AsSpan(4));
            stream.Write(entry);
        }

        return WithHeader(stream.ToArray(), shp[32]);
    }

    public static byte[] PolygonRecord(string? wkt)
    {
        if (wkt is null)
        {
            return new byte[4];
        }

        var geometry = new WKTReader { IsOldNtsCoordinateSyntaxAllowed = false }.Read(wkt);
        var rings = new List<Coordinate[]>();
        for (var i = 0; i < geometry.NumGeometries; i++)
        {
            var polygon = (Polygon)geometry.GetGeometryN(i);
            rings.Add(polygon.ExteriorRing.Coordinates);
            rings.AddRange(polygon.InteriorRings.Select(r => r.Coordinates));
        }

        return PartsRecord(5, [.. rings]);
    }

    public static byte[] PartsRecord(int type, params Coordinate[][] parts)
    {
        var record = new byte[44 + (4 * parts.Length) + (16 * parts.Sum(p => p.Length))];
        BinaryPrimitives.WriteInt32LittleEndian(record, type);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(36), parts.Length);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(40), parts.Sum(p => p.Length));
        var (start, at) = (0, 44 + (4 * parts.Length));
        for (var i = 0; i < parts.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(44 + (4 * i)), start);
            start += parts[i].Length;
            foreach (var point in parts[i])
            {
                BinaryPrimitives.WriteDoubleLittleEndian(record.AsSpan(at), point.X);
                BinaryPrimitives.WriteDoubleLittleEndian(record.AsSpan(at + 8), point.Y);
                at += 16;
            }
        }

        return record;
    }

    public static byte[] WithHeader(byte[] file, int type, int? claimedLength = null)
    {
        BinaryPrimitives.WriteInt32BigEndian(file, 9994);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(24), (claimedLength ?? file.Length) / 2);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(28), 1000);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(32), type);
        return file;
    }

    /// <summary>A .dbf. Columns are given as <c>name type width decimals</c>, values as text in the encoding.</summary>
    public static byte[] Table(Encoding encoding, byte languageDriver, string[] columns, params string[][] rows)
    {
        var parsed = columns.Select(c => c.Split(' ')).ToList();
        var widths = parsed.Select(c => int.Parse(c[2], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        var stream = new MemoryStream();
        var head = new byte[32];
        head[0] = 3;
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), rows.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(8), (ushort)(33 + (32 * columns.Length)));
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(10), (ushort)(1 + widths.Sum()));
        head[29] = languageDriver;
        stream.Write(head);
        for (var i = 0; i < parsed.Count; i++)
        {
            var column = new byte[32];
            encoding.GetBytes(parsed[i][0]).CopyTo(column, 0);
            column[11] = (byte)parsed[i][1][0];
            column[16] = (byte)widths[i];
            column[17] = byte.Parse(parsed[i][3], System.Globalization.CultureInfo.InvariantCulture);
            stream.Write(column);
        }

        stream.WriteByte(0x0D);
        foreach (var row in rows)
        {
            stream.WriteByte((byte)(row.Length > parsed.Count ? '*' : ' '));
            for (var i = 0; i < parsed.Count; i++)
            {
                var cell = new byte[widths[i]];
                cell.AsSpan().Fill((byte)' ');
                var value = encoding.GetBytes(row[i]);
                value.AsSpan(0, Math.Min(value.Length, cell.Length)).CopyTo(cell);
                stream.Write(cell);
            }
        }

        stream.WriteByte(0x1A);
        return stream.ToArray();
    }
}
