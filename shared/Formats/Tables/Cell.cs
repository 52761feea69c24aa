using System.Globalization;

namespace Platform.Formats.Tables;

/// <summary>What a cell holds.</summary>
public enum CellKind
{
    Empty,
    Text,
    Number,
    Boolean,

    /// <summary>A date, a time of day or both.</summary>
    DateTime,

    /// <summary>An error value of the spreadsheet such as <c>#DIV/0!</c>.</summary>
    Error,
}

/// <summary>
/// A cell's value. The default value is an empty cell. <see cref="Text"/> is always there: what a person typed (text), the number exactly
/// as the file spells it, <c>yyyy-MM-dd</c> or <c>yyyy-MM-ddTHH:mm:ss</c> (dates), <c>TRUE</c>/<c>FALSE</c>, or the error's name.
/// </summary>
public readonly record struct Cell
{
    private static readonly string[] s_dateFormats = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy年M月d日", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm:ss"];

    private readonly string? _text;

    private Cell(CellKind kind, string text)
    {
        Kind = kind;
        _text = text;
    }

    public CellKind Kind { get; }

    /// <summary>The value as text, never null; empty for an empty cell.</summary>
    public string Text => _text ?? "";

    /// <summary>The exact number of a <see cref="CellKind.Number"/> cell; null otherwise, and for numbers beyond the range of decimal.</summary>
    public decimal? Number => Kind == CellKind.Number && decimal.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The date of a <see cref="CellKind.DateTime"/> cell, kind Unspecified.</summary>
    public DateTime? Date => Kind == CellKind.DateTime ? DateTime.Parse(Text, CultureInfo.InvariantCulture, DateTimeStyles.None) : null;

    /// <summary>The number of a number cell, or of a text that spells one with a decimal point, as in CSV; null for anything else.</summary>
    public decimal? AsDecimal() => Number ?? (Kind == CellKind.Text
        && decimal.TryParse(Text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null);

    /// <summary>The day of a date cell, or of a text such as <c>2017-01-05</c>, <c>2017/1/5</c>, <c>2017.1.5</c>, <c>20170105</c> or <c>2017年1月5日</c>.</summary>
    public DateOnly? AsDate() => Date is { } date ? DateOnly.FromDateTime(date) : Kind == CellKind.Text
        && DateOnly.TryParseExact(Text.Trim(), s_dateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public bool IsEmpty => Kind == CellKind.Empty;

    public static Cell OfText(string text) => text.Length == 0 ? default : new(CellKind.Text, text);

    /// <summary>A number as the file spells it.</summary>
    public static Cell OfNumber(string spelled) => new(CellKind.Number, spelled);

    public static Cell OfBoolean(bool value) => new(CellKind.Boolean, value ? "TRUE" : "FALSE");

    /// <summary>A date, to the second.</summary>
    public static Cell OfDate(DateTime value) => new(
        CellKind.DateTime, value.ToString(value.TimeOfDay < TimeSpan.FromSeconds(1) ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));

    public static Cell OfError(string name) => new(CellKind.Error, name);
}
