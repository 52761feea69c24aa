using System.Globalization;
using System.Text;
using Platform.Findings;
using Platform.Formats.Sources;

namespace Platform.Formats.Dbase;

/// <summary>
/// Decides the encoding of a dBASE table. What .cpg or code page mark state is believed only as far as the content allows; without them
/// UTF-8 is tried, then GB18030, then Windows-1252. Everything that is guessed or contradicted is a finding.
/// </summary>
internal sealed class DbfEncoding(DeliveredFile file, FindingLog findings)
{
    /// <summary>How many bytes of records are looked at.</summary>
    private const long SampleBytes = 16 << 20;

    /// <summary>So much text that is valid UTF-8 by chance is out of the question.</summary>
    private const int CertainUtf8Bytes = 6;

    private readonly Location _at = new(file.Path);

    /// <summary>Decides from the stated encoding and a sample of the records.</summary>
    /// <param name="header">Header of the table.</param>
    /// <param name="codePage">The .cpg, or null.</param>
    public Encoding Decide(DbfHeader header, DeliveredFile? codePage)
    {
        var stated = Stated(header, codePage, out var statedName);
        var sample = DbfSample.Read(file, header, SampleBytes);
        if (sample.Values.Count == 0)
        {
            return stated ?? TextEncodings.Utf8;
        }

        var isUtf8 = sample.All(TextEncodings.Utf8);
        if (stated is null)
        {
            var guess = isUtf8 ? TextEncodings.Utf8 : sample.LooksLikeGb18030 ? TextEncodings.Gb18030 : TextEncodings.Windows1252;
            findings.Add(FormatFindings.TableEncodingGuessed.At(_at, guess.WebName, sample.Example(guess)));
            return guess;
        }

        var fits = sample.All(stated);
        var isCertain = sample.ByteCount >= CertainUtf8Bytes && (stated.IsSingleByte || sample.HasThreeByteLeads);
        var better = isUtf8 && stated.CodePage != Encoding.UTF8.CodePage && (!fits || isCertain) ? TextEncodings.Utf8
            : !fits && sample.All(TextEncodings.Gb18030) ? TextEncodings.Gb18030
            : null;
        if (better is not null)
        {
            findings.Add(FormatFindings.TableEncodingWrong.At(_at, statedName, better.WebName, sample.Example(better)));
        }

        return better ?? stated;
    }

    private Encoding? Stated(DbfHeader header, DeliveredFile? codePage, out string name)
    {
        name = codePage is null ? "" : ReadName(codePage);
        if (name.Length > 0)
        {
            if (Parse(name) is { } encoding)
            {
                return encoding;
            }

            findings.Add(FormatFindings.TableEncodingUnknown.At(new Location(codePage!.Path), name));
        }

        name = string.Create(CultureInfo.InvariantCulture, $"LDID 0x{header.LanguageDriver:X2}");
        return CodePageOf(header.LanguageDriver) is { } number ? TextEncodings.ByCodePage(number) : null;
    }

    private static string ReadName(DeliveredFile codePage)
    {
        var bytes = new byte[64];
        using var stream = codePage.Open();
        var count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return new string([.. Encoding.Latin1.GetString(bytes, 0, count).Where(c => c is > ' ' and < '\u007F')]);
    }

    /// <summary>Spellings seen in .cpg files: UTF-8, UTF8, GBK, 936, CP936, ANSI 1252, 88591, ISO-8859-1, windows-1252.</summary>
    private static Encoding? Parse(string name)
    {
        var upper = name.ToUpperInvariant();
        if (upper is "UTF8" or "UTF-8" or "65001")
        {
            return TextEncodings.Utf8;
        }

        if (upper is "GBK" or "GB2312" or "GB18030" or "936" or "CP936" or "ANSI936" or "54936")
        {
            return TextEncodings.Gb18030;
        }

        var digits = upper.StartsWith("ANSI", StringComparison.Ordinal) ? upper[4..] : upper.StartsWith("CP", StringComparison.Ordinal) ? upper[2..] : upper;
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return TextEncodings.ByName(upper);
        }

        const int Iso8859 = 88590, Iso8859CodePage = 28590;
        return TextEncodings.ByCodePage(number is > Iso8859 and <= Iso8859 + 15 ? number - Iso8859 + Iso8859CodePage : number);
    }

    /// <summary>Code pages of the language driver ids that occur; 0x57 (ANSI) says nothing about which.</summary>
    private static int? CodePageOf(byte languageDriver) => languageDriver switch
    {
        0x01 or 0x1B => 437,
        0x02 => 850,
        0x03 or 0x58 or 0x59 => 1252,
        0x13 or 0x7B => 932,
        0x4D or 0x7A => TextEncodings.Gb18030.CodePage,
        0x4E or 0x79 => 949,
        0x4F or 0x78 => 950,
        0x64 => 852,
        0x65 => 866,
        0xC8 => 1250,
        0xC9 => 1251,
        _ => null,
    };
}
