using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using Platform.Findings;
using Platform.Formats.Sources;

namespace Platform.Formats.Archives;

/// <summary>Decodes entry names and refuses those that could leave the folder they are unpacked into or deceive a reader.</summary>
internal sealed class EntryNames(FindingLog findings, Location at)
{
    private const ushort Utf8Flag = 1 << 11;
    private const ushort UnicodePathField = 0x7075;
    private bool _saidGuess;
    private bool _saidBackslash;
    private int _index;

    /// <summary>The safe relative path with <c>/</c>.</summary>
    /// <exception cref="RefusedException">The name cannot be decoded or is unsafe.</exception>
    public string Decode(byte[] stored, ReadOnlySpan<byte> extra, ushort flags)
    {
        _index++;
        var name = UnicodePath(stored, extra) ?? Text(stored, flags);
        if (name.Contains('\\', StringComparison.Ordinal))
        {
            name = name.Replace('\\', '/');
            Say(ref _saidBackslash, FormatFindings.ZipBackslash, name);
        }

        return IsSafe(name) ? name : throw new RefusedException(FormatFindings.ZipUnsafeName.At(at, Printable(name)));
    }

    /// <summary>The name with control characters made visible, cut at 200 characters.</summary>
    internal static string Printable(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name.AsSpan(0, Math.Min(200, name.Length)))
        {
            text.Append(char.IsControl(c) || char.IsSurrogate(c) ? '\uFFFD' : c);
        }

        return text.ToString();
    }

    private static bool IsSafe(string name) =>
        name[0] != '/' && !name.Contains(':', StringComparison.Ordinal) && !name.Any(c => char.IsControl(c) || IsDirectionMark(c))
        && name.TrimEnd('/').Split('/').All(part => part is not ("" or "." or ".."));

    /// <summary>Characters that turn the reading direction, used to disguise extensions.</summary>
    private static bool IsDirectionMark(char c) => c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>The name in the Info-ZIP Unicode Path field, when it belongs to the stored name.</summary>
    private static string? UnicodePath(byte[] stored, ReadOnlySpan<byte> extra)
    {
        const int NameStart = 5;
        while (CentralDirectory.NextExtraField(ref extra, UnicodePathField) is { Length: > 0 } field)
        {
            var belongs = field.Length > NameStart && field[0] == 1
                && BinaryPrimitives.ReadUInt32LittleEndian(field[1..]) == Crc32.HashToUInt32(stored);
            if (belongs && TextEncodings.CanDecode(TextEncodings.Utf8, field[NameStart..]))
            {
                return TextEncodings.Utf8.GetString(field[NameStart..]);
            }
        }

        return null;
    }

    private string Text(byte[] stored, ushort flags)
    {
        if (Ascii.IsValid(stored) || ((flags & Utf8Flag) != 0 && TextEncodings.CanDecode(TextEncodings.Utf8, stored)))
        {
            return TextEncodings.Utf8.GetString(stored);
        }

        foreach (var encoding in (Encoding[])[TextEncodings.Utf8, TextEncodings.Gb18030])
        {
            if (TextEncodings.CanDecode(encoding, stored))
            {
                var name = encoding.GetString(stored);
                Say(ref _saidGuess, FormatFindings.ZipNameGuessed, encoding.WebName, Printable(name));
                return name;
            }
        }

        throw new RefusedException(FormatFindings.ZipUnreadableName.At(at, _index));
    }

    private void Say(ref bool said, FindingKind kind, params object?[] arguments)
    {
        if (!said)
        {
            said = true;
            findings.Add(kind.At(at, arguments));
        }
    }
}
