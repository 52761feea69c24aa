using System.Globalization;
using NetTopologySuite.Geometries;
using Platform.Findings;
using Platform.Formats.Features;
using Platform.Formats.Geometries;
using Platform.Formats.SqliteFiles;
using Location = Platform.Findings.Location;

namespace Platform.Formats.GeoPackages;

/// <summary>Makes features of the rows of one reading of a layer.</summary>
internal sealed class FeatureDecoder
{
    /// <summary>The most bytes of text that are taken from one row.</summary>
    private const long MostText = 64 << 20;

    private readonly TableReader _rows;
    private readonly FeatureTable _table;
    private readonly LayerSchema _schema;
    private readonly FieldDecoder[] _fields;
    private List<Finding> _findings = [];
    private long _text;

    public FeatureDecoder(TableReader rows, FeatureTable table, LayerSchema schema)
    {
        _rows = rows;
        _table = table;
        _schema = schema;
        _fields = [.. schema.Fields.Select(f => new FieldDecoder(f.Type, table.Encoding))];
    }

    /// <summary>The row that was read last.</summary>
    public FeatureRow Decode(long index)
    {
        var at = new Location(_schema.File, _schema.Name, index);
        _text = 0;
        var values = new object?[_fields.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = DecodeValue(i, at);
        }

        var geometry = _table.Geometry < 0 ? null : DecodeGeometry(_rows[_table.Geometry], at);
        var id = _table.HasIds ? _rows.RowId.ToString(CultureInfo.InvariantCulture) : null;
        if (_findings.Count == 0)
        {
            return new FeatureRow(index, id, geometry, values, []);
        }

        var findings = _findings;
        _findings = [];
        return new FeatureRow(index, id, geometry, values, findings);
    }

    private object? DecodeValue(int field, Location at)
    {
        var stored = _rows[_table.Columns[field]];
        _text += stored.Kind == StoredKind.Text ? stored.Bytes.Length : 0;
        if (stored.Kind == StoredKind.Null)
        {
            return null;
        }

        var isTooLong = _text > MostText;
        if (!isTooLong && _fields[field].Decode(stored) is { } value)
        {
            return value;
        }

        var place = at with { Field = _schema.Fields[field].Name };
        _findings.Add(isTooLong
            ? FormatFindings.GeoPackageTextTooLong.At(place, MostText)
            : FormatFindings.GeoPackageValue.At(place, StoredValues.Describe(stored.ToObject(_table.Encoding)!), _schema.Fields[field].Type));
        return null;
    }

    private Geometry? DecodeGeometry(StoredValue stored, Location at)
    {
        if (stored.Kind == StoredKind.Null)
        {
            return null;
        }

        var row = new RowGeometry(at, _findings);
        try
        {
            return stored.Kind == StoredKind.Blob
                ? GeometryBlobDecoder.Decode(stored.Bytes, _table.SrsId, row)
                : throw row.Refuse(FormatFindings.GeoPackageBlob, "not a blob");
        }
        catch (RefusedException refused)
        {
            _findings.Add(refused.Finding);
            return null;
        }
    }
}
