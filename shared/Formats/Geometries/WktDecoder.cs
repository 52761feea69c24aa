using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Platform.Findings;

namespace Platform.Formats.Geometries;

/// <summary>Decodes well-known text after bounding its nesting, and checks every coordinate afterwards.</summary>
internal static class WktDecoder
{
    private const int MaxLength = 64 << 20;

    /// <summary>The geometry in two dimensions.</summary>
    /// <exception cref="RefusedException">The text is no geometry that can be used.</exception>
    public static Geometry Decode(string text, RowGeometry row)
    {
        if (text.Length > MaxLength)
        {
            throw row.Refuse(FormatFindings.GeometryTooLarge, MaxLength);
        }

        if (Depth(text) > RowGeometry.MaxDepth)
        {
            throw row.Refuse(FormatFindings.GeometryTooDeep, RowGeometry.MaxDepth);
        }

        var geometry = Parse(text, row);
        geometry.Apply(new Checker(row));
        return geometry;
    }

    private static Geometry Parse(string text, RowGeometry row)
    {
        try
        {
            return new WKTReader { IsOldNtsCoordinateSyntaxAllowed = false }.Read(text);
        }
        catch (Exception bad) when (bad is NetTopologySuite.IO.ParseException or ArgumentException or FormatException or OverflowException)
        {
            throw row.Refuse(FormatFindings.GeometryMalformed, "WKT: " + bad.Message.ReplaceLineEndings(" "));
        }
    }

    private static int Depth(string text)
    {
        var (depth, deepest) = (0, 0);
        foreach (var c in text)
        {
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            deepest = Math.Max(deepest, depth);
        }

        return deepest;
    }

    private sealed class Checker(RowGeometry row) : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => false;

        public void Filter(CoordinateSequence seq, int i) => row.Check(seq.GetX(i), seq.GetY(i));
    }
}
