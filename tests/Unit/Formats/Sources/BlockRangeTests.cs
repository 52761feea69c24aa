using NetTopologySuite.Geometries;
using Platform.Formats.Features;
using Platform.Formats.GeoPackages;
using Platform.Formats.Intake;
using Platform.Formats.Sources;

namespace Platform.Tests.Unit.Formats.Sources;

public sealed class BlockRangeTests
{
    private readonly byte[] _content = new byte[(40 * BlockRange.BlockLength) + 77];
    private readonly Counted _source;
    private int _copies;

    public BlockRangeTests()
    {
        new Random(3).NextBytes(_content);
        _source = new Counted(_content);
    }

    [Fact]
    public void ReadAt_FromFrontToBack_FetchesEveryBlockOnce()
    {
        var range = Range();
        var (all, buffer) = (new MemoryStream(), new byte[300_000]);
        for (int count; (count = range.ReadAt(all.Length, buffer)) > 0;)
        {
            all.Write(buffer, 0, count);
        }

        Assert.Equal(_content, all.ToArray());
        Assert.Equal((_content.Length, 0), (_source.Fetched, _copies));
    }

    /// <summary>A tree of a database: pages one after the other, and every now and then one from the beginning.</summary>
    [Fact]
    public void ReadAt_JumpsBackToTheSameBlock_KeepsIt()
    {
        var (range, buffer) = (Range(), new byte[4_096]);
        for (var at = 0; at + buffer.Length < _content.Length; at += buffer.Length)
        {
            Assert.Equal(buffer.Length, range.ReadAt(at, buffer));
            Assert.True(range.ReadAt(100, buffer) == buffer.Length && buffer.AsSpan().SequenceEqual(_content.AsSpan(100, buffer.Length)));
        }

        Assert.Equal((40L * BlockRange.BlockLength, 0), (_source.Fetched, _copies));
    }

    [Fact]
    public void ReadAt_JumpsEverywhere_IsExactAndCopiesOnceWhenTheFileWasFetchedSeveralTimes()
    {
        var (range, random, buffer) = (Range(), new Random(5), new byte[200_000]);
        for (var i = 0; i < 2_000; i++)
        {
            var (at, length) = (random.Next(_content.Length + 100), random.Next(1, buffer.Length));
            var count = range.ReadAt(at, buffer.AsSpan(0, length));
            Assert.Equal(at < _content.Length, count > 0);
            Assert.True(count == 0 || buffer.AsSpan(0, count).SequenceEqual(_content.AsSpan(at, count)));
        }

        Assert.Equal(1, _copies);
        Assert.InRange(_source.Fetched, 3L * _content.Length, (BlockRange.MostTimes + 1L) * _content.Length);
    }

    /// <summary>A source that is shorter than it said is at its end where it is at its end.</summary>
    [Fact]
    public void ReadAt_SourceShorterThanStated_EndsThere()
    {
        var range = new BlockRange(new Counted(_content, stated: _content.Length + 1_000), () => throw new InvalidOperationException());

        Assert.Equal(7, range.ReadAt(_content.Length - 7, new byte[100]));
        Assert.Equal(0, range.ReadAt(_content.Length, new byte[100]));
        Assert.Equal(0, range.ReadAt(_content.Length + 5, new byte[100]));
    }

    [Fact]
    public void Delivery_GeoPackageByRanges_IsReadWithoutACopy()
    {
        using var folder = new TemporaryFolder();
        var schema = new LayerSchema("a", "", GeometryKind.Point, [new("t", FieldType.Text)], CrsDefinition.FromEpsg(4490));
        GeoPackageWriter.Write(folder["a.gpkg"], [new LayerToWrite(schema, Enumerable.Range(0, 5_000).Select(i => new FeatureToWrite(new Point(i, 1), [new string('x', i)])))]);
        var source = new Counted(File.ReadAllBytes(folder["a.gpkg"]));
        using var delivery = Deliveries.Open(source, "a.gpkg", DeliveryLimits.LayerFile with { TemporaryFolder = folder["copies"] });

        Assert.Equal(Enumerable.Range(0, 5_000), delivery.Layers[0].ReadRows().Select(row => ((string)row.Values[0]!).Length));
        Assert.Empty(delivery.Findings.Items);
        Assert.False(Directory.Exists(folder["copies"]));
        Assert.InRange(source.Fetched, 1, source.Length + (4 * BlockRange.BlockLength));
    }

    private BlockRange Range() => new(_source, () =>
    {
        _copies++;
        return new StreamRange(new MemoryStream(_content));
    });

    private sealed class Counted(byte[] content, long? stated = null) : IRangeSource
    {
        public long Fetched { get; private set; }

        public long Length => stated ?? content.Length;

        public int ReadAt(long offset, Span<byte> buffer)
        {
            var count = (int)Math.Clamp(content.Length - offset, 0, Math.Min(buffer.Length, 100_000));
            content.AsSpan((int)Math.Min(offset, content.Length), count).CopyTo(buffer);
            Fetched += count;
            return count;
        }
    }
}
