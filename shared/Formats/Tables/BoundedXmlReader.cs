using System.Text;
using System.Xml;
using Platform.Findings;

namespace Platform.Formats.Tables;

/// <summary>A forward reader that knows elements by local name only (strict and transitional files differ in namespaces) and turns every XML fault into a finding.</summary>
internal sealed class BoundedXmlReader(XmlReader xml, BoundedXml.TokenGuard guard, Location at, Func<string, RefusedException> refuse, int maxDepth) : IDisposable
{
    private const int MaxTextLength = 1 << 20;
    private readonly char[] _chunk = new char[1 << 12];

    public bool IsStart => xml.NodeType == XmlNodeType.Element;

    public bool IsEnd => xml.NodeType == XmlNodeType.EndElement;

    public bool IsText => xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace;

    public bool IsEmptyElement => xml.IsEmptyElement;

    public string Name => xml.LocalName;

    public string Namespace => xml.NamespaceURI;

    public int Depth => xml.Depth;

    /// <summary>Receives a piece of text, valid during the call.</summary>
    public delegate void TextPiece(ReadOnlySpan<char> piece);

    /// <summary>Moves to the next node; false at the end of the document.</summary>
    public bool Read() => Guarded(() =>
    {
        guard.OnToken();
        if (!xml.Read())
        {
            return false;
        }

        return xml.Depth <= maxDepth ? true : throw refuse($"nested over {maxDepth} levels");
    });

    /// <summary>An attribute by local name, whatever its namespace; null when missing.</summary>
    public string? Attribute(string name)
    {
        if (xml.GetAttribute(name) is { } plain)
        {
            return plain;
        }

        string? found = null;
        while (found is null && xml.MoveToNextAttribute())
        {
            found = xml.LocalName == name ? xml.Value : null;
        }

        xml.MoveToElement();
        return found;
    }

    /// <summary>Moves to the end of the current element.</summary>
    public void SkipToEnd()
    {
        if (xml.IsEmptyElement)
        {
            return;
        }

        var depth = xml.Depth;
        while (Read() && !(IsEnd && xml.Depth == depth))
        {
            // Everything inside is of no interest.
        }
    }

    /// <summary>Adds the text of the current element to <paramref name="text"/> and moves to its end.</summary>
    public void AppendText(StringBuilder text)
    {
        if (xml.IsEmptyElement)
        {
            return;
        }

        var depth = xml.Depth;
        while (Read() && !(IsEnd && xml.Depth == depth))
        {
            if (IsText)
            {
                AppendValue(text);
            }
        }
    }

    /// <summary>Hands out the text of the current element piece by piece, however long it is, and moves to the element's end. What is nested is left out.</summary>
    public void ReadText(TextPiece onPiece)
    {
        if (xml.IsEmptyElement)
        {
            return;
        }

        var depth = xml.Depth;
        while (Read() && !(IsEnd && xml.Depth == depth))
        {
            if (IsText && xml.Depth == depth + 1)
            {
                ReadPieces(onPiece);
            }
        }
    }

    /// <summary>Adds the text of the current node to <paramref name="text"/>.</summary>
    public void AppendValue(StringBuilder text) => ReadPieces(piece =>
    {
        if (text.Length + piece.Length > MaxTextLength)
        {
            throw new RefusedException(FormatFindings.TableCellTooLong.At(at, MaxTextLength));
        }

        text.Append(piece);
    });

    public void Dispose() => xml.Dispose();

    private void ReadPieces(TextPiece onPiece)
    {
        for (int count; (count = ReadPiece()) > 0;)
        {
            onPiece(_chunk.AsSpan(0, count));
        }
    }

    private int ReadPiece()
    {
        guard.OnToken();
        return Guarded(() => xml.ReadValueChunk(_chunk, 0, _chunk.Length));
    }

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (XmlException bad)
        {
            throw refuse(bad.Message);
        }
    }

}
