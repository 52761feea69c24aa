using System.Buffers.Binary;
using System.Text;
using Platform.Findings;
using Platform.Formats.Photographs;
using Platform.Formats.Sources;

namespace Platform.Tests.Unit.Formats.Photographs;

public sealed class PhotoReaderTests
{
    private readonly List<Finding> _findings = [];

    private string Codes => string.Join(' ', _findings.Select(f => f.Code));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_PhotographOfAPhone_GivesTimePositionAndBearing(bool littleEndian)
    {
        var info = Read(Jpeg(new ExifBytes(littleEndian).Build()))!;

        Assert.Equal("", Codes);
        Assert.Equal(new DateTime(2017, 1, 5, 8, 30, 15, DateTimeKind.Unspecified), info.TakenAt);
        Assert.Equal(TimeSpan.FromHours(8), info.UtcOffset);
        Assert.Equal(114 + (30.0 / 60) + (36.0 / 3600), info.Longitude!.Value, 12);
        Assert.Equal(-(38 + (2.0 / 60)), info.Latitude!.Value, 12);
        Assert.Equal(271.5, info.Bearing);
        Assert.True(info.IsBearingMagnetic);
        Assert.Equal((640, 480), (info.Width!.Value, info.Height!.Value));
    }

    public static TheoryData<string, ExifBytes?> Faults() => new()
    {
        { "PHOTO_NO_EXIF", null },
        { "PHOTO_NO_POSITION", new ExifBytes { HasGps = false } },
        { "PHOTO_NO_TIME", new ExifBytes { Time = "0000:00:00 00:00:00" } },
        { "PHOTO_NO_TIME", new ExifBytes { Time = null } },
        { "PHOTO_POSITION_INVALID", new ExifBytes { Latitude = [(0, 1), (0, 1), (0, 1)], Longitude = [(0, 1), (0, 1), (0, 1)] } },
        { "PHOTO_POSITION_INVALID", new ExifBytes { Latitude = [(91, 1), (0, 1), (0, 1)] } },
        { "PHOTO_NO_POSITION", new ExifBytes { Latitude = [(38, 0), (0, 1), (0, 1)] } },
        { "PHOTO_NO_POSITION", new ExifBytes { Latitude = [(38, 1)] } },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Read_MissingOrImpossible_IsAFinding(string code, ExifBytes? exif)
    {
        var info = Read(Jpeg(exif?.Build()));

        Assert.NotNull(info);
        Assert.Equal(code, Codes);
        Assert.True(code.Contains("TIME", StringComparison.Ordinal) || info.Latitude is null);
    }

    [Theory]
    [InlineData(4, 0xFFFFFFFF)]
    [InlineData(4, 2)]
    [InlineData(0, 0x12345678)]
    public void Read_DamagedDirectory_IsAFinding(int offset, uint value)
    {
        var exif = new ExifBytes().Build();
        BinaryPrimitives.WriteUInt32LittleEndian(exif.AsSpan(offset), value);
        Read(Jpeg(exif));

        Assert.Equal("PHOTO_EXIF_DAMAGED PHOTO_NO_TIME PHOTO_NO_POSITION", Codes);
    }

    [Fact]
    public void Read_AnyByteOfTheExifChanged_NeverThrows()
    {
        var exif = new ExifBytes().Build();
        foreach (var value in (byte[])[0, 1, 0x7F, 0xFF])
        {
            for (var i = 0; i < exif.Length; i++)
            {
                var changed = (byte[])exif.Clone();
                changed[i] = value;
                var info = Read(Jpeg(changed));
                Assert.NotNull(info);
                Assert.True(info.Latitude is null or (>= -90 and <= 90));
            }
        }
    }

    [Fact]
    public void Read_CutAtEveryByte_IsRefused()
    {
        var whole = Jpeg(new ExifBytes().Build());
        for (var length = 0; length < whole.Length; length++)
        {
            _findings.Clear();
            Assert.Null(Read(whole[..length]));
            Assert.True(Codes is "PHOTO_TRUNCATED" or "PHOTO_NOT_JPEG", $"cut at {length}: {Codes}");
        }
    }

    [Theory]
    [InlineData(new byte[] { 0x89, 0x50, 0x4E, 0x47 })]
    [InlineData(new byte[] { 0xFF, 0xD8, 0x00, 0x01 })]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xE1, 0x00, 0x01, 0xFF })]
    public void Read_OtherContent_IsNoPhotograph(byte[] content)
    {
        Assert.Null(Read(content));
        Assert.Equal("PHOTO_NOT_JPEG", Codes);
    }

    private PhotoInfo? Read(byte[] content) =>
        PhotoReader.Read(new DeliveredFile("a.jpg", content.Length, () => new MemoryStream(content)), _findings);

    /// <summary>The smallest sequence of segments that makes a photograph.</summary>
    private static byte[] Jpeg(byte[]? exif)
    {
        byte[] app1 = exif is null ? [] : Segment(0xE1, [.. "Exif\0\0"u8, .. exif]);
        return [0xFF, 0xD8, .. Segment(0xE0, [1, 2]), .. app1, .. Segment(0xC0, [8, 480 >> 8, 480 & 0xFF, 640 >> 8, 640 & 0xFF, 3]), .. Segment(0xDA, [1]), 7, 0xFF, 0, 7, 0xFF, 0xD9];
    }

    private static byte[] Segment(byte marker, byte[] content) =>
        [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    /// <summary>Builds the TIFF structure of an EXIF block.</summary>
    public sealed class ExifBytes(bool littleEndian = true)
    {
        public string? Time { get; init; } = "2017:01:05 08:30:15";

        public bool HasGps { get; init; } = true;

        public (uint, uint)[] Latitude { get; init; } = [(38, 1), (2, 1), (0, 1)];

        public (uint, uint)[] Longitude { get; init; } = [(114, 1), (30, 1), (3600, 100)];

        public override string ToString() => $"{Time} gps {HasGps} {string.Join(' ', Latitude)}";

        public byte[] Build()
        {
            var bytes = new byte[1024];
            var free = 600;
            void U16(int at, int value) => Write(bytes.AsSpan(at, 2), (uint)value);
            void U32(int at, uint value) => Write(bytes.AsSpan(at, 4), value);
            int Store(byte[] data)
            {
                data.CopyTo(bytes, free);
                free += data.Length;
                return free - data.Length;
            }

            void Directory(int at, params (int Tag, int Type, int Count, byte[] Data)[] entries)
            {
                U16(at, entries.Length);
                for (var i = 0; i < entries.Length; i++)
                {
                    var (tag, type, count, data) = entries[i];
                    var entry = at + 2 + (12 * i);
                    U16(entry, tag);
                    U16(entry + 2, type);
                    U32(entry + 4, (uint)count);
                    if (data.Length <= 4)
                    {
                        data.CopyTo(bytes, entry + 8);
                    }
                    else
                    {
                        U32(entry + 8, (uint)Store(data));
                    }
                }
            }

            (int, int, int, byte[]) Text(int tag, string text) => (tag, 2, text.Length + 1, Encoding.ASCII.GetBytes(text + "\0"));
            (int, int, int, byte[]) Link(int tag, uint offset) => (tag, 4, 1, Number(offset));
            (int, int, int, byte[]) Rationals(int tag, params (uint, uint)[] values) =>
                (tag, 5, values.Length, [.. values.SelectMany(v => (byte[])[.. Number(v.Item1), .. Number(v.Item2)])]);

            (littleEndian ? "II"u8 : "MM"u8).CopyTo(bytes);
            U16(2, 42);
            U32(4, 8);
            const int Exif = 100, Gps = 200;
            Directory(8, [Link(0x8769, Exif), .. HasGps ? [Link(0x8825, Gps)] : Array.Empty<(int, int, int, byte[])>()]);
            Directory(Exif, Time is null ? [Text(0x9011, "+08:00")] : [Text(0x9003, Time), Text(0x9011, "+08:00")]);
            Directory(Gps, Text(1, "S"), Rationals(2, Latitude), Text(3, "E"), Rationals(4, Longitude), Text(0x10, "M"), Rationals(0x11, (543, 2)));
            return bytes;
        }

        private byte[] Number(uint value)
        {
            var bytes = new byte[4];
            Write(bytes, value);
            return bytes;
        }

        private void Write(Span<byte> target, uint value)
        {
            for (var i = 0; i < target.Length; i++)
            {
                target[littleEndian ? i : target.Length - 1 - i] = (byte)(value >> (8 * i));
            }
        }
    }
}
