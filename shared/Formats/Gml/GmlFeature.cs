using System.Text;
using Platform.Formats.Tables;

namespace Platform.Formats.Gml;

/// <summary>A feature as it stands in the file.</summary>
/// <param name="Type">Local name of its element: the layer.</param>
/// <param name="Id">Its <c>gml:id</c> or <c>fid</c>.</param>
internal sealed record GmlFeature(string Type, string? Id)
{
    private const string GmlNamespace = "http://www.opengis.net/gml";
    private const int MaxProperties = 10_000;

    /// <summary>Leaf properties: names of the elements around the text, joined by points. A name that occurs again has its values joined by semicolons.</summary>
    public Dictionary<string, string> Properties { get; } = [];

    /// <summary>The first geometry property, not yet built.</summary>
    public GmlShape? Geometry { get; private set; }

    /// <summary>Whether there are more geometry properties.</summary>
    public bool HasMoreGeometries { get; private set; }

    /// <summary>Reads the element at which the reader stands, to its end.</summary>
    public static GmlFeature Read(BoundedXmlReader xml)
    {
        var feature = new GmlFeature(xml.Name, xml.Attribute("id") ?? xml.Attribute("fid"));
        feature.ReadProperties(xml, path: "");
        return feature;
    }

    /// <summary>Reads what is inside of the element; its text is the value of the property when nothing else is inside.</summary>
    private void ReadProperties(BoundedXmlReader xml, string path)
    {
        var link = path.Length > 0 ? xml.Attribute("href") : null;
        var (text, hasElements) = (new StringBuilder(), false);
        if (!xml.IsEmptyElement)
        {
            var depth = xml.Depth;
            while (xml.Read() && !(xml.IsEnd && xml.Depth == depth))
            {
                if (xml.IsText)
                {
                    xml.AppendValue(text);
                }
                else if (xml.IsStart)
                {
                    hasElements = true;
                    ReadElement(xml, path);
                }
            }
        }

        var value = text.ToString().Trim() is { Length: > 0 } content ? content : link;
        if (path.Length > 0 && !hasElements && value is not null)
        {
            Add(path, value);
        }
    }

    private void ReadElement(BoundedXmlReader xml, string path)
    {
        if (xml.Name == "boundedBy")
        {
            xml.SkipToEnd();
        }
        else if (GmlGeometryBuilder.IsGeometry(xml.Name) && xml.Namespace.StartsWith(GmlNamespace, StringComparison.Ordinal))
        {
            HasMoreGeometries |= Geometry is not null;
            var shape = GmlShape.Read(xml);
            Geometry ??= shape;
        }
        else
        {
            ReadProperties(xml, path.Length == 0 ? xml.Name : $"{path}.{xml.Name}");
        }
    }

    private void Add(string name, string value)
    {
        if (Properties.TryGetValue(name, out var known))
        {
            Properties[name] = $"{known};{value}";
        }
        else if (Properties.Count < MaxProperties)
        {
            Properties.Add(name, value);
        }
    }
}
