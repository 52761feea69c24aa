namespace Platform.Tests.Unit.Spatial.Overlay;

/// <summary>
/// How often a test with random shapes tries. The variable PLATFORM_TRIALS multiplies the number; "few" is for mutation testing, where every mutant runs the tests and an
/// exact oracle on a dozen shapes tells it from the original.
/// </summary>
internal static class Trials
{
    private static readonly string Variable = Environment.GetEnvironmentVariable("PLATFORM_TRIALS") ?? "1";

    /// <summary>Other numbers of trials take other random numbers.</summary>
    public static int Seed { get; } = Variable == "few" ? 5000 : (int)(Times * 1_000_000);

    private static double Times => double.Parse(Variable, System.Globalization.CultureInfo.InvariantCulture);

    public static int Of(int usual, int few) => Variable == "few" ? few : (int)(usual * Times);
}
