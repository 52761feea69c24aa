using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using NetTopologySuite.Geometries;

namespace Platform.Formats.Geometries;

/// <summary>
/// Decodes well-known text (OGC 06-103r4, with <c>SRID=n;</c> in front as in EWKT) into two-dimensional geometries. Nesting is limited, Z and M
/// are dropped, a fault names its place.
/// </summary>
internal ref struct WktDecoder
{
    private const int MaxLength = 64 << 20;
    private static readonly SearchValues<char> NumberEnds = SearchValues.Create(" \t\r\n,()");
    private readonly ReadOnlySpan<char> _text;
    private readonly RowGeometry _row;
    private int _at;

    private WktDecoder(ReadOnlySpan<char> text, RowGeometry row)
    {
        _text = text;
        _row = row;
    }

    /// <exception cref="Platform.Findings.RefusedException">The text is no geometry that can be used.</exception>
    public static Geometry Decode(ReadOnlySpan<char> text, RowGeometry row)
    {
        if (text.Length > MaxLength)
        {
            throw row.Refuse(FormatFindings.GeometryTooLarge, MaxLength);
        }

        var decoder = new WktDecoder(text, row);
        decoder.SkipReference();
        var geometry = decoder.ReadGeometry(depth: 0);
        decoder.SkipBlanks();
        return decoder._at == text.Length ? geometry : throw decoder.Malformed();
    }

    private void SkipReference()
    {
        SkipBlanks();
        if (_text[_at..].StartsWith("SRID=", StringComparison.OrdinalIgnoreCase))
        {
            var end = _text[_at..].IndexOf(';');
            _at = end < 0 ? throw Malformed() : _at + end + 1;
        }
    }

    private Geometry ReadGeometry(int depth)
    {
        if (depth >= RowGeometry.MaxDepth)
        {
            throw _row.Refuse(FormatFindings.GeometryTooDeep, RowGeometry.MaxDepth);
        }

        var type = ReadType();
        var factory = RowGeometry.Factory;
        return type switch
        {
            "POINT" => TryOpen() ? ClosedPoint() : factory.CreatePoint(),
            "LINESTRING" or "LINEARRING" => _row.Line(ReadPoints()),
            "POLYGON" => ReadPolygon(),
            "MULTIPOINT" => ReadMultiPoint(),
            "MULTILINESTRING" => factory.CreateMultiLineString([.. ReadLines().Select(_row.Line)]),
            "MULTIPOLYGON" => ReadMultiPolygon(),
            "GEOMETRYCOLLECTION" => ReadCollection(depth),
            "CIRCULARSTRING" or "COMPOUNDCURVE" or "CURVEPOLYGON" or "MULTICURVE" or "MULTISURFACE" or "POLYHEDRALSURFACE" or "TIN" or "TRIANGLE" =>
                throw _row.Refuse(FormatFindings.GeometryCurve, type),
            _ => throw Malformed(),
        };
    }

    /// <summary>The type in upper case, without Z and M.</summary>
    private string ReadType()
    {
        var type = ReadWord().ToString().ToUpperInvariant();
        var start = _at;
        if (ReadWord() is not { Length: > 0 } dimension || !(dimension.Equals("Z", StringComparison.OrdinalIgnoreCase)
            || dimension.Equals("M", StringComparison.OrdinalIgnoreCase) || dimension.Equals("ZM", StringComparison.OrdinalIgnoreCase)))
        {
            _at = start;
        }

        return type.EndsWith("ZM", StringComparison.Ordinal) ? type[..^2] : type.Length > 1 && type[^1] is 'Z' or 'M' ? type[..^1] : type;
    }

    private Point ClosedPoint()
    {
        var (x, y) = ReadPosition();
        Close();
        return _row.Point(x, y);
    }

    private CoordinateSequence ReadPoints()
    {
        var ordinates = new List<double>();
        for (var more = TryOpen(); more; more = TryComma())
        {
            var (x, y) = ReadPosition();
            _row.Check(x, y);
            ordinates.Add(x);
            ordinates.Add(y);
        }

        return _row.Points(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(ordinates)));
    }

    private List<CoordinateSequence> ReadLines()
    {
        var lines = new List<CoordinateSequence>();
        for (var more = TryOpen(); more; more = TryComma())
        {
            lines.Add(ReadPoints());
        }

        return lines;
    }

    private Polygon ReadPolygon()
    {
        var rings = ReadLines();
        return rings.Count == 0 ? RowGeometry.Factory.CreatePolygon() : _row.Polygon(rings[0], rings.Skip(1));
    }

    private MultiPoint ReadMultiPoint()
    {
        var points = new List<Point>();
        for (var more = TryOpen(); more; more = TryComma())
        {
            SkipBlanks();
            if (_at < _text.Length && _text[_at] is '(' or 'E' or 'e')
            {
                points.Add(TryOpen() ? ClosedPoint() : RowGeometry.Factory.CreatePoint());
            }
            else
            {
                var (x, y) = ReadPosition();
                points.Add(_row.Point(x, y));
            }
        }

        return RowGeometry.Factory.CreateMultiPoint([.. points]);
    }

    private MultiPolygon ReadMultiPolygon()
    {
        var polygons = new List<Polygon>();
        for (var more = TryOpen(); more; more = TryComma())
        {
            polygons.Add(ReadPolygon());
        }

        return RowGeometry.Factory.CreateMultiPolygon([.. polygons]);
    }

    private GeometryCollection ReadCollection(int depth)
    {
        var members = new List<Geometry>();
        for (var more = TryOpen(); more; more = TryComma())
        {
            members.Add(ReadGeometry(depth + 1));
        }

        return RowGeometry.Factory.CreateGeometryCollection([.. members]);
    }

    /// <summary>Two to four numbers, of which the first two count.</summary>
    private (double X, double Y) ReadPosition()
    {
        var (x, y) = (ReadNumber(), ReadNumber());
        for (var more = 0; more < 2 && IsNumber(); more++)
        {
            ReadNumber();
        }

        return (x, y);
    }

    private bool IsNumber()
    {
        SkipBlanks();
        return _at < _text.Length && _text[_at] is not (',' or ')');
    }

    private double ReadNumber()
    {
        SkipBlanks();
        var rest = _text[_at..];
        var length = rest.IndexOfAny(NumberEnds);
        var number = length < 0 ? rest : rest[..length];
        if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            throw Malformed();
        }

        _at += number.Length;
        return value;
    }

    /// <summary>Steps over an opening bracket; false for <c>EMPTY</c>.</summary>
    private bool TryOpen()
    {
        SkipBlanks();
        if (_at < _text.Length && _text[_at] == '(')
        {
            _at++;
            return true;
        }

        return ReadWord().Equals("EMPTY", StringComparison.OrdinalIgnoreCase) ? false : throw Malformed();
    }

    /// <summary>Steps over a comma, or over a closing bracket and says false.</summary>
    private bool TryComma()
    {
        SkipBlanks();
        if (_at < _text.Length && _text[_at] is ',' or ')')
        {
            return _text[_at++] == ',';
        }

        throw Malformed();
    }

    private void Close()
    {
        if (TryComma())
        {
            throw Malformed();
        }
    }

    private ReadOnlySpan<char> ReadWord()
    {
        SkipBlanks();
        var start = _at;
        while (_at < _text.Length && char.IsAsciiLetter(_text[_at]))
        {
            _at++;
        }

        return _text[start.._at];
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }

    private readonly Platform.Findings.RefusedException Malformed() => _row.Refuse(FormatFindings.GeometryMalformed, $"WKT: character {_at + 1}");
}
