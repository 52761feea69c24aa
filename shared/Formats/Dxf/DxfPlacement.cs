namespace Platform.Formats.Dxf;

/// <summary>A position or direction in three dimensions.</summary>
internal readonly record struct DxfPoint(double X, double Y, double Z);

/// <summary>An affine map of space: where a block's or an entity's own coordinates lie in the world. The default value is not the identity; take <see cref="Identity"/>.</summary>
internal readonly record struct DxfPlacement(DxfPoint XAxis, DxfPoint YAxis, DxfPoint ZAxis, DxfPoint Origin)
{
    private const double AlmostVertical = 1.0 / 64;

    public static DxfPlacement Identity { get; } = new(new(1, 0, 0), new(0, 1, 0), new(0, 0, 1), default);

    public DxfPoint Apply(DxfPoint p) => new(
        (XAxis.X * p.X) + (YAxis.X * p.Y) + (ZAxis.X * p.Z) + Origin.X,
        (XAxis.Y * p.X) + (YAxis.Y * p.Y) + (ZAxis.Y * p.Z) + Origin.Y,
        (XAxis.Z * p.X) + (YAxis.Z * p.Y) + (ZAxis.Z * p.Z) + Origin.Z);

    /// <summary>First <paramref name="inner"/>, then this.</summary>
    public DxfPlacement After(DxfPlacement inner) => new(Turn(inner.XAxis), Turn(inner.YAxis), Turn(inner.ZAxis), Apply(inner.Origin));

    /// <summary>The object coordinate system of an entity with this extrusion (DXF Reference, "Arbitrary Axis Algorithm").</summary>
    public static DxfPlacement OfExtrusion(DxfPoint extrusion)
    {
        var z = Unit(extrusion);
        if (z is { X: 0, Y: 0, Z: > 0 })
        {
            return Identity;
        }

        var x = Unit(Math.Abs(z.X) < AlmostVertical && Math.Abs(z.Y) < AlmostVertical ? Cross(new(0, 1, 0), z) : Cross(new(0, 0, 1), z));
        return new DxfPlacement(x, Unit(Cross(z, x)), z, default);
    }

    /// <summary>The placement of a block by an INSERT, from the block's coordinates to those around the INSERT.</summary>
    public static DxfPlacement OfInsert(DxfEntity insert, DxfPoint basePoint, double columnOffset, double rowOffset)
    {
        var angle = insert.Number(50) * Math.PI / 180;
        var (cos, sin) = (Math.Cos(angle), Math.Sin(angle));
        var (sx, sy, sz) = (insert.Number(41, 1), insert.Number(42, 1), insert.Number(43, 1));
        var turned = new DxfPlacement(new(cos * sx, sin * sx, 0), new(-sin * sy, cos * sy, 0), new(0, 0, sz), default);
        var at = insert.Point(10);
        var origin = new DxfPoint(at.X + (cos * columnOffset) - (sin * rowOffset), at.Y + (sin * columnOffset) + (cos * rowOffset), at.Z);
        var moved = turned.Apply(new DxfPoint(-basePoint.X, -basePoint.Y, -basePoint.Z));
        var inside = turned with { Origin = new DxfPoint(moved.X + origin.X, moved.Y + origin.Y, moved.Z + origin.Z) };
        return OfExtrusion(Extrusion(insert)).After(inside);
    }

    /// <summary>The extrusion of an entity; upwards when it has none.</summary>
    public static DxfPoint Extrusion(DxfEntity entity) => new(entity.Number(210), entity.Number(220), entity.Number(230, 1));

    private DxfPoint Turn(DxfPoint direction) => (this with { Origin = default }).Apply(direction);

    private static DxfPoint Cross(DxfPoint a, DxfPoint b) =>
        new((a.Y * b.Z) - (a.Z * b.Y), (a.Z * b.X) - (a.X * b.Z), (a.X * b.Y) - (a.Y * b.X));

    private static DxfPoint Unit(DxfPoint v)
    {
        var length = Math.Sqrt((v.X * v.X) + (v.Y * v.Y) + (v.Z * v.Z));
        return length > 0 && double.IsFinite(length) ? new(v.X / length, v.Y / length, v.Z / length) : new(0, 0, 1);
    }
}
