using System.Globalization;
using Platform.Formats.Tables;

namespace Platform.Formats.Gml;

/// <summary>An element of a GML geometry as it stands in the file: its name, what is inside, and its ordinates. Built into a geometry afterwards.</summary>
/// <param name="Name">Local name.</param>
/// <param name="Srs">Its <c>srsName</c>.</param>
/// <param name="Dimension">Its <c>srsDimension</c>; 0 when it has none.</param>
/// <param name="IsReversed">Whether its <c>orientation</c> is minus.</param>
internal sealed record GmlShape(string Name, string? Srs, int Dimension, bool IsReversed)
{
    /// <summary>Greatest number of ordinates of one geometry, and of elements.</summary>
    public const int MaxOrdinates = 4_000_000;

    private const int MaxElements = 200_000;
    private const int LongestNumber = 64;

    public List<GmlShape> Inside { get; } = [];

    public List<double> Ordinates { get; } = [];

    /// <summary>What is wrong with it, or null.</summary>
    public string? Fault { get; private set; }

    /// <summary>Whether it grew over the limits.</summary>
    public bool IsTooLarge { get; private set; }

    /// <summary>The first <c>srsName</c> of it or of what is inside.</summary>
    public string? AnySrs => Srs ?? Inside.Select(shape => shape.AnySrs).FirstOrDefault(srs => srs is not null);

    /// <summary>Reads the element at which the reader stands, to its end.</summary>
    public static GmlShape Read(BoundedXmlReader xml) => Read(xml, new Count());

    private sealed class Count
    {
        public int Elements { get; set; }

        public int Ordinates { get; set; }
    }

    private static GmlShape Read(BoundedXmlReader xml, Count count)
    {
        var dimension = int.TryParse(xml.Attribute("srsDimension") ?? xml.Attribute("dimension"), NumberStyles.None, CultureInfo.InvariantCulture, out var stated) ? stated : 0;
        var shape = new GmlShape(xml.Name, xml.Attribute("srsName"), dimension, xml.Attribute("orientation") == "-");
        if (++count.Elements > MaxElements)
        {
            shape.IsTooLarge = true;
            xml.SkipToEnd();
        }
        else if (shape.Name is "pos" or "posList" or "coordinates" or "X" or "Y" or "Z")
        {
            shape.ReadOrdinates(xml, count);
        }
        else
        {
            shape.ReadInside(xml, count);
        }

        return shape;
    }

    private void ReadInside(BoundedXmlReader xml, Count count)
    {
        if (xml.IsEmptyElement)
        {
            return;
        }

        var depth = xml.Depth;
        while (xml.Read() && !(xml.IsEnd && xml.Depth == depth))
        {
            if (xml.IsStart)
            {
                var inside = Read(xml, count);
                IsTooLarge |= inside.IsTooLarge;
                Fault ??= inside.Fault;
                Inside.Add(inside);
            }
        }
    }

    /// <summary>Numbers between blanks or commas; a number may be cut between two pieces of text.</summary>
    private void ReadOrdinates(BoundedXmlReader xml, Count count)
    {
        var number = new char[LongestNumber];
        var length = 0;
        xml.ReadText(piece =>
        {
            foreach (var c in piece)
            {
                if (c is ' ' or '\n' or '\r' or '\t' or ',')
                {
                    Take(number.AsSpan(0, length), count);
                    length = 0;
                }
                else if (length < number.Length)
                {
                    number[length++] = c;
                }
                else
                {
                    Fault = "number";
                }
            }
        });
        Take(number.AsSpan(0, length), count);
    }

    private void Take(ReadOnlySpan<char> number, Count count)
    {
        if (number.IsEmpty)
        {
            return;
        }

        if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            Fault = $"number '{number}'";
        }
        else if (count.Ordinates++ >= MaxOrdinates)
        {
            IsTooLarge = true;
        }
        else
        {
            Ordinates.Add(value);
        }
    }
}
