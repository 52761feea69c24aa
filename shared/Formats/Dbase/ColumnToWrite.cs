using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Platform.Formats.Features;

namespace Platform.Formats.Dbase;

/// <summary>
/// A column of a dBASE table in the making: how its values are spelled, and how wide it has to be for those so far. Whole numbers, reals and dates have the
/// width that their type may need; texts and decimals have the declared one and more where a value takes more.
/// </summary>
internal sealed class ColumnToWrite(Field declared, string name)
{
    /// <summary>The most bytes of a text.</summary>
    public const int LongestText = 254;

    private const int UndeclaredText = 80;
    private const int LongestInteger = 18;
    private const int LongestReal = 24;
    private const int RealDecimals = 15;
    private const int UndeclaredWhole = 12;
    private const int MostDecimals = 28;
    private const int MostWhole = 30;

    private int _longest;
    private int _whole = declared.Width is { } width ? Math.Clamp(width - (declared.Decimals ?? 0) - 1, 1, MostWhole) : UndeclaredWhole;
    private int _decimals = Math.Clamp(declared.Decimals ?? 0, 1, MostDecimals);

    public Field Field => declared;

    /// <summary>Name in the table.</summary>
    public string Name => name;

    /// <summary>Type letter.</summary>
    public char Type => declared.Type switch
    {
        FieldType.Integer or FieldType.Decimal => 'N',
        FieldType.Real => 'F',
        FieldType.Boolean => 'L',
        FieldType.Date => 'D',
        _ => 'C',
    };

    /// <summary>Width in bytes that holds every value so far.</summary>
    public int Width => declared.Type switch
    {
        FieldType.Integer => Math.Max(LongestInteger, _longest),
        FieldType.Decimal => _whole + 1 + _decimals,
        FieldType.Real => LongestReal,
        FieldType.Boolean => 1,
        FieldType.Date => 8,
        _ when _longest == 0 && declared.Width is null => UndeclaredText,
        _ => Math.Clamp(Math.Max(_longest, declared.Width ?? 0), 1, LongestText),
    };

    /// <summary>Digits after the point.</summary>
    public int Decimals => declared.Type switch
    {
        FieldType.Decimal => _decimals,
        FieldType.Real => RealDecimals,
        _ => 0,
    };

    /// <summary>Spells a value.</summary>
    /// <param name="value">The value, typed as the field says; null is spelled by nothing.</param>
    /// <param name="target">Receives at most <see cref="LongestText"/> bytes.</param>
    /// <param name="isCut">Whether a text was too long and stops after a whole character.</param>
    /// <returns>Number of bytes.</returns>
    public int Spell(object? value, Span<byte> target, out bool isCut)
    {
        isCut = false;
        var length = value switch
        {
            null => 0,
            string text => Spell(text, target[..LongestText], out isCut),
            bool truth => Format(truth ? 'T' : 'F', "", target),
            DateOnly date => Format(date, "yyyyMMdd", target),
            DateTime time => Format(time, "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", target),
            _ => Format((IUtf8SpanFormattable)value, "", target),
        };
        Widen(target[..length]);
        return length;
    }

    private static int Spell(string text, Span<byte> target, out bool isCut)
    {
        isCut = Utf8.FromUtf16(text, target, out _, out var length) == System.Buffers.OperationStatus.DestinationTooSmall;
        return length;
    }

    private static int Format<T>(T value, string format, Span<byte> target)
        where T : IUtf8SpanFormattable
    {
        value.TryFormat(target, out var length, format, CultureInfo.InvariantCulture);
        return length;
    }

    private void Widen(ReadOnlySpan<byte> spelled)
    {
        _longest = Math.Max(_longest, spelled.Length);
        if (declared.Type == FieldType.Decimal)
        {
            var point = spelled.IndexOf((byte)'.');
            _whole = Math.Max(_whole, point < 0 ? spelled.Length : point);
            _decimals = Math.Max(_decimals, point < 0 ? 0 : spelled.Length - point - 1);
        }
    }
}
