using System.Globalization;
using System.Xml;

namespace Platform.Formats.Spreadsheets;

/// <summary>The distinct styles of a workbook in the order of their first use, and the part <c>xl/styles.xml</c>.</summary>
internal sealed class StyleTable
{
    private const int FirstCustomFormat = 164;
    private const string DefaultFont = "宋体";

    private readonly Dictionary<CellStyle, int> _styles = new() { [CellStyle.Plain] = 0 };
    private readonly List<CellStyle> _order = [CellStyle.Plain];

    /// <summary>Index of the style for <c>c/@s</c>.</summary>
    public int IndexOf(CellStyle style)
    {
        if (_styles.TryGetValue(style, out var index))
        {
            return index;
        }

        _styles.Add(style, _order.Count);
        _order.Add(style);
        return _order.Count - 1;
    }

    public void Write(XmlWriter xml)
    {
        var formats = _order.Select(s => s.NumberFormat).OfType<string>().Distinct().ToList();
        var fonts = _order.Select(FontOf).Distinct().ToList();
        var fills = _order.Select(s => s.Fill).OfType<string>().Distinct().ToList();
        xml.WriteStartElement("styleSheet", SheetXml.Main);
        if (formats.Count > 0)
        {
            WriteList(xml, "numFmts", formats, (format, i) => WriteEmpty(xml, "numFmt", ("numFmtId", Text(FirstCustomFormat + i)), ("formatCode", format)));
        }

        WriteList(xml, "fonts", fonts, (font, _) => WriteFont(xml, font));
        WriteList(xml, "fills", ["none", "gray125", .. fills], (fill, i) => WriteFill(xml, fill, isPattern: i < 2));
        WriteList(xml, "borders", [false, true], (lines, _) => WriteBorder(xml, lines));
        WriteList(xml, "cellStyleXfs", [0], (_, _) => WriteEmpty(xml, "xf", ("numFmtId", "0"), ("fontId", "0"), ("fillId", "0"), ("borderId", "0")));
        WriteList(xml, "cellXfs", _order, (style, _) => WriteFormat(
            xml, style, style.NumberFormat is null ? 0 : FirstCustomFormat + formats.IndexOf(style.NumberFormat), fonts.IndexOf(FontOf(style)),
            style.Fill is null ? 0 : 2 + fills.IndexOf(style.Fill)));
        WriteList(xml, "cellStyles", [0], (_, _) => WriteEmpty(xml, "cellStyle", ("name", "Normal"), ("xfId", "0"), ("builtinId", "0")));
        xml.WriteEndElement();
    }

    private static (bool Bold, bool Italic, double Size, string? Color) FontOf(CellStyle style) => (style.Bold, style.Italic, style.FontSize, style.FontColor);

    private static void WriteFont(XmlWriter xml, (bool Bold, bool Italic, double Size, string? Color) font)
    {
        xml.WriteStartElement("font", SheetXml.Main);
        if (font.Bold)
        {
            WriteEmpty(xml, "b");
        }

        if (font.Italic)
        {
            WriteEmpty(xml, "i");
        }

        WriteEmpty(xml, "sz", ("val", font.Size.ToString("R", CultureInfo.InvariantCulture)));
        if (font.Color is not null)
        {
            WriteEmpty(xml, "color", ("rgb", "FF" + font.Color));
        }

        WriteEmpty(xml, "name", ("val", DefaultFont));
        xml.WriteEndElement();
    }

    private static void WriteFill(XmlWriter xml, string fill, bool isPattern)
    {
        xml.WriteStartElement("fill", SheetXml.Main);
        xml.WriteStartElement("patternFill", SheetXml.Main);
        xml.WriteAttributeString("patternType", isPattern ? fill : "solid");
        if (!isPattern)
        {
            WriteEmpty(xml, "fgColor", ("rgb", "FF" + fill));
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteBorder(XmlWriter xml, bool lines)
    {
        xml.WriteStartElement("border", SheetXml.Main);
        foreach (var side in (string[])["left", "right", "top", "bottom"])
        {
            xml.WriteStartElement(side, SheetXml.Main);
            if (lines)
            {
                xml.WriteAttributeString("style", "thin");
                WriteEmpty(xml, "color", ("rgb", "FF808080"));
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteFormat(XmlWriter xml, CellStyle style, int format, int font, int fill)
    {
        xml.WriteStartElement("xf", SheetXml.Main);
        xml.WriteAttributeString("numFmtId", Text(format));
        xml.WriteAttributeString("fontId", Text(font));
        xml.WriteAttributeString("fillId", Text(fill));
        xml.WriteAttributeString("borderId", style.Border ? "1" : "0");
        xml.WriteAttributeString("xfId", "0");
        foreach (var applied in (string[])["applyNumberFormat", "applyFont", "applyFill", "applyBorder", "applyAlignment", "applyProtection"])
        {
            xml.WriteAttributeString(applied, "1");
        }

        xml.WriteStartElement("alignment", SheetXml.Main);
        xml.WriteAttributeString("horizontal", Name(style.Horizontal));
        xml.WriteAttributeString("vertical", Name(style.Vertical));
        if (style.Wrap)
        {
            xml.WriteAttributeString("wrapText", "1");
        }

        xml.WriteEndElement();
        WriteEmpty(xml, "protection", ("locked", style.Locked ? "1" : "0"));
        xml.WriteEndElement();
    }

    private static string Name(HorizontalPlace place) => place switch
    {
        HorizontalPlace.Left => "left",
        HorizontalPlace.Center => "center",
        HorizontalPlace.Right => "right",
        _ => "general",
    };

    private static string Name(VerticalPlace place) => place switch
    {
        VerticalPlace.Top => "top",
        VerticalPlace.Center => "center",
        _ => "bottom",
    };

    private static void WriteList<T>(XmlWriter xml, string name, IReadOnlyList<T> items, Action<T, int> writeItem)
    {
        xml.WriteStartElement(name, SheetXml.Main);
        xml.WriteAttributeString("count", Text(items.Count));
        for (var i = 0; i < items.Count; i++)
        {
            writeItem(items[i], i);
        }

        xml.WriteEndElement();
    }

    private static void WriteEmpty(XmlWriter xml, string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(name, SheetXml.Main);
        foreach (var (attribute, value) in attributes)
        {
            xml.WriteAttributeString(attribute, value);
        }

        xml.WriteEndElement();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
