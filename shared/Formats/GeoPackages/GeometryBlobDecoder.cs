using System.Buffers.Binary;
using NetTopologySuite.Geometries;
using Platform.Formats.Geometries;

namespace Platform.Formats.GeoPackages;

/// <summary>Checks the header of a GeoPackage geometry (OGC 12-128r17, 2.1.3) and decodes the WKB behind it.</summary>
internal static class GeometryBlobDecoder
{
    private const int FixedLength = 8;

    /// <exception cref="Platform.Findings.RefusedException">No geometry that can be used.</exception>
    public static Geometry Decode(ReadOnlySpan<byte> blob, long layerSrsId, RowGeometry row)
    {
        if (blob.Length < FixedLength || blob[0] != (byte)'G' || blob[1] != (byte)'P')
        {
            throw row.Refuse(FormatFindings.GeoPackageBlob, "magic");
        }

        var flags = blob[3];
        if ((flags & 0b10_0000) != 0)
        {
            throw row.Refuse(FormatFindings.GeoPackageBlob, "extended type");
        }

        var envelope = ((flags >> 1) & 0b111) switch
        {
            0 => 0,
            1 => 32,
            2 or 3 => 48,
            4 => 64,
            _ => throw row.Refuse(FormatFindings.GeoPackageBlob, "envelope"),
        };
        if (blob.Length < FixedLength + envelope)
        {
            throw row.Refuse(FormatFindings.GeometryTruncated);
        }

        var srsId = (flags & 1) == 1 ? BinaryPrimitives.ReadInt32LittleEndian(blob[4..]) : BinaryPrimitives.ReadInt32BigEndian(blob[4..]);
        if (srsId != layerSrsId && srsId is not (0 or -1))
        {
            row.Add(FormatFindings.GeoPackageSrsMismatch, srsId, layerSrsId);
        }

        return WkbDecoder.Decode(blob[(FixedLength + envelope)..], row);
    }
}
