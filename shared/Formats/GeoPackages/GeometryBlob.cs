using System.Buffers.Binary;
using NetTopologySuite.Geometries;
using Platform.Formats.Features;
using Platform.Formats.Geometries;

namespace Platform.Formats.GeoPackages;

/// <summary>Encodes geometries as GeoPackage blobs: header with srs_id and envelope, then little-endian WKB.</summary>
internal sealed class GeometryBlob(GeometryKind kind, int srsId)
{
    private byte[] _buffer = new byte[1 << 12];

    /// <summary>The blob; valid until the next call.</summary>
    /// <exception cref="ArgumentException">The geometry does not belong into a layer of this kind, or a coordinate is not finite.</exception>
    public ReadOnlySpan<byte> Encode(Geometry geometry)
    {
        var promoted = Promote(geometry);
        var envelope = promoted.EnvelopeInternal;
        if (!envelope.IsNull && !double.IsFinite(envelope.MinX + envelope.MaxX + envelope.MinY + envelope.MaxY))
        {
            throw new ArgumentException("A coordinate is not finite.", nameof(geometry));
        }

        var withEnvelope = !promoted.IsEmpty && promoted is not Point;
        var header = withEnvelope ? 40 : 8;
        var length = header + WkbEncoder.Length(promoted);
        _buffer = _buffer.Length < length ? new byte[Math.Max(length, (int)Math.Min(Array.MaxLength, _buffer.Length * 2L))] : _buffer;
        var blob = _buffer.AsSpan(0, length);
        blob[..header].Clear();
        blob[0] = (byte)'G';
        blob[1] = (byte)'P';
        blob[3] = (byte)(1 | (withEnvelope ? 1 << 1 : 0) | (promoted.IsEmpty ? 1 << 4 : 0));
        BinaryPrimitives.WriteInt32LittleEndian(blob[4..], srsId);
        if (withEnvelope)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(blob[8..], envelope.MinX);
            BinaryPrimitives.WriteDoubleLittleEndian(blob[16..], envelope.MaxX);
            BinaryPrimitives.WriteDoubleLittleEndian(blob[24..], envelope.MinY);
            BinaryPrimitives.WriteDoubleLittleEndian(blob[32..], envelope.MaxY);
        }

        WkbEncoder.Write(promoted, blob[header..]);
        return blob;
    }

    /// <summary>The type name in <c>gpkg_geometry_columns</c>.</summary>
    public static string TypeName(GeometryKind kind) => kind switch
    {
        GeometryKind.Any => "GEOMETRY",
        _ => kind.ToString().ToUpperInvariant(),
    };

    private Geometry Promote(Geometry geometry) => (kind, geometry) switch
    {
        _ when !kind.Holds(geometry) => throw new ArgumentException($"A {geometry.GeometryType} does not belong into a layer of {kind}.", nameof(geometry)),
        (GeometryKind.MultiPoint, Point point) => geometry.Factory.CreateMultiPoint(point.IsEmpty ? [] : [point]),
        (GeometryKind.MultiLineString, LineString line) => geometry.Factory.CreateMultiLineString(line.IsEmpty ? [] : [line]),
        (GeometryKind.MultiPolygon, Polygon polygon) => geometry.Factory.CreateMultiPolygon(polygon.IsEmpty ? [] : [polygon]),
        _ => geometry,
    };
}
