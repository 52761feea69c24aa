namespace Platform.Spatial.Areas;

/// <summary>The platform's one tolerance for comparing areas: 1e-9 relative or 1e-4 m², whichever is larger.</summary>
public static class AreaTolerance
{
    /// <summary>Largest relative difference of equal areas.</summary>
    public const double Relative = 1e-9;

    /// <summary>Largest absolute difference of equal areas, m².</summary>
    public const double SquareMetres = 1e-4;

    /// <summary>The tolerance at an area of this size, m².</summary>
    public static double At(double squareMetres) => Math.Max(SquareMetres, Math.Abs(squareMetres) * Relative);

    /// <summary>Whether two areas (m²) are equal within the tolerance of the larger one. False when one is NaN.</summary>
    public static bool AreEqual(double left, double right) => Math.Abs(left - right) <= At(Math.Max(Math.Abs(left), Math.Abs(right)));
}
