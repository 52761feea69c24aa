using System.Globalization;
using Platform.Formats.Features;
using DeliveredSchema = Platform.Formats.Features.LayerSchema;

namespace Platform.Domain.Layers;

/// <summary>
/// The artefact of a layer version: one GeoPackage with one feature table <see cref="Table"/>. Columns: <c>fid</c> (1, 2, … in delivered order),
/// <c>geom</c> (EPSG:4490, valid), <see cref="SourceRow"/>, <see cref="Class"/>, <see cref="Key"/>, <see cref="Status"/>,
/// <see cref="Date"/>, then the schema's fields, each prefixed with <c>f_</c> so that none can clash. R-tree on the geometry, index on the class.
/// </summary>
/// <remarks>
/// The delivered coordinates stay in the raw archive and the delivered CRS in the version's record; topology is judged on the published
/// geometry, which for geographic deliveries is the delivered one.
/// </remarks>
public static class LayerArtefact
{
    public const string Table = "features";
    public const string SourceRow = "source_row";
    public const string Class = "class";
    public const string Key = "key";
    public const string Status = "status";
    public const string Date = "date";

    private const string FieldPrefix = "f_";

    /// <summary>Column of a schema field.</summary>
    public static string ColumnOf(string field) => FieldPrefix + field;

    /// <summary>Field of a column, or null for the artefact's own columns.</summary>
    public static string? FieldOf(string column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return column.StartsWith(FieldPrefix, StringComparison.Ordinal) ? column[FieldPrefix.Length..] : null;
    }

    /// <summary>Describes the features of a table that was written elsewhere, e.g. tests: what <see cref="LayerPublisher"/> writes.</summary>
    internal static LayerToWrite Describe(LayerSchema schema, string crsDelivered, IEnumerable<CheckedFeature> features)
    {
        Field[] own =
        [
            new(SourceRow, FieldType.Integer), new(Class, FieldType.Text), new(Key, FieldType.Text), new(Status, FieldType.Text), new(Date, FieldType.Date),
        ];
        var fields = schema.Fields.Select(field => new Field(ColumnOf(field.Name), TypeOf(field.Type)));
        var delivered = new DeliveredSchema(Table, "", KindOf(schema.Geometry), [.. own, .. fields], CrsDefinition.FromEpsg(4490));
        return new LayerToWrite(delivered, Rows(schema, features))
        {
            Title = schema.Title.Zh,
            Description = $"{schema.Title.En}; schema {schema.Role} {schema.Version}; delivered in {crsDelivered}",
            IndexedFields = [Class],
        };
    }

    private static IEnumerable<FeatureToWrite> Rows(LayerSchema schema, IEnumerable<CheckedFeature> features)
    {
        var (type, key, status, date) = (IndexOf(schema, schema.ClassField), IndexOf(schema, schema.KeyField), IndexOf(schema, schema.StatusField), IndexOf(schema, schema.DateField));
        var id = 0L;
        foreach (var feature in features)
        {
            var values = feature.Values;
            yield return new FeatureToWrite(
                feature.Shape,
                [feature.Row, TextAt(values, type) ?? schema.FixedClass, TextAt(values, key), TextAt(values, status), date < 0 ? null : values[date], .. values],
                ++id);
        }
    }

    private static int IndexOf(LayerSchema schema, string? field)
    {
        for (var i = 0; field is not null && i < schema.Fields.Count; i++)
        {
            if (schema.Fields[i].Name == field)
            {
                return i;
            }
        }

        return -1;
    }

    private static string? TextAt(IReadOnlyList<object?> values, int index) =>
        index < 0 || values[index] is null ? null : Convert.ToString(values[index], CultureInfo.InvariantCulture);

    private static FieldType TypeOf(LayerFieldType type) => type switch
    {
        LayerFieldType.Integer => FieldType.Integer,
        LayerFieldType.Decimal => FieldType.Real,
        LayerFieldType.Date => FieldType.Date,
        _ => FieldType.Text,
    };

    private static GeometryKind KindOf(IReadOnlyList<LayerGeometry> geometry) => geometry switch
    {
        [LayerGeometry.Point] => GeometryKind.MultiPoint,
        [LayerGeometry.Line] => GeometryKind.MultiLineString,
        [LayerGeometry.Polygon] => GeometryKind.MultiPolygon,
        _ => GeometryKind.Any,
    };
}
