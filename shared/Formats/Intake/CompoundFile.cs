using Platform.Findings;
using Platform.Formats.Sources;

namespace Platform.Formats.Intake;

/// <summary>OLE compound files: old Office documents, and workbooks encrypted with a password.</summary>
internal static class CompoundFile
{
    private const int MaxSearched = 1 << 20;

    /// <summary>Encrypted workbooks have a stream named EncryptedPackage ([MS-OFFCRYPTO] 2.3.4.1), in UTF-16 in the directory.</summary>
    public static FindingKind WhyRefused(DeliveredFile file)
    {
        var bytes = new byte[(int)Math.Min(MaxSearched, file.Length)];
        using var stream = file.Open();
        var searched = bytes.AsSpan(0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        return searched.IndexOf(System.Text.Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0
            ? FormatFindings.XlsxEncrypted
            : FormatFindings.XlsxOldFormat;
    }
}
