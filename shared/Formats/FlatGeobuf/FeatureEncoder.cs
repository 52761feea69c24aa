using NetTopologySuite.Geometries;
using Platform.Formats.Features;

namespace Platform.Formats.FlatGeobuf;

/// <summary>Encodes features as Feature tables. Single parts in a <c>Multi…</c> layer are written as collections of one.</summary>
internal sealed class FeatureEncoder(LayerSchema schema)
{
    private readonly FlatBuilder _builder = new();
    private readonly List<byte> _properties = [];

    /// <summary>The size-prefixed feature; valid until the next call.</summary>
    /// <exception cref="ArgumentException">The geometry or a value does not fit the layer.</exception>
    public ReadOnlySpan<byte> Encode(FeatureToWrite row)
    {
        _properties.Clear();
        for (var i = 0; i < schema.Fields.Count; i++)
        {
            PropertyValues.Append(_properties, i, FieldValues.Checked(schema.Fields[i], row.Values[i]));
        }

        var fields = _builder.Reset(row.Geometry is null ? 0 : 4, _properties.Count == 0 ? 0 : 4);
        if (row.Geometry is { } geometry)
        {
            Write(fields[0], Promote(geometry), depth: 0);
        }

        if (_properties.Count > 0)
        {
            _builder.Bytes(fields[1], System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_properties));
        }

        return _builder.Finish();
    }

    /// <summary>The code of a geometry type.</summary>
    public static byte TypeOf(GeometryKind kind) => kind switch
    {
        GeometryKind.Point => 1,
        GeometryKind.LineString => 2,
        GeometryKind.Polygon => 3,
        GeometryKind.MultiPoint => 4,
        GeometryKind.MultiLineString => 5,
        GeometryKind.MultiPolygon => 6,
        GeometryKind.GeometryCollection => 7,
        _ => 0,
    };

    private Geometry Promote(Geometry geometry) => (schema.Geometry, geometry) switch
    {
        _ when !schema.Geometry.Holds(geometry) => throw new ArgumentException($"A {geometry.GeometryType} does not belong into a layer of {schema.Geometry}.", nameof(geometry)),
        (GeometryKind.MultiPoint, Point point) => geometry.Factory.CreateMultiPoint(point.IsEmpty ? [] : [point]),
        (GeometryKind.MultiLineString, LineString line) => geometry.Factory.CreateMultiLineString(line.IsEmpty ? [] : [line]),
        (GeometryKind.MultiPolygon, Polygon polygon) => geometry.Factory.CreateMultiPolygon(polygon.IsEmpty ? [] : [polygon]),
        _ => geometry,
    };

    private static byte TypeOf(Geometry geometry) => geometry switch
    {
        Point => 1,
        LineString => 2,
        Polygon => 3,
        MultiPoint => 4,
        MultiLineString => 5,
        MultiPolygon => 6,
        _ => 7,
    };

    private void Write(int from, Geometry geometry, int depth)
    {
        if (depth >= Geometries.RowGeometry.MaxDepth)
        {
            throw new ArgumentException("The collection is nested too deep.", nameof(geometry));
        }

        var isNested = geometry is MultiPolygon || geometry.GetType() == typeof(GeometryCollection);
        var (xy, ends) = isNested ? ([], []) : Coordinates(geometry);
        var hasEnds = ends.Count > 1 || geometry is MultiLineString;
        var fields = _builder.Table(from, hasEnds ? 4 : 0, xy.Count == 0 ? 0 : 4, 0, 0, 0, 0, 1, isNested ? 4 : 0);
        _builder.Set(fields[FlatGeometry.Slot.Type], TypeOf(geometry));
        if (hasEnds)
        {
            _builder.Ends(fields[FlatGeometry.Slot.Ends], ends);
        }

        if (xy.Count > 0)
        {
            _builder.Doubles(fields[FlatGeometry.Slot.Xy], System.Runtime.InteropServices.CollectionsMarshal.AsSpan(xy));
        }

        if (isNested)
        {
            var parts = _builder.Offsets(fields[FlatGeometry.Slot.Parts], geometry.NumGeometries);
            for (var i = 0; i < parts.Length; i++)
            {
                Write(parts[i], geometry.GetGeometryN(i), depth + 1);
            }
        }
    }

    private static (List<double> Xy, List<uint> Ends) Coordinates(Geometry geometry)
    {
        var (xy, ends) = (new List<double>(), new List<uint>());
        foreach (var sequence in Sequences(geometry))
        {
            for (var i = 0; i < sequence.Count; i++)
            {
                xy.Add(Finite(sequence.GetX(i)));
                xy.Add(Finite(sequence.GetY(i)));
            }

            ends.Add((uint)(xy.Count / 2));
        }

        return (xy, ends);
    }

    private static IEnumerable<CoordinateSequence> Sequences(Geometry geometry) => geometry switch
    {
        Point point => point.IsEmpty ? [] : [point.CoordinateSequence],
        LineString line => line.IsEmpty ? [] : [line.CoordinateSequence],
        Polygon polygon => polygon.IsEmpty ? [] : polygon.InteriorRings.Prepend(polygon.ExteriorRing).Select(ring => ring.CoordinateSequence),
        _ => Enumerable.Range(0, geometry.NumGeometries).SelectMany(i => Sequences(geometry.GetGeometryN(i))),
    };

    private static double Finite(double ordinate) =>
        double.IsFinite(ordinate) ? ordinate : throw new ArgumentException($"A coordinate is not finite: {ordinate}.", nameof(ordinate));
}
