using System.Globalization;
using System.Xml;
using Platform.Formats.Tables;
using static Platform.Formats.Spreadsheets.SheetXml;

namespace Platform.Formats.Spreadsheets;

/// <summary>Writes the part of one worksheet, its elements in the order that the schema prescribes.</summary>
internal sealed class SheetPart(SheetToWrite sheet, StyleTable styles, ChoiceLists lists, bool isActive)
{
    public void Write(XmlWriter xml)
    {
        xml.WriteStartElement("worksheet", Main);
        xml.WriteAttributeString("xmlns", "r", null, Relationships);
        if (sheet.Landscape)
        {
            xml.WriteStartElement("sheetPr", Main);
            Empty(xml, "pageSetUpPr", ("fitToPage", "1"));
            xml.WriteEndElement();
        }

        WriteView(xml);
        WriteColumns(xml);
        WriteRows(xml);
        if (sheet.Protected)
        {
            Empty(xml, "sheetProtection", ("sheet", "1"), ("objects", "1"), ("scenarios", "1"), ("formatColumns", "0"), ("formatRows", "0"));
        }

        WriteMerges(xml);
        WriteRules(xml);
        Empty(xml, "pageMargins", ("left", "0.5"), ("right", "0.5"), ("top", "0.6"), ("bottom", "0.6"), ("header", "0.3"), ("footer", "0.3"));
        if (sheet.Landscape)
        {
            Empty(xml, "pageSetup", ("paperSize", "9"), ("fitToHeight", "0"), ("orientation", "landscape"));
        }

        if (sheet.Notes.Count > 0)
        {
            xml.WriteStartElement("legacyDrawing", Main);
            xml.WriteAttributeString("r", "id", Relationships, "rId1");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private void WriteView(XmlWriter xml)
    {
        xml.WriteStartElement("sheetViews", Main);
        xml.WriteStartElement("sheetView", Main);
        if (isActive)
        {
            xml.WriteAttributeString("tabSelected", "1");
        }

        xml.WriteAttributeString("workbookViewId", "0");
        if (sheet.FrozenRows + sheet.FrozenColumns > 0)
        {
            WritePane(xml);
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private void WritePane(XmlWriter xml)
    {
        xml.WriteStartElement("pane", Main);
        if (sheet.FrozenColumns > 0)
        {
            xml.WriteAttributeString("xSplit", Text(sheet.FrozenColumns));
        }

        if (sheet.FrozenRows > 0)
        {
            xml.WriteAttributeString("ySplit", Text(sheet.FrozenRows));
        }

        xml.WriteAttributeString("topLeftCell", Reference(sheet.FrozenRows + 1, sheet.FrozenColumns));
        xml.WriteAttributeString("activePane", sheet.FrozenRows == 0 ? "topRight" : sheet.FrozenColumns == 0 ? "bottomLeft" : "bottomRight");
        xml.WriteAttributeString("state", "frozen");
        xml.WriteEndElement();
    }

    private void WriteColumns(XmlWriter xml)
    {
        if (sheet.Columns.Count == 0)
        {
            return;
        }

        xml.WriteStartElement("cols", Main);
        for (var i = 0; i < sheet.Columns.Count; i++)
        {
            var column = sheet.Columns[i];
            xml.WriteStartElement("col", Main);
            xml.WriteAttributeString("min", Text(i + 1));
            xml.WriteAttributeString("max", Text(i + 1));
            xml.WriteAttributeString("width", Number(column.Width));
            xml.WriteAttributeString("style", Text(styles.IndexOf(column.Style ?? CellStyle.Plain)));
            if (column.Hidden)
            {
                xml.WriteAttributeString("hidden", "1");
            }

            xml.WriteAttributeString("customWidth", "1");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private void WriteRows(XmlWriter xml)
    {
        xml.WriteStartElement("sheetData", Main);
        var number = 0;
        var heights = new RowHeights(sheet);
        foreach (var row in sheet.Rows)
        {
            if (++number > CellReference.MaxRows || row.Cells.Count > CellReference.MaxColumns)
            {
                throw new ArgumentException($"Sheet '{sheet.Name}' exceeds {CellReference.MaxRows} rows or {CellReference.MaxColumns} columns.", nameof(xml));
            }

            xml.WriteStartElement("row", Main);
            xml.WriteAttributeString("r", Text(number));
            if (row.Height is { } height)
            {
                xml.WriteAttributeString("ht", Number(height));
                xml.WriteAttributeString("customHeight", "1");
            }
            else if (heights.Of(row, number) is { } fitting)
            {
                xml.WriteAttributeString("ht", Number(fitting));
            }

            for (var column = 0; column < row.Cells.Count; column++)
            {
                WriteCell(xml, row.Cells[column], number, column);
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private void WriteCell(XmlWriter xml, CellToWrite cell, int row, int column)
    {
        var style = cell.Style ?? (column < sheet.Columns.Count ? sheet.Columns[column].Style : null) ?? CellStyle.Plain;
        var (type, text, format) = Stored(cell.Value);
        if (format is not null && style.NumberFormat is null)
        {
            style = style with { NumberFormat = format };
        }

        if (text is null && style == CellStyle.Plain)
        {
            return;
        }

        xml.WriteStartElement("c", Main);
        xml.WriteAttributeString("r", Reference(row, column));
        xml.WriteAttributeString("s", Text(styles.IndexOf(style)));
        if (type is not null)
        {
            xml.WriteAttributeString("t", type);
        }

        if (type == "inlineStr")
        {
            xml.WriteStartElement("is", Main);
            WriteText(xml, text!);
            xml.WriteEndElement();
        }
        else if (text is not null)
        {
            xml.WriteElementString("v", Main, text);
        }

        xml.WriteEndElement();
    }

    internal static void WriteText(XmlWriter xml, string text)
    {
        xml.WriteStartElement("t", Main);
        xml.WriteAttributeString("xml", "space", null, "preserve");
        xml.WriteString(SheetText.Escape(text));
        xml.WriteEndElement();
    }

    /// <summary>Cell type, stored text and the number format that the value needs.</summary>
    private static (string? Type, string? Text, string? Format) Stored(object? value) => value switch
    {
        null or "" => (null, null, null),
        string text => ("inlineStr", text, null),
        bool truth => ("b", truth ? "1" : "0", null),
        DateOnly date => Stored(date.ToDateTime(TimeOnly.MinValue)) is (null, _, _) serial ? serial with { Format = "yyyy-mm-dd" }
            : ("inlineStr", date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), null),
        DateTime time when time >= FirstSerial => (null, Number(time.ToOADate()), "yyyy-mm-dd hh:mm:ss"),
        DateTime time => ("inlineStr", time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), null),
        double number when double.IsFinite(number) => (null, Number(number), null),
        decimal or long or int or short or byte => (null, ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture), null),
        _ => throw new ArgumentException($"A cell cannot hold {value} ({value.GetType().Name}).", nameof(value)),
    };

    /// <summary>Serial day numbers are unambiguous only after the 29 February 1900 that spreadsheets invent.</summary>
    private static DateTime FirstSerial { get; } = new(1900, 3, 1, 0, 0, 0, DateTimeKind.Unspecified);

    private void WriteMerges(XmlWriter xml)
    {
        if (sheet.MergedRanges.Count == 0)
        {
            return;
        }

        xml.WriteStartElement("mergeCells", Main);
        xml.WriteAttributeString("count", Text(sheet.MergedRanges.Count));
        foreach (var range in sheet.MergedRanges)
        {
            Empty(xml, "mergeCell", ("ref", Reference(range)));
        }

        xml.WriteEndElement();
    }

    private void WriteRules(XmlWriter xml)
    {
        if (sheet.Rules.Count == 0)
        {
            return;
        }

        xml.WriteStartElement("dataValidations", Main);
        xml.WriteAttributeString("count", Text(sheet.Rules.Count));
        foreach (var rule in sheet.Rules)
        {
            RuleXml.Write(xml, rule, lists);
        }

        xml.WriteEndElement();
    }

    internal static void Empty(XmlWriter xml, string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(name, Main);
        foreach (var (attribute, value) in attributes)
        {
            xml.WriteAttributeString(attribute, value);
        }

        xml.WriteEndElement();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
