using System.Security.Cryptography;
using System.Text;

namespace Platform.Domain.Documents;

/// <summary>What may stand in document ids and partition key parts, and how to make such text from arbitrary parts.</summary>
public static class KeyText
{
    private const char Escape = '~';
    private const int HashLength = 32;

    /// <summary>
    /// True for 1 to 255 UTF-16 units of well-formed text without <c>/ \ ? #</c>, without control characters and without white space at either end.
    /// </summary>
    public static bool IsValid(string? text) => text is not null && Fault(text) is null;

    /// <summary>Returns <paramref name="text"/>, or throws <see cref="ArgumentException"/> that names the fault.</summary>
    public static string Checked(string? text, string parameter)
    {
        ArgumentNullException.ThrowIfNull(text, parameter);
        return Fault(text) is { } fault ? throw new ArgumentException($"{parameter} '{text}' {fault}.", parameter) : text;
    }

    /// <summary>
    /// Derives an id from parts: the same parts always give the same id and different parts different ids. Parts are joined by <c>:</c>;
    /// what an id must not hold is escaped as <c>~XXXX</c>; an id that grows too long keeps its beginning and ends in a SHA-256 prefix (128 bits).
    /// </summary>
    public static string From(params ReadOnlySpan<string> parts)
    {
        if (parts.IsEmpty)
            throw new ArgumentException("An id needs at least one part.", nameof(parts));
        var text = new StringBuilder();
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0)
                text.Append(':');
            AppendEscaped(text, parts[i] ?? throw new ArgumentException($"Part {i} is null.", nameof(parts)));
        }

        if (text.Length == 0)
            return Escape.ToString();
        return text.Length <= DocumentLimits.KeyLength ? text.ToString() : Shortened(text.ToString());
    }

    private static string Shortened(string text)
    {
        var keep = DocumentLimits.KeyLength - HashLength - 1;
        if (char.IsHighSurrogate(text[keep - 1]))
            keep--;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return $"{text[..keep]}{Escape}{Convert.ToHexStringLower(hash)[..HashLength]}";
    }

    private static void AppendEscaped(StringBuilder text, string part)
    {
        for (var i = 0; i < part.Length; i++)
        {
            var c = part[i];
            if (char.IsHighSurrogate(c) && i + 1 < part.Length && char.IsLowSurrogate(part[i + 1]))
                text.Append(c).Append(part[++i]);
            else if (IsForbidden(c) || char.IsWhiteSpace(c) || char.IsSurrogate(c) || c is ':' or Escape)
                text.Append(Escape).Append(((int)c).ToString("X4", System.Globalization.CultureInfo.InvariantCulture));
            else
                text.Append(c);
        }
    }

    private static string? Fault(string text)
    {
        if (text.Length == 0)
            return "is empty";
        if (text.Length > DocumentLimits.KeyLength)
            return $"is longer than {DocumentLimits.KeyLength} characters";
        if (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]))
            return "begins or ends with white space";
        for (var i = 0; i < text.Length; i++)
        {
            if (IsForbidden(text[i]))
                return $"holds the forbidden character U+{(int)text[i]:X4} at {i}";
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return $"holds half a surrogate pair at {i}";
        }

        return null;
    }

    private static bool IsForbidden(char c) => c is '/' or '\\' or '?' or '#' || char.IsControl(c);
}
