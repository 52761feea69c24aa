namespace Platform.Formats.Features;

/// <summary>Whole numbers as objects: one object for each of the small ones, which codes, counts and flags mostly are.</summary>
internal static class BoxedIntegers
{
    private const int Least = -1;
    private const int Most = 1_023;

    private static readonly object[] s_small = [.. Enumerable.Range(Least, Most - Least + 1).Select(i => (object)(long)i)];

    public static object Of(long value) => value is >= Least and <= Most ? s_small[value - Least] : value;
}
