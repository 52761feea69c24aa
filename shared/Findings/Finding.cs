namespace Platform.Findings;

/// <summary>How grave a <see cref="Finding"/> is.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing to do.</summary>
    Info,

    /// <summary>Accepted, but somebody should look.</summary>
    Warning,

    /// <summary>The row, layer or file it points at is not accepted.</summary>
    Error,
}

/// <summary>
/// One kind of finding: a stable code, its severity and the two message templates. Codes are a closed set per library:
/// each library declares its codes as static fields of one class, and <c>tests/Conformance</c> holds them unique and complete.
/// </summary>
/// <param name="Code">Stable identifier in upper snake case with the library's prefix, e.g. <c>SHP_TRUNCATED</c>. Never reused.</param>
/// <param name="Severity">Severity of every finding of this kind.</param>
/// <param name="Chinese">Template in Chinese that says what is wrong and how to mend it; <c>{0}</c>, <c>{1}</c> … are arguments.</param>
/// <param name="English">The same in English.</param>
public sealed record FindingKind(string Code, Severity Severity, string Chinese, string English)
{
    /// <summary>Makes a finding of this kind at <paramref name="at"/>; arguments are formatted culture-invariantly.</summary>
    public Finding At(Location at, params object?[] arguments) => new(
        Code,
        Severity,
        string.Format(System.Globalization.CultureInfo.InvariantCulture, Chinese, arguments),
        string.Format(System.Globalization.CultureInfo.InvariantCulture, English, arguments),
        at);
}

/// <summary>Something that is wrong, doubtful or noteworthy in what somebody delivered, with a pointer to the place.</summary>
/// <param name="Code">The code of its <see cref="FindingKind"/>.</param>
/// <param name="Severity">How grave it is.</param>
/// <param name="Message">Chinese text: what is wrong and how to mend it.</param>
/// <param name="MessageEn">The same in English.</param>
/// <param name="Location">Where it is, as exactly as is known.</param>
public sealed record Finding(string Code, Severity Severity, string Message, string MessageEn, Location Location);

/// <summary>
/// A pointer into a delivery. Every part is optional; the default value points at the delivery as a whole.
/// </summary>
/// <param name="File">Path inside the delivery, with <c>/</c>; an entry of an archive is <c>archive.zip!/entry</c>.</param>
/// <param name="Layer">Layer, table or worksheet.</param>
/// <param name="Row">0-based feature index, or the 1-based worksheet row for spreadsheets, as the program that opens the file shows it.</param>
/// <param name="Field">Field or column name.</param>
/// <param name="X">First ordinate in the delivered CRS, as delivered.</param>
/// <param name="Y">Second ordinate in the delivered CRS, as delivered.</param>
public sealed record Location(
    string? File = null, string? Layer = null, long? Row = null, string? Field = null, double? X = null, double? Y = null)
{
    /// <summary>The delivery as a whole.</summary>
    public static Location Whole { get; } = new();
}
