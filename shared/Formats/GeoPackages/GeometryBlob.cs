using System.Buffers.Binary;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Platform.Formats.Features;

namespace Platform.Formats.GeoPackages;

/// <summary>Encodes geometries as GeoPackage blobs: header with srs_id and envelope, then little-endian WKB.</summary>
internal sealed class GeometryBlob(GeometryKind kind, int srsId)
{
    private readonly WKBWriter _wkb = new(ByteOrder.LittleEndian, handleSRID: false);

    /// <exception cref="ArgumentException">The geometry does not belong into a layer of this kind, or a coordinate is not finite.</exception>
    public byte[] Encode(Geometry geometry)
    {
        var promoted = Promote(geometry);
        var envelope = promoted.EnvelopeInternal;
        if (!envelope.IsNull && !double.IsFinite(envelope.MinX + envelope.MaxX + envelope.MinY + envelope.MaxY))
        {
            throw new ArgumentException("A coordinate is not finite.", nameof(geometry));
        }

        var wkb = _wkb.Write(promoted);
        var withEnvelope = !promoted.IsEmpty && promoted is not Point;
        var header = withEnvelope ? 40 : 8;
        var blob = new byte[header + wkb.Length];
        blob[0] = (byte)'G';
        blob[1] = (byte)'P';
        blob[3] = (byte)(1 | (withEnvelope ? 1 << 1 : 0) | (promoted.IsEmpty ? 1 << 4 : 0));
        BinaryPrimitives.WriteInt32LittleEndian(blob.AsSpan(4), srsId);
        if (withEnvelope)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(blob.AsSpan(8), envelope.MinX);
            BinaryPrimitives.WriteDoubleLittleEndian(blob.AsSpan(16), envelope.MaxX);
            BinaryPrimitives.WriteDoubleLittleEndian(blob.AsSpan(24), envelope.MinY);
            BinaryPrimitives.WriteDoubleLittleEndian(blob.AsSpan(32), envelope.MaxY);
        }

        wkb.CopyTo(blob, header);
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
