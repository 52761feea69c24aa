using System.Text;
using Platform.Findings;

namespace Platform.Formats.Tables;

/// <summary>The shared strings of a workbook, which have to be kept in memory and are therefore limited.</summary>
internal sealed class SharedStrings
{
    private const long MaxBytes = 48 << 20;
    private const int BytesPerString = 40;
    private readonly List<string> _items = [];

    /// <summary>The string at an index, or null when there is none.</summary>
    public string? this[long index] => index >= 0 && index < _items.Count ? _items[(int)index] : null;

    /// <exception cref="RefusedException">The part is broken or too large.</exception>
    public static SharedStrings Read(XlsxPackage package)
    {
        var strings = new SharedStrings();
        using var xml = package.OpenPart(package.SharedStringsPart);
        long bytes = 0;
        while (xml is not null && xml.Read())
        {
            if (!xml.IsStart || xml.Name != "si")
            {
                continue;
            }

            var text = ReadItem(xml);
            bytes += BytesPerString + (2L * text.Length);
            if (bytes > MaxBytes)
            {
                throw new RefusedException(FormatFindings.XlsxStringsTooLarge.At(package.At, MaxBytes));
            }

            strings._items.Add(text);
        }

        return strings;
    }

    /// <summary>The text of a string item or inline string: its runs together, without phonetic hints.</summary>
    public static string ReadItem(BoundedXmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }

        var text = new StringBuilder();
        var depth = xml.Depth;
        while (xml.Read() && !(xml.IsEnd && xml.Depth == depth))
        {
            if (xml.IsStart && xml.Name == "t")
            {
                xml.AppendText(text);
            }
            else if (xml.IsStart && xml.Name == "rPh")
            {
                xml.SkipToEnd();
            }
        }

        return SheetText.Unescape(text.ToString());
    }
}
