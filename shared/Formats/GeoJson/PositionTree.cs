using NetTopologySuite.Geometries;
using Platform.Formats.Geometries;

namespace Platform.Formats.GeoJson;

/// <summary>
/// The nested arrays of a <c>coordinates</c> member, kept flat: all positions in one list, and where lines and polygons end.
/// The geometry's type may stand before or behind it in the file, so it is built afterwards.
/// </summary>
internal sealed class PositionTree
{
    private readonly List<double> _ordinates = [];
    private readonly List<int> _lineEnds = [];
    private readonly List<int> _polygonEnds = [];

    /// <summary>Levels of arrays around positions: 0 for one position, 3 for a multipolygon; -1 when there is no position at all.</summary>
    public int Height { get; set; } = -1;

    /// <summary>What is wrong with the arrays, or null.</summary>
    public string? Fault { get; set; }

    /// <summary>Whether a position held something else than finite numbers.</summary>
    public bool HasBadNumber { get; set; }

    private int PositionCount => _ordinates.Count / 2;

    public void AddPosition(double x, double y)
    {
        _ordinates.Add(x);
        _ordinates.Add(y);
    }

    /// <summary>Notes that an array whose members have the given height ends.</summary>
    public void End(int memberHeight)
    {
        if (memberHeight == 0)
        {
            _lineEnds.Add(PositionCount);
        }
        else if (memberHeight == 1)
        {
            _polygonEnds.Add(_lineEnds.Count);
        }
    }

    /// <summary>The geometry of the given GeoJSON type.</summary>
    /// <exception cref="Platform.Findings.RefusedException">The arrays make no geometry of that type.</exception>
    public Geometry Build(string type, RowGeometry row)
    {
        if (HasBadNumber)
        {
            throw row.Refuse(FormatFindings.GeometryNotFinite);
        }

        var height = HeightOf(type) is >= 0 and var known ? known : throw row.Refuse(FormatFindings.GeometryUnknownType, type);
        if (Fault is not null || (Height >= 0 && Height != height))
        {
            throw row.Refuse(FormatFindings.GeometryMalformed, Fault ?? $"coordinates of a {type}");
        }

        var factory = RowGeometry.Factory;
        return type switch
        {
            "Point" => Height < 0 ? factory.CreatePoint() : row.Point(_ordinates[0], _ordinates[1]),
            "MultiPoint" => factory.CreateMultiPoint(Sequence(0, PositionCount, row)),
            "LineString" => row.Line(Sequence(0, PositionCount, row)),
            "MultiLineString" => factory.CreateMultiLineString([.. Lines(0, _lineEnds.Count, row).Select(row.Line)]),
            "Polygon" => Polygon(0, _lineEnds.Count, row),
            _ => factory.CreateMultiPolygon([.. Polygons(row)]),
        };
    }

    private static int HeightOf(string type) => type switch
    {
        "Point" => 0,
        "MultiPoint" or "LineString" => 1,
        "MultiLineString" or "Polygon" => 2,
        "MultiPolygon" => 3,
        _ => -1,
    };

    private CoordinateSequence Sequence(int from, int to, RowGeometry row)
    {
        var sequence = RowGeometry.Sequence(to - from);
        for (var i = from; i < to; i++)
        {
            row.Set(sequence, i - from, _ordinates[2 * i], _ordinates[(2 * i) + 1]);
        }

        return sequence;
    }

    private IEnumerable<CoordinateSequence> Lines(int from, int to, RowGeometry row)
    {
        for (var line = from; line < to; line++)
        {
            yield return Sequence(line == 0 ? 0 : _lineEnds[line - 1], _lineEnds[line], row);
        }
    }

    private IEnumerable<Polygon> Polygons(RowGeometry row)
    {
        for (var polygon = 0; polygon < _polygonEnds.Count; polygon++)
        {
            yield return Polygon(polygon == 0 ? 0 : _polygonEnds[polygon - 1], _polygonEnds[polygon], row);
        }
    }

    private Polygon Polygon(int from, int to, RowGeometry row)
    {
        if (from == to)
        {
            return RowGeometry.Factory.CreatePolygon();
        }

        return row.Polygon(Lines(from, from + 1, row).First(), Lines(from + 1, to, row));
    }
}
