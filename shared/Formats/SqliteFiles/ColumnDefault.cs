using System.Globalization;
using System.Text;

namespace Platform.Formats.SqliteFiles;

/// <summary>What a row that is older than one of its columns has in it: the column's default, turned as SQLite turns what is stored in such a column.</summary>
internal sealed class ColumnDefault
{
    private const double PastInteger = 9.2233720368547758e18;
    private readonly StoredKind _kind;
    private readonly long _integer;
    private readonly double _real;
    private readonly byte[] _bytes = [];

    private ColumnDefault(object? value, Encoding encoding) => (_kind, _integer, _real, _bytes) = value switch
    {
        long integer => (StoredKind.Integer, integer, 0, _bytes),
        double real => (StoredKind.Real, 0L, real, _bytes),
        string text => (StoredKind.Text, 0L, 0, encoding.GetBytes(text)),
        byte[] blob => (StoredKind.Blob, 0L, 0, blob),
        _ => (StoredKind.Null, 0L, 0, _bytes),
    };

    /// <summary>No default.</summary>
    public static ColumnDefault Null { get; } = new(null, Encoding.UTF8);

    /// <summary>A default that is no constant: rows always have such a column.</summary>
    public static ColumnDefault Computed { get; } = new(null, Encoding.UTF8);

    public StoredValue Value => _kind switch
    {
        StoredKind.Integer => StoredValue.OfInteger(_integer),
        StoredKind.Real => StoredValue.OfReal(_real),
        StoredKind.Text => StoredValue.OfText(_bytes),
        StoredKind.Blob => StoredValue.OfBlob(_bytes),
        _ => default,
    };

    /// <summary>The default of a column.</summary>
    /// <param name="literal">Number as it is written, text, blob (array of bytes) or null.</param>
    /// <param name="affinity">Affinity of the column.</param>
    /// <param name="encoding">Encoding of the database.</param>
    public static ColumnDefault Of(object? literal, Affinity affinity, Encoding encoding) => new(Converted(literal, affinity), encoding);

    /// <summary>A word without quotes: a truth value, a time that is computed, or a text.</summary>
    public static ColumnDefault OfWord(ReadOnlySpan<char> word, Affinity affinity, Encoding encoding) => word.ToString().ToUpperInvariant() switch
    {
        "TRUE" => Of(1L, affinity, encoding),
        "FALSE" => Of(0L, affinity, encoding),
        "CURRENT_DATE" or "CURRENT_TIME" or "CURRENT_TIMESTAMP" => Computed,
        _ => Of(word.ToString(), affinity, encoding),
    };

    /// <summary>A decimal number: a long, or a double where that is too small or a point or an exponent is in it; null for anything else.</summary>
    public static object? Number(ReadOnlySpan<char> text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
        {
            return integer;
        }

        const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        var isNumber = text.TrimStart("+-") is [>= '0' and <= '9' or '.', ..];
        return isNumber && double.TryParse(text, Plain, CultureInfo.InvariantCulture, out var real) ? real : null;
    }

    private static object? Converted(object? literal, Affinity affinity) => (affinity, literal) switch
    {
        (Affinity.Text, long integer) => integer.ToString(CultureInfo.InvariantCulture),
        (Affinity.Integer or Affinity.Numeric or Affinity.Real, string text) =>
            Number(text.AsSpan().Trim(" \t\n\v\f\r")) is { } number ? InColumn(Shortened(number), affinity) : text,
        (Affinity.Integer or Affinity.Numeric or Affinity.Real, long or double) => InColumn(Shortened(literal), affinity),
        _ => literal,
    };

    private static object InColumn(object number, Affinity affinity) => affinity == Affinity.Real && number is long integer ? (double)integer : number;

    /// <summary>A real without a fraction becomes an integer.</summary>
    private static object Shortened(object number) =>
        number is double real && Math.Floor(real) == real && Math.Abs(real) < PastInteger ? (long)real : number;
}
