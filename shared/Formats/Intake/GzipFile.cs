using System.IO.Compression;
using Platform.Findings;
using Platform.Formats.Sources;

namespace Platform.Formats.Intake;

/// <summary>A file compressed with gzip, unpacked while it is read.</summary>
internal static class GzipFile
{
    /// <summary>Inflates the file once to learn its length and to prove that it is whole; later passes are held to that length.</summary>
    /// <exception cref="RefusedException">Damaged, or larger than allowed.</exception>
    public static DeliveredFile Unpack(DeliveredFile file, DeliveryLimits limits)
    {
        var length = Measure(file, limits);
        var path = file.Path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file.Path[..^3] : file.Path;
        return new DeliveredFile(path, length, () => new Inflating(file, length));
    }

    private static long Measure(DeliveredFile file, DeliveryLimits limits)
    {
        using var stream = new Inflating(file, long.MaxValue);
        var buffer = new byte[1 << 16];
        long length = 0;
        for (int count; (count = stream.Read(buffer)) > 0;)
        {
            length += count;
            Require(length <= limits.MaxFileBytes, FormatFindings.FileTooLarge, file, limits.MaxFileBytes);
            Require(
                length <= limits.Archive.RatioThresholdBytes || length / limits.Archive.MaxRatio <= file.Length,
                FormatFindings.GzipRatio, file, limits.Archive.MaxRatio);
        }

        Require((uint)length == stream.StatedLength(), FormatFindings.GzipDamaged, file);
        return length;
    }

    private static void Require(bool condition, FindingKind kind, DeliveredFile file, params object?[] arguments)
    {
        if (!condition)
        {
            throw new RefusedException(kind.At(new Location(file.Path), arguments));
        }
    }

    private sealed class Inflating(DeliveredFile file, long length) : ReadOnlyStream
    {
        private readonly GZipStream _stream = new(file.Open(), CompressionMode.Decompress);
        private long _rest = length;

        public override int Read(Span<byte> buffer)
        {
            try
            {
                var count = _stream.Read(buffer[..(int)Math.Min(buffer.Length, _rest)]);
                _rest -= count;
                return count;
            }
            catch (InvalidDataException)
            {
                throw new RefusedException(FormatFindings.GzipDamaged.At(new Location(file.Path)));
            }
        }

        /// <summary>The length modulo 2³² in the last four bytes of the file, which a truncated file lacks.</summary>
        public long StatedLength()
        {
            using var stored = file.Open();
            var skipped = new byte[1 << 16];
            var tail = new byte[4];
            for (var rest = file.Length - tail.Length; rest > 0;)
            {
                rest -= stored.Read(skipped.AsSpan(0, (int)Math.Min(rest, skipped.Length)));
            }

            return stored.ReadAtLeast(tail, tail.Length, throwOnEndOfStream: false) == tail.Length
                ? System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(tail)
                : -1;
        }

        protected override void Dispose(bool disposing)
        {
            _stream.Dispose();
            base.Dispose(disposing);
        }
    }
}
