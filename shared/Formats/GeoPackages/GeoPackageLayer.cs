using System.Globalization;
using Microsoft.Data.Sqlite;
using Platform.Findings;
using Platform.Formats.Features;
using Platform.Formats.Geometries;

namespace Platform.Formats.GeoPackages;

/// <summary>A layer or attribute table of a GeoPackage.</summary>
internal sealed class GeoPackageLayer(
    SqliteConnection connection, LayerSchema schema, string? key, GeometryColumn? geometry, FindingLog findings) : IFeatureLayer
{
    public LayerSchema Schema => schema;

    public IEnumerable<FeatureRow> ReadRows(CancellationToken cancellation = default)
    {
        using var reader = Execute();
        for (long index = 0; Advance(reader); index++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Decode(reader!, index) is not { } row)
            {
                yield break;
            }

            yield return row;
        }
    }

    private string Select()
    {
        var columns = new List<string> { key is null ? "NULL" : GeoPackageTables.Quote(key), geometry is null ? "NULL" : GeoPackageTables.Quote(geometry.Name) };
        columns.AddRange(schema.Fields.Select(f => GeoPackageTables.Quote(f.Name)));
        var order = key is null ? "" : $" ORDER BY {GeoPackageTables.Quote(key)}";
        return $"SELECT {string.Join(", ", columns)} FROM {GeoPackageTables.Quote(schema.Name)}{order}";
    }

    private RowStatement? Execute()
    {
        try
        {
            return new RowStatement(connection, Select());
        }
        catch (SqliteException bad)
        {
            Damaged(bad);
            return null;
        }
    }

    private bool Advance(RowStatement? reader)
    {
        try
        {
            return reader is not null && reader.Read();
        }
        catch (SqliteException bad)
        {
            Damaged(bad);
            return false;
        }
    }

    private void Damaged(SqliteException bad) =>
        findings.Add(FormatFindings.GeoPackageDamaged.At(new Location(schema.File, schema.Name), bad.Message));

    private FeatureRow? Decode(RowStatement reader, long index)
    {
        var at = new Location(schema.File, schema.Name, index);
        var rowFindings = new List<Finding>();
        try
        {
            var values = new object?[schema.Fields.Count];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = DecodeValue(reader, i + 2, schema.Fields[i], at, rowFindings);
            }

            var id = reader.IsNull(0) ? null : reader.Int64(0).ToString(CultureInfo.InvariantCulture);
            return new FeatureRow(index, id, DecodeGeometry(reader, at, rowFindings), values, rowFindings);
        }
        catch (SqliteException bad)
        {
            Damaged(bad);
            return null;
        }
    }

    private NetTopologySuite.Geometries.Geometry? DecodeGeometry(RowStatement reader, Location at, List<Finding> rowFindings)
    {
        if (geometry is null || reader.IsNull(1))
        {
            return null;
        }

        var row = new RowGeometry(at, rowFindings);
        try
        {
            return reader.IsBlob(1)
                ? GeometryBlobDecoder.Decode(reader.Blob(1), geometry.SrsId, row)
                : throw row.Refuse(FormatFindings.GeoPackageBlob, "not a blob");
        }
        catch (RefusedException refused)
        {
            rowFindings.Add(refused.Finding);
            return null;
        }
    }

    private static object? DecodeValue(RowStatement reader, int column, Field field, Location at, List<Finding> rowFindings)
    {
        if (reader.Value(column) is not { } stored)
        {
            return null;
        }

        if (StoredValues.Convert(stored, field.Type) is { } value)
        {
            return value;
        }

        rowFindings.Add(FormatFindings.GeoPackageValue.At(at with { Field = field.Name }, StoredValues.Describe(stored), field.Type));
        return null;
    }
}
