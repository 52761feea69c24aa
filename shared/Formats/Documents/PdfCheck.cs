using Platform.Findings;
using Platform.Formats.Sources;

namespace Platform.Formats.Documents;

/// <summary>
/// Tells whether a file can be a whole, unencrypted PDF (ISO 32000-1, 7.5): header, end mark, no encryption dictionary, size.
/// It does not prove that the pages can be shown.
/// </summary>
public static class PdfCheck
{
    /// <summary>Size accepted for a letter.</summary>
    public const long DefaultMaxBytes = 50L << 20;

    private const int HeaderSearched = 1024;
    private const int TailKept = 2048;
    private const int ChunkLength = 1 << 16;

    /// <summary>Checks a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="findings">Receives what is wrong.</param>
    /// <param name="maxBytes">Greatest length in bytes.</param>
    /// <returns>Whether nothing is wrong.</returns>
    public static bool Check(DeliveredFile file, ICollection<Finding> findings, long maxBytes = DefaultMaxBytes)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(findings);
        try
        {
            if (Fault(file, maxBytes) is not { } fault)
            {
                return true;
            }

            findings.Add(fault.At(new Location(file.Path), maxBytes));
        }
        catch (RefusedException refused)
        {
            findings.Add(refused.Finding);
        }

        return false;
    }

    private static FindingKind? Fault(DeliveredFile file, long maxBytes)
    {
        if (file.Length > maxBytes)
        {
            return FormatFindings.PdfTooLarge;
        }

        using var stream = file.Open();
        var scan = new Scan(stream);
        return !scan.HasHeader ? FormatFindings.PdfNotPdf
            : !scan.HasEnd ? FormatFindings.PdfTruncated
            : scan.IsEncrypted ? FormatFindings.PdfEncrypted
            : null;
    }

    /// <summary>One pass over the file, a chunk at a time; the end of each chunk is seen again with the next one.</summary>
    private readonly struct Scan
    {
        public Scan(Stream stream)
        {
            var buffer = new byte[TailKept + ChunkLength];
            var kept = 0;
            var isFirst = true;
            while (stream.ReadAtLeast(buffer.AsSpan(kept), ChunkLength, throwOnEndOfStream: false) is > 0 and var read)
            {
                var seen = buffer.AsSpan(0, kept + read);
                HasHeader |= isFirst && seen[..Math.Min(HeaderSearched, seen.Length)].IndexOf("%PDF-"u8) >= 0;
                IsEncrypted |= seen.IndexOf("/Encrypt"u8) >= 0;
                var tail = seen[^Math.Min(TailKept, seen.Length)..];
                HasEnd = tail.IndexOf("startxref"u8) >= 0 && tail.IndexOf("%%EOF"u8) >= 0;
                isFirst = false;
                kept = tail.Length;
                tail.CopyTo(buffer);
            }
        }

        public bool HasHeader { get; }

        public bool HasEnd { get; }

        public bool IsEncrypted { get; }
    }
}
