using System.Text;
using Platform.Findings;
using Platform.Formats.Sources;

namespace Platform.Formats.Tables;

/// <summary>Decides encoding and delimiter of a CSV file from its beginning.</summary>
/// <param name="Encoding">The encoding, with U+FFFD for bytes that do not belong.</param>
/// <param name="Delimiter">Comma, semicolon or tab.</param>
internal sealed record CsvEncoding(Encoding Encoding, char Delimiter)
{
    private const int SampleLength = 1 << 20;

    public static CsvEncoding Detect(DeliveredFile file, FindingLog findings)
    {
        var bytes = new byte[(int)Math.Min(SampleLength, Math.Max(0, file.Length))];
        using var stream = file.Open();
        var sample = bytes.AsSpan(0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        var encoding = ByMark(sample) ?? ByContent(sample, file, findings);
        var lenient = (Encoding)encoding.Clone();
        lenient.DecoderFallback = new DecoderReplacementFallback("\uFFFD");
        return new CsvEncoding(lenient, Sniff(lenient.GetString(sample)));
    }

    private static Encoding? ByMark(ReadOnlySpan<byte> sample) => sample switch
    {
        [0xEF, 0xBB, 0xBF, ..] => TextEncodings.Utf8,
        [0xFF, 0xFE, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
        _ => null,
    };

    private static Encoding ByContent(ReadOnlySpan<byte> sample, DeliveredFile file, FindingLog findings)
    {
        if (IsText(TextEncodings.Utf8, sample))
        {
            return TextEncodings.Utf8;
        }

        var guess = IsText(TextEncodings.Gb18030, sample) ? TextEncodings.Gb18030 : TextEncodings.Windows1252;
        findings.Add(FormatFindings.CsvEncodingGuessed.At(new Location(file.Path), guess.WebName));
        return guess;
    }

    /// <summary>Whether the sample is text, apart from a character that the end of the sample cuts.</summary>
    private static bool IsText(Encoding encoding, ReadOnlySpan<byte> sample)
    {
        for (var cut = 0; cut < 4 && cut <= sample.Length; cut++)
        {
            if (TextEncodings.CanDecode(encoding, sample[..^cut]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The delimiter that occurs most in the first record, outside quotes.</summary>
    private static char Sniff(string text)
    {
        Span<int> counts = [0, 0, 0];
        var quoted = false;
        foreach (var c in text)
        {
            quoted ^= c == '"';
            if (c is '\n' or '\r' && !quoted)
            {
                break;
            }

            var at = quoted ? -1 : ",;\t".IndexOf(c, StringComparison.Ordinal);
            if (at >= 0)
            {
                counts[at]++;
            }
        }

        return counts[2] > counts[0] && counts[2] > counts[1] ? '\t' : counts[1] > counts[0] ? ';' : ',';
    }
}
