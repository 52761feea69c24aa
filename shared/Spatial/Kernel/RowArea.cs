using Platform.Spatial.Areas;

namespace Platform.Spatial.Kernel;

/// <summary>The area of one polygon from its boundary, m².</summary>
internal static class RowArea
{
    public static double Of(OuterBoundary polygon, AreaMeasure measure)
    {
        var box = polygon.Box;
        if (measure.Kind == AreaMeasureKind.Planar)
            return Whole(polygon, box.MinY, box.MaxY, new PlanarWeight(measure.SquareMetresPerSquareUnit));

        var sum = 0.0;
        foreach (var (low, high) in new LatitudeBands(box.MinY, box.MaxY))
            sum += Whole(polygon, low, high, new EllipsoidalWeight((low + high) / 2));
        return sum;
    }

    private static double Whole<TWeight>(OuterBoundary polygon, double low, double high, TWeight weight)
        where TWeight : struct, IAreaWeight =>
        new StripArea<TWeight>(polygon, low, high, weight).Below(high) * weight.Scale;
}
