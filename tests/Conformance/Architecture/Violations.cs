namespace Platform.Tests.Conformance.Architecture;

/// <summary>Fails with the whole list of what breaks a rule, one a line.</summary>
internal static class Violations
{
    public static void None(IEnumerable<string> violations)
    {
        var all = violations.Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(all.Count == 0, $"{all.Count} violations:{Environment.NewLine}{string.Join(Environment.NewLine, all)}");
    }
}
