using System.Buffers.Binary;
using NetTopologySuite.Geometries;
using Platform.Findings;
using Platform.Formats.Features;
using Location = Platform.Findings.Location;

namespace Platform.Formats.Shapefiles;

/// <summary>Writes a .shp and its .shx side by side; their headers come last.</summary>
internal sealed class ShapeWriter
{
    private const int RecordHeaderLength = 8;

    private readonly Stream _main;
    private readonly Stream _index;
    private readonly LayerSchema _schema;
    private readonly long _mostBytes;
    private readonly ShapeEncoder _encoder = new();
    private readonly Envelope _extent = new();
    private int? _type;
    private int _records;

    /// <param name="main">The .shp, seekable.</param>
    /// <param name="index">The .shx, seekable.</param>
    /// <param name="schema">The layer.</param>
    /// <param name="mostBytes">How long a file may become.</param>
    public ShapeWriter(Stream main, Stream index, LayerSchema schema, long mostBytes)
    {
        (_main, _index, _schema, _mostBytes) = (main, index, schema, mostBytes);
        _type = ShapeTypes.Of(schema.Geometry);
        _main.Write(new byte[ShapeHeader.Length]);
        _index.Write(new byte[ShapeHeader.Length]);
    }

    /// <summary>Writes a record.</summary>
    /// <exception cref="ArgumentException">The geometry does not belong into the layer.</exception>
    /// <exception cref="RefusedException">The geometry is of another type than those before, or the file becomes too long.</exception>
    public void Add(Geometry? geometry)
    {
        var type = geometry is null or { IsEmpty: true } ? ShapeTypes.Null : TypeOf(geometry);
        var length = ShapeEncoder.LengthOf(geometry, type);
        if (_main.Position + RecordHeaderLength + length > _mostBytes)
        {
            throw new RefusedException(FormatFindings.ShapefileTooLarge.At(new Location(Layer: _schema.Name), ".shp", _mostBytes));
        }

        Span<byte> head = stackalloc byte[RecordHeaderLength];
        BinaryPrimitives.WriteInt32BigEndian(head, Words(_main.Position));
        BinaryPrimitives.WriteInt32BigEndian(head[4..], Words(length));
        _index.Write(head);
        BinaryPrimitives.WriteInt32BigEndian(head, ++_records);
        _main.Write(head);
        _main.Write(_encoder.Encode(geometry, type));
        _extent.ExpandToInclude(_encoder.Extent);
    }

    /// <summary>Writes the headers.</summary>
    public void Finish()
    {
        WriteHeader(_main);
        WriteHeader(_index);
    }

    private int TypeOf(Geometry geometry)
    {
        if (!_schema.Geometry.Holds(geometry))
        {
            throw new ArgumentException($"A {geometry.GeometryType} does not belong into a layer of {_schema.Geometry}.", nameof(geometry));
        }

        var own = ShapeTypes.Of(geometry);
        _type ??= own;
        return own is not null && (own == _type || ShapeTypes.Of(_schema.Geometry) is not null)
            ? _type!.Value
            : throw new RefusedException(FormatFindings.ShapefileMixed.At(new Location(Layer: _schema.Name, Row: _records), geometry.GeometryType));
    }

    private void WriteHeader(Stream stream)
    {
        var head = new byte[ShapeHeader.Length];
        BinaryPrimitives.WriteInt32BigEndian(head, ShapeHeader.FileCode);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(24), Words(stream.Length));
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(28), ShapeHeader.Version);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(32), _type ?? ShapeTypes.Null);
        if (!_extent.IsNull)
        {
            ShapeEncoder.WriteBox(head.AsSpan(36), _extent);
        }

        stream.Position = 0;
        stream.Write(head);
    }

    /// <summary>Lengths and places are counted in words of two bytes.</summary>
    private static int Words(long bytes) => (int)(bytes / 2);
}
