using System.Globalization;
using NetTopologySuite.IO;
using Platform.Formats.Features;

namespace Platform.Formats.Tables;

/// <summary>
/// Writes a layer as CSV: a column <c>WKT</c> with every digit of the coordinates (unless it is a table), then the fields. CSV has no place for
/// a CRS: say it beside the file.
/// </summary>
public static class CsvLayerWriter
{
    /// <param name="target">Receives the text in UTF-8 without byte order mark; stays open.</param>
    /// <param name="layer">The layer; its rows are enumerated once.</param>
    /// <param name="cancellation">Stops between rows.</param>
    /// <exception cref="ArgumentException">A value does not fit its field.</exception>
    public static void Write(Stream target, LayerToWrite layer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(layer);
        var schema = layer.Schema;
        var hasGeometry = schema.Geometry != GeometryKind.None;
        var wkt = new WKTWriter { OutputOrdinates = NetTopologySuite.Geometries.Ordinates.XY };
        using var csv = new CsvWriter(target, new CsvOptions(ByteOrderMark: false));
        IEnumerable<object?> first = hasGeometry ? ["WKT"] : [];
        csv.WriteRow(first.Concat(schema.Fields.Select(field => field.Name)));
        foreach (var row in layer.Rows)
        {
            cancellation.ThrowIfCancellationRequested();
            IEnumerable<object?> geometry = hasGeometry ? [row.Geometry is null ? null : wkt.Write(row.Geometry)] : [];
            csv.WriteRow(geometry.Concat(schema.Fields.Select((field, i) => Spelled(FieldValues.Checked(field, row.Values[i])))));
        }
    }

    private static object? Spelled(object? value) => value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
        _ => value,
    };
}
