using System.Text;
using Platform.Formats.Features;
using Platform.Formats.SqliteFiles;

namespace Platform.Formats.GeoPackages;

/// <summary>Decodes the values of one field: what belongs into it straight from the bytes, anything else by way of <see cref="StoredValues"/>.</summary>
internal sealed class FieldDecoder(FieldType type, Encoding encoding)
{
    private const int LeastBoxed = -1;
    private const int MostBoxed = 1_023;

    private static readonly object[] s_boxed = [.. Enumerable.Range(LeastBoxed, MostBoxed - LeastBoxed + 1).Select(i => (object)(long)i)];
    private readonly TextCache? _texts = type == FieldType.Text ? new TextCache(encoding) : null;

    /// <summary>The value as the type of the field, or null when it does not fit.</summary>
    public object? Decode(StoredValue stored) => (type, stored.Kind) switch
    {
        (FieldType.Text, StoredKind.Text) => _texts!.Get(stored.Bytes),
        (FieldType.Integer, StoredKind.Integer) => Boxed(stored.Integer),
        (FieldType.Real, StoredKind.Real) when double.IsFinite(stored.Real) => stored.Real,
        (FieldType.Date, StoredKind.Text) when encoding is UTF8Encoding => StoredValues.AsDate(stored.Bytes),
        _ => StoredValues.Convert(stored.ToObject(encoding)!, type),
    };

    private static object Boxed(long value) => value is >= LeastBoxed and <= MostBoxed ? s_boxed[value - LeastBoxed] : value;
}
