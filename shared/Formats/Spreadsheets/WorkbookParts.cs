using System.Globalization;
using System.Xml;
using static Platform.Formats.Spreadsheets.SheetXml;

namespace Platform.Formats.Spreadsheets;

/// <summary>Writes the parts around the worksheets: content types, relationships, the list of sheets and its defined names.</summary>
internal static class WorkbookParts
{
    private const string ContentTypes = "http://schemas.openxmlformats.org/package/2006/content-types";
    private const string PackageRelationships = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string SheetMl = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    public static void WriteContentTypes(XmlWriter xml, IReadOnlyList<SheetToWrite> sheets)
    {
        xml.WriteStartElement("Types", ContentTypes);
        Element(xml, "Default", ContentTypes, ("Extension", "rels"), ("ContentType", "application/vnd.openxmlformats-package.relationships+xml"));
        Element(xml, "Default", ContentTypes, ("Extension", "vml"), ("ContentType", "application/vnd.openxmlformats-officedocument.vmlDrawing"));
        Element(xml, "Override", ContentTypes, ("PartName", "/xl/workbook.xml"), ("ContentType", SheetMl + "sheet.main+xml"));
        Element(xml, "Override", ContentTypes, ("PartName", "/xl/styles.xml"), ("ContentType", SheetMl + "styles+xml"));
        for (var i = 0; i < sheets.Count; i++)
        {
            Element(xml, "Override", ContentTypes, ("PartName", $"/xl/worksheets/sheet{i + 1}.xml"), ("ContentType", SheetMl + "worksheet+xml"));
            if (sheets[i].Notes.Count > 0)
            {
                Element(xml, "Override", ContentTypes, ("PartName", $"/xl/comments{i + 1}.xml"), ("ContentType", SheetMl + "comments+xml"));
            }
        }

        xml.WriteEndElement();
    }

    public static void WritePackageRelationships(XmlWriter xml) =>
        WriteRelationships(xml, [("rId1", "officeDocument", "xl/workbook.xml")]);

    public static void WriteWorkbookRelationships(XmlWriter xml, IReadOnlyList<SheetToWrite> sheets) => WriteRelationships(
        xml,
        [
            .. sheets.Select((_, i) => (SheetId(i), "worksheet", string.Create(CultureInfo.InvariantCulture, $"worksheets/sheet{i + 1}.xml"))),
            (SheetId(sheets.Count), "styles", "styles.xml"),
        ]);

    public static void WriteNoteRelationships(XmlWriter xml, int sheet) => WriteRelationships(
        xml, [("rId1", "vmlDrawing", $"../drawings/vmlDrawing{sheet}.vml"), ("rId2", "comments", $"../comments{sheet}.xml")]);

    public static void WriteWorkbook(XmlWriter xml, IReadOnlyList<SheetToWrite> sheets)
    {
        xml.WriteStartElement("workbook", Main);
        xml.WriteAttributeString("xmlns", "r", null, Relationships);
        xml.WriteStartElement("bookViews", Main);
        Element(xml, "workbookView", Main, ("activeTab", "0"));
        xml.WriteEndElement();
        xml.WriteStartElement("sheets", Main);
        for (var i = 0; i < sheets.Count; i++)
        {
            xml.WriteStartElement("sheet", Main);
            xml.WriteAttributeString("name", sheets[i].Name);
            xml.WriteAttributeString("sheetId", (i + 1).ToString(CultureInfo.InvariantCulture));
            if (sheets[i].Hidden)
            {
                xml.WriteAttributeString("state", "hidden");
            }

            xml.WriteAttributeString("r", "id", Relationships, SheetId(i));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        WritePrintTitles(xml, sheets);
        xml.WriteEndElement();
    }

    private static void WritePrintTitles(XmlWriter xml, IReadOnlyList<SheetToWrite> sheets)
    {
        if (sheets.All(s => s.PrintTitleRows is null))
        {
            return;
        }

        xml.WriteStartElement("definedNames", Main);
        for (var i = 0; i < sheets.Count; i++)
        {
            if (sheets[i].PrintTitleRows is var (first, last))
            {
                xml.WriteStartElement("definedName", Main);
                xml.WriteAttributeString("name", "_xlnm.Print_Titles");
                xml.WriteAttributeString("localSheetId", i.ToString(CultureInfo.InvariantCulture));
                xml.WriteString($"'{sheets[i].Name.Replace("'", "''", StringComparison.Ordinal)}'!${first}:${last}");
                xml.WriteEndElement();
            }
        }

        xml.WriteEndElement();
    }

    private static void WriteRelationships(XmlWriter xml, IEnumerable<(string Id, string Type, string Target)> relationships)
    {
        xml.WriteStartElement("Relationships", PackageRelationships);
        foreach (var (id, type, target) in relationships)
        {
            Element(xml, "Relationship", PackageRelationships, ("Id", id), ("Type", Relationships + "/" + type), ("Target", target));
        }

        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, string ns, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(name, ns);
        foreach (var (attribute, value) in attributes)
        {
            xml.WriteAttributeString(attribute, value);
        }

        xml.WriteEndElement();
    }

    private static string SheetId(int index) => string.Create(CultureInfo.InvariantCulture, $"rId{index + 1}");
}
