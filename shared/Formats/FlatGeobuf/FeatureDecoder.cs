using System.Buffers.Binary;
using NetTopologySuite.Geometries;
using Platform.Findings;
using Platform.Formats.Features;
using Platform.Formats.Geometries;
using Location = Platform.Findings.Location;

namespace Platform.Formats.FlatGeobuf;

/// <summary>Makes features of the bytes of one reading of a file.</summary>
internal sealed class FeatureDecoder(FlatGeobufHeader header)
{
    private const int GeometrySlot = 0;
    private const int PropertiesSlot = 1;

    private readonly ColumnDecoder[] _columns = [.. header.ColumnTypes.Select(type => new ColumnDecoder(type))];
    private List<Finding> _findings = [];

    /// <summary>The feature; what is wrong with it is among its findings.</summary>
    public FeatureRow Decode(ReadOnlySpan<byte> bytes, long index)
    {
        var at = new Location(header.Schema.File, header.Schema.Name, index);
        var values = new object?[_columns.Length];
        Geometry? geometry = null;
        try
        {
            var feature = FlatTable.Root(bytes, at);
            ReadProperties(feature.Vector(PropertiesSlot, 1), values, at);
            geometry = feature.TryTable(GeometrySlot, out var table) ? FlatGeometry.Decode(table, header.Geometry, bytes.Length, new RowGeometry(at, _findings)) : null;
        }
        catch (RefusedException refused)
        {
            _findings.Add(refused.Finding);
        }

        if (_findings.Count == 0)
        {
            return new FeatureRow(index, null, geometry, values, []);
        }

        var findings = _findings;
        _findings = [];
        return new FeatureRow(index, null, geometry, values, findings);
    }

    /// <summary>Number of the column, value, number of the column, value …</summary>
    private void ReadProperties(ReadOnlySpan<byte> properties, object?[] values, Location at)
    {
        while (!properties.IsEmpty)
        {
            var column = properties.Length < sizeof(ushort) ? throw Cut(at) : BinaryPrimitives.ReadUInt16LittleEndian(properties);
            if (column >= values.Length)
            {
                throw new RefusedException(FormatFindings.FlatGeobufFeature.At(at, $"column {column}"));
            }

            properties = properties[sizeof(ushort)..];
            values[column] = _columns[column].TryTake(ref properties, out var stored) ? _columns[column].Decode(stored) : throw Cut(at);
            if (values[column] is null)
            {
                _findings.Add(FormatFindings.FlatGeobufValue.At(at with { Field = header.Schema.Fields[column].Name }, header.ColumnTypes[column]));
            }
        }
    }

    private static RefusedException Cut(Location at) => new(FormatFindings.FlatGeobufFeature.At(at, "properties"));
}
