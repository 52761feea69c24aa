using System.Globalization;

namespace Platform.Reporting.Outcomes;

internal enum AreaFault
{
    None,
    NotDecimal,
    Negative,
    TooLarge,
}

/// <summary>
/// Areas in text. Nothing is rounded: a number with more digits than decimal arithmetic keeps exactly is refused.
/// </summary>
internal static class AreaText
{
    /// <summary>Ten million km²: more than any patch, and small enough that sums of millions of patches stay exact.</summary>
    public const decimal Largest = 10_000_000_000_000m;

    private const int MostDecimals = 12;

    public static AreaFault Parse(string text, out decimal area)
    {
        area = 0m;
        var digits = text.StartsWith('-') ? text[1..] : text;
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var isNumber = digits.Length is > 0 and <= 40
            && digits.All(character => char.IsAsciiDigit(character) || character == '.')
            && digits.Any(char.IsAsciiDigit)
            && digits.LastIndexOf('.') == point
            && (point < 0 || digits.Length - point - 1 <= MostDecimals);
        if (!isNumber || !decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out area))
        {
            return AreaFault.NotDecimal;
        }

        return area < 0m ? AreaFault.Negative : area > Largest ? AreaFault.TooLarge : AreaFault.None;
    }
}
