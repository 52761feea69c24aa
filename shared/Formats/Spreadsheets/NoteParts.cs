using System.Globalization;
using System.Xml;

namespace Platform.Formats.Spreadsheets;

/// <summary>Writes the two parts that notes on cells need: the texts, and the boxes (VML, which programs still demand).</summary>
internal static class NoteParts
{
    private const string Vml = "urn:schemas-microsoft-com:vml";
    private const string Office = "urn:schemas-microsoft-com:office:office";
    private const string Excel = "urn:schemas-microsoft-com:office:excel";

    public static void WriteTexts(XmlWriter xml, IReadOnlyList<CellNote> notes)
    {
        xml.WriteStartElement("comments", SheetXml.Main);
        xml.WriteStartElement("authors", SheetXml.Main);
        xml.WriteElementString("author", SheetXml.Main, "");
        xml.WriteEndElement();
        xml.WriteStartElement("commentList", SheetXml.Main);
        foreach (var note in notes)
        {
            xml.WriteStartElement("comment", SheetXml.Main);
            xml.WriteAttributeString("ref", SheetXml.Reference(note.Row, note.Column));
            xml.WriteAttributeString("authorId", "0");
            xml.WriteStartElement("text", SheetXml.Main);
            SheetPart.WriteText(xml, note.Text);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    public static void WriteBoxes(XmlWriter xml, IReadOnlyList<CellNote> notes)
    {
        xml.WriteStartElement("xml");
        xml.WriteAttributeString("xmlns", "v", null, Vml);
        xml.WriteAttributeString("xmlns", "o", null, Office);
        xml.WriteAttributeString("xmlns", "x", null, Excel);
        xml.WriteStartElement("shapetype", Vml);
        xml.WriteAttributeString("id", "_x0000_t202");
        xml.WriteAttributeString("coordsize", "21600,21600");
        xml.WriteAttributeString("spt", Office, "202");
        xml.WriteAttributeString("path", "m,l,21600r21600,l21600,xe");
        xml.WriteEndElement();
        for (var i = 0; i < notes.Count; i++)
        {
            WriteBox(xml, notes[i], i);
        }

        xml.WriteEndElement();
    }

    private static void WriteBox(XmlWriter xml, CellNote note, int index)
    {
        xml.WriteStartElement("shape", Vml);
        xml.WriteAttributeString("id", "_x0000_s" + Text(1025 + index));
        xml.WriteAttributeString("type", "#_x0000_t202");
        xml.WriteAttributeString("style", "position:absolute;width:180pt;height:60pt;visibility:hidden");
        xml.WriteAttributeString("fillcolor", "#ffffe1");
        xml.WriteStartElement("ClientData", Excel);
        xml.WriteAttributeString("ObjectType", "Note");
        xml.WriteElementString("AutoFill", Excel, "False");
        xml.WriteElementString("Row", Excel, Text(note.Row - 1));
        xml.WriteElementString("Column", Excel, Text(note.Column));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
