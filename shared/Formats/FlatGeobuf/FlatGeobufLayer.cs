using System.Buffers.Binary;
using NetTopologySuite.Geometries;
using Platform.Findings;
using Platform.Formats.Features;
using Platform.Formats.Sources;
using Location = Platform.Findings.Location;

namespace Platform.Formats.FlatGeobuf;

/// <summary>
/// A FlatGeobuf file as a layer, read from front to back; <see cref="Find"/> reads only what its R-tree points at. The length of every
/// feature is checked against the bytes that remain before it is read.
/// </summary>
public sealed class FlatGeobufLayer : IFeatureLayer
{
    private const int MaxFeature = 256 << 20;
    private readonly DeliveredFile _file;
    private readonly FlatGeobufHeader _header;
    private readonly FindingLog _findings;

    private FlatGeobufLayer(DeliveredFile file, FlatGeobufHeader header, FindingLog findings)
    {
        _file = file;
        _header = header;
        _findings = findings;
    }

    public LayerSchema Schema => _header.Schema;

    /// <summary>Whether the file has an R-tree.</summary>
    public bool IsIndexed => _header.NodeSize > 0;

    /// <summary>Opens a file.</summary>
    /// <param name="file">The file, unpacked.</param>
    /// <param name="name">Layer name where the file gives none.</param>
    /// <param name="findings">Receives what is wrong.</param>
    /// <returns>The layer, or null when it cannot be read; then the reason is among the findings.</returns>
    public static FlatGeobufLayer? Open(DeliveredFile file, string name, FindingLog findings)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(findings);
        try
        {
            using var stream = file.Open();
            return new FlatGeobufLayer(file, FlatGeobufHeader.Read(stream, file, name, findings), findings);
        }
        catch (RefusedException refused)
        {
            findings.Add(refused.Finding);
            return null;
        }
    }

    public IEnumerable<FeatureRow> ReadRows(CancellationToken cancellation = default)
    {
        using var stream = new Remaining(_file, _header.DataStart);
        var decoder = new FeatureDecoder(_header);
        var buffer = new byte[1 << 12];
        for (long index = 0; Advance(stream, ref buffer, index, out var length); index++)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return decoder.Decode(buffer.AsSpan(0, length), index);
        }
    }

    /// <summary>The rows whose boxes meet <paramref name="box"/>, by the R-tree, in file order. Their indexes count from 0 in this answer.</summary>
    /// <param name="source">The file's bytes.</param>
    /// <param name="box">Box in the layer's CRS.</param>
    /// <exception cref="InvalidOperationException">The file has no index.</exception>
    public IEnumerable<FeatureRow> Find(IRangeSource source, Envelope box)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!IsIndexed)
        {
            throw new InvalidOperationException("The file has no index.");
        }

        var search = new RTreeSearch(source, _header, new Location(_file.Path));
        var decoder = new FeatureDecoder(_header);
        long index = 0;
        foreach (var offset in search.Find(box, _findings))
        {
            if (search.ReadFeature(offset, MaxFeature, _findings) is not { } bytes)
            {
                yield break;
            }

            yield return decoder.Decode(bytes, index++);
        }
    }

    private bool Advance(Remaining stream, ref byte[] buffer, long index, out int length)
    {
        length = 0;
        var at = new Location(_file.Path);
        if (stream.Rest == 0 || (_header.StatedCount > 0 && index == _header.StatedCount))
        {
            if (index < _header.StatedCount)
            {
                _findings.Add(FormatFindings.FlatGeobufCount.At(at, _header.StatedCount, index));
            }
            else if (stream.Rest > 0)
            {
                _findings.Add(FormatFindings.FlatGeobufTrailingBytes.At(at, stream.Rest));
            }

            return false;
        }

        Span<byte> head = stackalloc byte[4];
        var stated = stream.TryRead(head) ? BinaryPrimitives.ReadUInt32LittleEndian(head) : uint.MaxValue;
        if (stated > stream.Rest || stated > MaxFeature)
        {
            _findings.Add(FormatFindings.FlatGeobufBroken.At(at with { Row = index }, index, stated));
            return false;
        }

        length = (int)stated;
        buffer = buffer.Length < length ? new byte[Math.Min(MaxFeature, Math.Max(length, buffer.Length * 2L))] : buffer;
        if (stream.TryRead(buffer.AsSpan(0, length)))
        {
            return true;
        }

        _findings.Add(FormatFindings.FlatGeobufBroken.At(at with { Row = index }, index, stated));
        return false;
    }

    /// <summary>The features of the file, and how many bytes of them remain.</summary>
    private sealed class Remaining : IDisposable
    {
        private readonly Stream _stream;

        public Remaining(DeliveredFile file, long start)
        {
            _stream = file.Open();
            Rest = file.Length - start;
            var skipped = new byte[1 << 16];
            for (var rest = start; rest > 0;)
            {
                var count = _stream.Read(skipped.AsSpan(0, (int)Math.Min(rest, skipped.Length)));
                rest = count == 0 ? 0 : rest - count;
            }
        }

        public long Rest { get; private set; }

        public bool TryRead(Span<byte> target)
        {
            Rest -= Math.Min(Rest, target.Length);
            return _stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false) == target.Length;
        }

        public void Dispose() => _stream.Dispose();
    }
}
