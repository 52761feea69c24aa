using System.Globalization;
using Platform.Findings;

namespace Platform.Formats.Tables;

/// <summary>Which cell styles show their number as a date or time (ECMA-376 part 1, 18.8.30).</summary>
internal sealed class DateStyles
{
    private const int MaxStyles = 65_536;
    private readonly List<bool> _isDate = [];

    public bool IsDate(int style) => style >= 0 && style < _isDate.Count && _isDate[style];

    /// <exception cref="RefusedException">The part is broken or too large.</exception>
    public static DateStyles Read(XlsxPackage package)
    {
        var styles = new DateStyles();
        var formats = new Dictionary<int, bool>();
        using var xml = package.OpenPart(package.StylesPart);
        var inCellFormats = false;
        while (xml is not null && xml.Read())
        {
            if (xml.Name == "cellXfs")
            {
                inCellFormats = xml.IsStart && !xml.IsEmptyElement;
            }
            else if (xml.IsStart && xml.Name == "numFmt" && formats.Count < MaxStyles)
            {
                formats[Number(xml.Attribute("numFmtId"))] = IsDateFormat(xml.Attribute("formatCode") ?? "");
            }
            else if (xml.IsStart && xml.Name == "xf" && inCellFormats)
            {
                styles.Add(Number(xml.Attribute("numFmtId")), formats, package);
            }
        }

        return styles;
    }

    /// <summary>Whether a format code has a year, month, day, hour or second outside quotes, escapes and brackets.</summary>
    internal static bool IsDateFormat(string code)
    {
        for (var i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case '"': i = SkipTo(code, i, '"'); break;
                case '[': i = SkipTo(code, i, ']'); break;
                case '\\' or '_' or '*': i++; break;
                case 'y' or 'Y' or 'm' or 'M' or 'd' or 'D' or 'h' or 'H' or 's' or 'S': return true;
                case ';': return false;
            }
        }

        return false;
    }

    private static int SkipTo(string code, int from, char end)
    {
        var at = code.IndexOf(end, from + 1);
        return at < 0 ? code.Length : at;
    }

    private void Add(int format, Dictionary<int, bool> formats, XlsxPackage package)
    {
        if (_isDate.Count == MaxStyles)
        {
            throw new RefusedException(FormatFindings.XlsxTooManyStyles.At(package.At, MaxStyles));
        }

        _isDate.Add(formats.TryGetValue(format, out var isDate) ? isDate : format is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58));
    }

    private static int Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
