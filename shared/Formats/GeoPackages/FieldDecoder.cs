using System.Text;
using Platform.Formats.Features;
using Platform.Formats.SqliteFiles;

namespace Platform.Formats.GeoPackages;

/// <summary>Decodes the values of one field: what belongs into it straight from the bytes, anything else by way of <see cref="StoredValues"/>.</summary>
internal sealed class FieldDecoder(FieldType type, Encoding encoding)
{
    private readonly TextCache? _texts = type == FieldType.Text ? new TextCache(encoding) : null;

    /// <summary>The value as the type of the field, or null when it does not fit.</summary>
    public object? Decode(StoredValue stored) => (type, stored.Kind) switch
    {
        (FieldType.Text, StoredKind.Text) => _texts!.Get(stored.Bytes),
        (FieldType.Integer, StoredKind.Integer) => BoxedIntegers.Of(stored.Integer),
        (FieldType.Real, StoredKind.Real) when double.IsFinite(stored.Real) => stored.Real,
        (FieldType.Date, StoredKind.Text) when encoding is UTF8Encoding => IsoTime.TryDate(stored.Bytes, out var date) ? date : null,
        (FieldType.DateTime, StoredKind.Text) when encoding is UTF8Encoding && IsoTime.TryTime(stored.Bytes, out var time) => time,
        _ => StoredValues.Convert(stored.ToObject(encoding)!, type),
    };
}
