using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Platform.Formats.Tables;

namespace Platform.Domain.Texts;

/// <summary>Reads what people type into cells: full-width characters, blanks of all kinds, dates as they are written in China and by spreadsheets.</summary>
public static partial class DeliveredText
{
    // Serial numbers of spreadsheets for 1950-01-01 … 2099-12-31; other numbers are no dates.
    private const int FirstSerial = 18264;
    private const int LastSerial = 73050;

    private static readonly DateOnly SerialOrigin = new(1899, 12, 30);

    /// <summary>Without outer blanks (ideographic, no-break and zero-width ones too); the text itself is left as typed.</summary>
    public static string Trim(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Trim(Blanks);
    }

    /// <summary>Trimmed, full-width letters, digits and signs made half-width, runs of blanks made one: for codes, numbers, names of columns.</summary>
    public static string Narrow(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var narrow = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var half = c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c;
            if (!IsBlank(half))
            {
                narrow.Append(half);
            }
            else if (narrow.Length > 0 && narrow[^1] != ' ')
            {
                narrow.Append(' ');
            }
        }

        return narrow.ToString().TrimEnd();
    }

    /// <summary>
    /// A date: a date cell; <c>2016-03-01</c>, <c>2016/3/1</c>, <c>2016.3.1</c>, <c>2016年3月1日</c>, <c>20160301</c>, each also with a time after it;
    /// a serial number of a spreadsheet (1900 date system) from 1950 to 2099.
    /// </summary>
    public static bool TryDate(Cell cell, out DateOnly date)
    {
        if (cell.Date is { } moment)
        {
            date = DateOnly.FromDateTime(moment);
            return true;
        }

        return TryDate(cell.Text, out date);
    }

    /// <inheritdoc cref="TryDate(Cell, out DateOnly)"/>
    public static bool TryDate(string text, out DateOnly date)
    {
        date = default;
        var narrow = Narrow(text);
        if (narrow.Length > 40)
        {
            return false;
        }

        var parts = Parts().Match(narrow);
        if (parts.Success)
        {
            return TryDate(parts.Groups[1].ValueSpan, parts.Groups[2].ValueSpan, parts.Groups[3].ValueSpan, out date);
        }

        if (narrow.Length == 8 && narrow.All(char.IsAsciiDigit))
        {
            return TryDate(narrow.AsSpan(0, 4), narrow.AsSpan(4, 2), narrow.AsSpan(6, 2), out date);
        }

        if (!decimal.TryParse(narrow, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var serial)
            || serial < FirstSerial || serial >= LastSerial + 1)
        {
            return false;
        }

        date = SerialOrigin.AddDays((int)serial);
        return true;
    }

    /// <summary>The text without the apostrophe that keeps spreadsheet programs from taking it for a formula.</summary>
    public static string WithoutFormulaGuard(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text is ['\'', '=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? text[1..] : text;
    }

    /// <summary>A number, with thousands separators or without.</summary>
    public static decimal? Number(Cell cell) =>
        cell.Number ?? (decimal.TryParse(Narrow(cell.Text), NumberStyles.Number, CultureInfo.InvariantCulture, out var value) ? value : null);

    /// <summary>Whether the text has control characters other than tabulators and line ends.</summary>
    public static bool HasControlCharacters(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Any(c => char.IsControl(c) && c is not ('\t' or '\n' or '\r'));
    }

    /// <summary>The parts of a cell that lists several: separated by semicolons, enumeration commas or line ends.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.Split([';', '；', '、', '\n', '\r']).Select(Trim).Where(part => part.Length > 0)];
    }

    private static char[] Blanks { get; } = [.. Enumerable.Range(0, 0x10000).Select(i => (char)i).Where(IsBlank)];

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF';

    private static bool TryDate(ReadOnlySpan<char> year, ReadOnlySpan<char> month, ReadOnlySpan<char> day, out DateOnly date)
    {
        date = default;
        var y = int.Parse(year, CultureInfo.InvariantCulture);
        var m = int.Parse(month, CultureInfo.InvariantCulture);
        var d = int.Parse(day, CultureInfo.InvariantCulture);
        if (y is < 1900 or > 2199 || m is < 1 or > 12 || d < 1 || d > DateTime.DaysInMonth(y, m))
        {
            return false;
        }

        date = new DateOnly(y, m, d);
        return true;
    }

    [GeneratedRegex("^([0-9]{4}) ?[-/.年] ?([0-9]{1,2}) ?[-/.月] ?([0-9]{1,2}) ?日?(?:[T ][0-9:.Z+-]*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Parts();
}
