namespace Platform.Reporting.Outcomes;

/// <summary>Spelling of the themes in <c>outcomes.csv</c>.</summary>
internal static class ThemeText
{
    /// <summary>The outcome was analysed, but no theme could be judged. Not a dash: spreadsheets and writers guard a leading one.</summary>
    public const string NoneKnown = "none";

    /// <summary>Areas by theme; null when the text does not have the form <c>code:area;code:area</c>.</summary>
    public static IReadOnlyDictionary<string, decimal>? Parse(string text)
    {
        var areas = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        if (text == NoneKnown)
        {
            return areas;
        }

        foreach (var item in text.Split(';'))
        {
            var parts = item.Split(':');
            if (parts.Length != 2 || parts[0].Length == 0 || AreaText.Parse(parts[1], out var area) != AreaFault.None || !areas.TryAdd(parts[0], area))
            {
                return null;
            }
        }

        return areas;
    }
}
