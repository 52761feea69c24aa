using Platform.Spatial.Areas;

namespace Platform.Spatial.Kernel;

/// <summary>The area of one row of an edge table, m².</summary>
internal static class RowArea
{
    public static double Of(EdgeTable table, int row, AreaMeasure measure)
    {
        var box = table.Boxes[row];
        if (measure.Kind == AreaMeasureKind.Planar)
            return Whole(table, row, box.MinY, box.MaxY, new PlanarWeight(measure.SquareMetresPerSquareUnit));

        var sum = 0.0;
        foreach (var (low, high) in new LatitudeBands(box.MinY, box.MaxY))
            sum += Whole(table, row, low, high, new EllipsoidalWeight((low + high) / 2));
        return sum;
    }

    private static double Whole<TWeight>(EdgeTable table, int row, double low, double high, TWeight weight)
        where TWeight : struct, IAreaWeight =>
        new StripArea<TWeight>(table, row, low, high, weight).Below(high) * weight.Scale;
}
