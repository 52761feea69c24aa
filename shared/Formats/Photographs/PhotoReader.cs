using Platform.Findings;
using Platform.Formats.Sources;

namespace Platform.Formats.Photographs;

/// <summary>Reads time, position and bearing of JPEG photographs. Nothing of the picture is decoded.</summary>
public static class PhotoReader
{
    private const int MaxSegments = 1_000;
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;
    private const byte App1 = 0xE1;

    /// <summary>Reads a photograph.</summary>
    /// <param name="file">The file.</param>
    /// <param name="findings">Receives what is wrong or missing.</param>
    /// <returns>What it says, or null when it is no whole JPEG; then the reason is among the findings.</returns>
    public static PhotoInfo? Read(DeliveredFile file, ICollection<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(findings);
        var at = new Location(file.Path);
        try
        {
            using var stream = new BufferedStream(file.Open(), 1 << 15);
            return Read(stream, at, findings);
        }
        catch (RefusedException refused)
        {
            findings.Add(refused.Finding);
            return null;
        }
    }

    private static PhotoInfo Read(Stream stream, Location at, ICollection<Finding> findings)
    {
        if (stream.ReadByte() != 0xFF || stream.ReadByte() != 0xD8)
        {
            throw new RefusedException(FormatFindings.PhotoNotJpeg.At(at));
        }

        var info = new PhotoInfo();
        ExifBlock? exif = null;
        for (var i = 0; i < MaxSegments; i++)
        {
            var marker = NextMarker(stream, at);
            if (marker == StartOfScan)
            {
                RequireEnd(stream, at);
                return exif is null ? Missing(info, at, findings) : exif.Read(info, findings);
            }

            var segment = ReadSegment(stream, at);
            if (marker == App1 && segment.AsSpan().StartsWith("Exif\0\0"u8))
            {
                exif ??= new ExifBlock(segment.AsMemory(6), at);
            }
            else if (IsFrameHeader(marker) && segment.Length >= 5)
            {
                info = info with { Height = (segment[1] << 8) | segment[2], Width = (segment[3] << 8) | segment[4] };
            }
        }

        throw new RefusedException(FormatFindings.PhotoNotJpeg.At(at));
    }

    private static PhotoInfo Missing(PhotoInfo info, Location at, ICollection<Finding> findings)
    {
        findings.Add(FormatFindings.PhotoNoExif.At(at));
        return info;
    }

    /// <summary>Start of frame 0 to 15, without the codes for Huffman tables, extensions and arithmetic conditioning.</summary>
    private static bool IsFrameHeader(int marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static int NextMarker(Stream stream, Location at)
    {
        var value = stream.ReadByte();
        if (value != 0xFF)
        {
            throw new RefusedException((value < 0 ? FormatFindings.PhotoTruncated : FormatFindings.PhotoNotJpeg).At(at));
        }

        do
        {
            value = stream.ReadByte();
        }
        while (value == 0xFF);

        return value > 0 ? value : throw new RefusedException((value < 0 ? FormatFindings.PhotoTruncated : FormatFindings.PhotoNotJpeg).At(at));
    }

    private static byte[] ReadSegment(Stream stream, Location at)
    {
        var (high, low) = (stream.ReadByte(), stream.ReadByte());
        var length = ((high << 8) | low) - 2;
        if (low < 0 || length < 0)
        {
            throw new RefusedException((low < 0 ? FormatFindings.PhotoTruncated : FormatFindings.PhotoNotJpeg).At(at));
        }

        var segment = new byte[length];
        return stream.ReadAtLeast(segment, length, throwOnEndOfStream: false) == length
            ? segment
            : throw new RefusedException(FormatFindings.PhotoTruncated.At(at));
    }

    /// <summary>The picture data end with a marker; what cameras append behind it does not matter.</summary>
    private static void RequireEnd(Stream stream, Location at)
    {
        var buffer = new byte[1 << 15];
        var afterMark = false;
        for (int count; (count = stream.Read(buffer)) > 0;)
        {
            if ((afterMark && buffer[0] == EndOfImage) || buffer.AsSpan(0, count).IndexOf((ReadOnlySpan<byte>)[0xFF, EndOfImage]) >= 0)
            {
                return;
            }

            afterMark = buffer[count - 1] == 0xFF;
        }

        throw new RefusedException(FormatFindings.PhotoTruncated.At(at));
    }
}
