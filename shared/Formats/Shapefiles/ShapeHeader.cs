using System.Buffers.Binary;
using Platform.Findings;
using Platform.Formats.Features;
using Platform.Formats.Sources;

namespace Platform.Formats.Shapefiles;

/// <summary>The 100-byte header of a .shp or .shx file, checked.</summary>
/// <param name="StatedLength">Length in bytes as the header states it.</param>
/// <param name="Type">Shape type of the file.</param>
internal readonly record struct ShapeHeader(long StatedLength, int Type)
{
    public const int Length = 100;
    public const int FileCode = 9994;
    public const int Version = 1000;

    /// <exception cref="RefusedException">Not a shapefile, or of a type that cannot be read.</exception>
    public static ShapeHeader Read(Stream stream, DeliveredFile file)
    {
        var at = new Location(file.Path);
        var bytes = new byte[Length];
        var read = stream.ReadAtLeast(bytes, Length, throwOnEndOfStream: false);
        if (read < Length)
        {
            throw new RefusedException(FormatFindings.ShapefileTruncated.At(at, Length, read));
        }

        var code = BinaryPrimitives.ReadInt32BigEndian(bytes);
        if (code != FileCode)
        {
            throw new RefusedException(FormatFindings.ShapefileHeader.At(at, $"file code {code}"));
        }

        var stated = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(24)) * 2L;
        if (stated < Length)
        {
            throw new RefusedException(FormatFindings.ShapefileHeader.At(at, $"length {stated}"));
        }

        var header = new ShapeHeader(stated, BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(32)));
        return header.IsKnown ? header : throw new RefusedException(FormatFindings.ShapefileType.At(at, header.Type));
    }

    /// <summary>The type without Z and M: 1 point, 3 line, 5 polygon, 8 multipoint.</summary>
    public int PlaneType => Type % 10;

    public bool HasZOrM => Type > 10;

    public GeometryKind Geometry => PlaneType switch
    {
        1 => GeometryKind.Point,
        3 => GeometryKind.MultiLineString,
        5 => GeometryKind.MultiPolygon,
        8 => GeometryKind.MultiPoint,
        _ => GeometryKind.Any,
    };

    private bool IsKnown => Type is 0 or 1 or 3 or 5 or 8 or 11 or 13 or 15 or 18 or 21 or 23 or 25 or 28;
}
