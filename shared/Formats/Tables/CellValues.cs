using System.Globalization;

namespace Platform.Formats.Tables;

/// <summary>Interprets stored cell values by cell type and style (ECMA-376 part 1, 18.18.11).</summary>
internal sealed class CellValues(SharedStrings strings, DateStyles styles, bool uses1904)
{
    private const int DaysFrom1900To1904 = 1462;
    private const decimal LastSerial = 2_958_466;
    private static readonly DateTime s_epoch = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>The cell, or null when the text does not fit the type.</summary>
    public Cell? Interpret(string type, int style, string text) => type switch
    {
        "s" => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && strings[index] is { } shared ? Cell.OfText(shared) : null,
        "inlineStr" => Cell.OfText(text),
        "str" => Cell.OfText(SheetText.Unescape(text)),
        "b" => text.Trim() switch { "1" or "true" => Cell.OfBoolean(true), "0" or "false" => Cell.OfBoolean(false), _ => null },
        "e" => Cell.OfError(text),
        "d" => DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var date) ? Cell.OfDate(date) : null,
        "n" => Number(text.Trim(), style),
        _ => null,
    };

    private Cell? Number(string text, int style)
    {
        if (text.Length == 0)
        {
            return default(Cell);
        }

        decimal? number = decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? exact : null;
        if (number is null && !(double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var wide) && double.IsFinite(wide)))
        {
            return null;
        }

        return number is { } serial && styles.IsDate(style) && FromSerial(serial) is { } date ? Cell.OfDate(date) : Cell.OfNumber(text);
    }

    /// <summary>The time of a serial day number, to the second; null outside the years 1900 to 9999.</summary>
    private DateTime? FromSerial(decimal serial)
    {
        serial += uses1904 ? DaysFrom1900To1904 : 0;
        // Day 60 is the 29 February 1900 that never was; the days before it are counted from one day later.
        serial += !uses1904 && serial < 60 ? 1 : 0;
        return serial is >= 0 and < LastSerial ? s_epoch.AddSeconds((double)Math.Round(serial * 86_400, MidpointRounding.AwayFromZero)) : null;
    }
}
