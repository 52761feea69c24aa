using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Platform.Findings;
using Platform.Formats.Sources;

namespace Platform.Formats.SqliteFiles;

/// <summary>The first 100 bytes of a SQLite database, checked against each other and against the length of the file.</summary>
/// <param name="PageSize">Bytes of a page.</param>
/// <param name="UsableSize">Bytes of a page that hold content; the rest belongs to extensions.</param>
/// <param name="PageCount">Pages of the database.</param>
/// <param name="Encoding">Encoding of all texts. Bytes that do not belong become U+FFFD.</param>
/// <param name="IsLogged">Whether it was kept with a write-ahead log, which may hold newer pages.</param>
/// <param name="ApplicationId">Who the file belongs to.</param>
internal sealed record DatabaseHeader(int PageSize, int UsableSize, int PageCount, Encoding Encoding, bool IsLogged, uint ApplicationId)
{
    /// <summary>Length of the header, which is the beginning of page 1.</summary>
    public const int Length = 100;

    private const int LeastPage = 512;
    private const int LeastUsable = 480;
    private const int NewestVersion = 2;
    private const int NewestSchemaFormat = 4;

    /// <summary>Reads and checks the header.</summary>
    /// <exception cref="RefusedException">No database, one of a kind that is not known, or an incomplete one.</exception>
    public static DatabaseHeader Read(IRangeSource source, Location at)
    {
        Span<byte> bytes = stackalloc byte[Length];
        var read = 0;
        for (int count; read < Length && (count = source.ReadAt(read, bytes[read..])) > 0;)
        {
            read += count;
        }

        if (read < Length || !bytes.StartsWith("SQLite format 3\0"u8))
        {
            throw new RefusedException(FormatFindings.GeoPackageHeader.At(at, read < Length ? $"{read} bytes" : "signature"));
        }

        if (Fault(bytes) is { } fault)
        {
            throw new RefusedException(FormatFindings.GeoPackageHeader.At(at, fault));
        }

        var pageSize = PageSizeOf(bytes);
        return new DatabaseHeader(
            pageSize, pageSize - bytes[20], CountPages(bytes, source.Length, at), EncodingOf(bytes)!, bytes[19] == NewestVersion, BinaryPrimitives.ReadUInt32BigEndian(bytes[68..]));
    }

    private static string? Fault(ReadOnlySpan<byte> bytes)
    {
        var pageSize = PageSizeOf(bytes);
        if (pageSize < LeastPage || !BitOperations.IsPow2(pageSize) || pageSize - bytes[20] < LeastUsable)
        {
            return $"page size {pageSize} - {bytes[20]}";
        }

        if (bytes[19] > NewestVersion || BinaryPrimitives.ReadUInt32BigEndian(bytes[44..]) > NewestSchemaFormat || !bytes[21..24].SequenceEqual((ReadOnlySpan<byte>)[64, 32, 32]))
        {
            return "version";
        }

        return EncodingOf(bytes) is null ? "encoding" : null;
    }

    private static int PageSizeOf(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16BigEndian(bytes[16..]) is not 1 and var size ? size : 65536;

    /// <summary>The stated number of pages counts when it was written by whoever changed the file last; otherwise the length of the file does.</summary>
    private static int CountPages(ReadOnlySpan<byte> bytes, long length, Location at)
    {
        var pageSize = PageSizeOf(bytes);
        var stated = BinaryPrimitives.ReadUInt32BigEndian(bytes[28..]);
        var isCurrent = stated > 0 && bytes[24..28].SequenceEqual(bytes[92..96]);
        if ((isCurrent && stated * (long)pageSize > length) || length % pageSize != 0)
        {
            throw new RefusedException(FormatFindings.GeoPackageTruncated.At(at, stated * (long)pageSize, length));
        }

        var pages = isCurrent ? stated : length / pageSize;
        return pages < int.MaxValue ? (int)pages : throw new RefusedException(FormatFindings.GeoPackageHeader.At(at, $"{pages} pages"));
    }

    private static Encoding? EncodingOf(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32BigEndian(bytes[56..]) switch
    {
        0 or 1 => Encoding.UTF8,
        2 => Encoding.Unicode,
        3 => Encoding.BigEndianUnicode,
        _ => null,
    };
}
