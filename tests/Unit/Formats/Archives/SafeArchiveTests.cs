using System.Buffers.Binary;
using System.Text;
using Platform.Findings;
using Platform.Formats;
using Platform.Formats.Archives;
using Platform.Formats.Sources;
using static Platform.Tests.Unit.Formats.Archives.ZipBuilder;

namespace Platform.Tests.Unit.Formats.Archives;

public sealed class SafeArchiveTests
{
    private static readonly ArchiveLimits s_limits = new(10, 4 << 20);
    private readonly FindingLog _findings = new();

    private string Codes => string.Join(' ', _findings.Items.Select(f => f.Code));

    [Fact]
    public void Open_OrdinaryZip_ReadsEntriesAsOftenAsAsked()
    {
        var archive = Open(Zip(File("图层/a.txt", "甲"), File("b.txt", "乙") with { Flags = 1 << 11, Method = 0 }))!;

        Assert.Equal(["图层/a.txt", "b.txt"], archive.Entries.Select(e => e.Path));
        Assert.Equal("甲乙甲", string.Concat(new[] { 0, 1, 0 }.Select(i => Read(archive, i))));
    }

    public static TheoryData<string, ZipBuilder.Entry[]> Refused() => new()
    {
        { "ZIP_UNSAFE_NAME", [File("../evil.txt")] },
        { "ZIP_UNSAFE_NAME", [File("a/../../evil.txt")] },
        { "ZIP_UNSAFE_NAME", [File("/etc/passwd")] },
        { "ZIP_UNSAFE_NAME", [File("C:/evil.txt")] },
        { "ZIP_UNSAFE_NAME", [File("a//b.txt")] },
        { "ZIP_UNSAFE_NAME", [File("a\0b.txt")] },
        { "ZIP_UNSAFE_NAME", [File("a\nb.txt")] },
        { "ZIP_UNSAFE_NAME", [File("a\u202Etxt.exe") with { Flags = 1 << 11 }] },
        { "ZIP_BACKSLASH ZIP_UNSAFE_NAME", [File("..\\evil.txt")] },
        { "ZIP_UNREADABLE_NAME", [File("") with { RawName = [0xFF, 0xFF, (byte)'a'] }] },
        { "ZIP_DUPLICATE_NAME", [File("a.txt"), File("A.TXT")] },
        { "ZIP_DUPLICATE_NAME", [File("a/", ""), File("a")] },
        { "ZIP_LINK", [File("a") with { Attributes = 0xA1FFu << 16 }] },
        { "ZIP_LINK", [File("a") with { Attributes = 0x1000u << 16 }] },
        { "ZIP_ENCRYPTED", [File("a") with { Flags = 1 }] },
        { "ZIP_METHOD", [File("a") with { Method = 9, ClaimedCompressedLength = 1 }] },
        { "ZIP_NESTED", [File("a.ZIP")] },
        { "ZIP_NESTED", [File("layers.geojson.gz")] },
        { "ZIP_OVERLAP", [File("a", "xx"), File("b") with { Offset = 3 }] },
        { "ZIP_OVERLAP", [File("a"), File("b") with { Offset = 0 }] },
        { "ZIP_DAMAGED", [File("a") with { Offset = 4_000_000 }] },
        { "ZIP_SIZE_MISMATCH", [File("a") with { Method = 0, ClaimedLength = 2_000_000 }] },
        { "ZIP_TOO_LARGE", [File("a") with { ClaimedLength = 5 << 20 }] },
        { "ZIP_RATIO", [File("a") with { ClaimedLength = 2 << 20 }] },
        { "ZIP_TOO_MANY_ENTRIES", [.. Enumerable.Range(0, 11).Select(i => File($"{i}"))] },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Open_HostileDirectory_RefusesTheArchive(string codes, ZipBuilder.Entry[] entries)
    {
        Assert.Null(Open(Zip(entries)));
        Assert.Equal(codes, Codes);
    }

    public static TheoryData<string, ZipBuilder.Entry> RefusedWhileReading() => new()
    {
        { "ZIP_CHECKSUM", File("a", "hello") with { Checksum = 7 } },
        { "ZIP_SIZE_MISMATCH", File("a", "hello") with { ClaimedLength = 4 } },
        { "ZIP_SIZE_MISMATCH", File("a", "hello") with { ClaimedLength = 6 } },
        { "ZIP_DAMAGED", File("a", "hello") with { LocalName = "b"u8.ToArray() } },
        { "ZIP_DAMAGED", new ZipBuilder.Entry("a", [0xFF, 0xFF, 0xFF, 0xFF]) { Method = 0, } },
    };

    [Theory]
    [MemberData(nameof(RefusedWhileReading))]
    public void OpenEntry_LyingEntry_RefusesAtTheLatestWithTheLastByte(string code, ZipBuilder.Entry entry)
    {
        var zip = Zip(entry);
        if (code == "ZIP_DAMAGED" && entry.Method == 0)
        {
            // Stored garbage that both headers call deflated.
            zip[8] = 8;
            zip[zip.AsSpan().IndexOf("PK\u0001\u0002"u8) + 10] = 8;
        }

        var archive = Open(zip)!;

        var refused = Assert.Throws<RefusedException>(() => Read(archive, 0));
        Assert.Equal(code, refused.Finding.Code);
    }

    [Fact]
    public void OpenEntry_BombWithHonestHeaders_StopsAtTheRatio()
    {
        Assert.Null(Open(Zip(new ZipBuilder.Entry("zeros", new byte[3 << 20]))));
        Assert.Equal("ZIP_RATIO", Codes);
    }

    [Fact]
    public void OpenEntry_ManyEntries_StopsAtTheTotal()
    {
        var noise = new byte[3 << 20];
        new Random(1).NextBytes(noise);
        var archive = Open(Zip(new ZipBuilder.Entry("a", noise), new ZipBuilder.Entry("b", noise)))!;
        Read(archive, 0);
        Read(archive, 0);

        Assert.Equal("ZIP_TOO_LARGE", Assert.Throws<RefusedException>(() => Read(archive, 1)).Finding.Code);
    }

    [Fact]
    public void Open_NamesWithoutFlag_AreReadAsUtf8ThenGb18030WithOneFinding()
    {
        var gbk = TextEncodings.Gb18030.GetBytes("图斑/变化.shp");
        var archive = Open(Zip(File("") with { RawName = gbk }, File("") with { RawName = TextEncodings.Gb18030.GetBytes("图斑/变化.dbf") }))!;

        Assert.Equal(["图斑/变化.shp", "图斑/变化.dbf"], archive.Entries.Select(e => e.Path));
        Assert.Equal("ZIP_NAME_GUESSED", Codes);
        Assert.Contains("gb18030", _findings.Items[0].Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Open_BackslashesInNames_AreFolders()
    {
        var archive = Open(Zip(File("a\\b.txt")))!;

        Assert.Equal("a/b.txt", archive.Entries[0].Path);
        Assert.Equal("ZIP_BACKSLASH", Codes);
    }

    [Fact]
    public void Open_UnicodePathField_NamesTheEntry()
    {
        byte[] stored = [0x80, 0x81];
        byte[] name = [1, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes("图斑.txt")];
        BinaryPrimitives.WriteUInt32LittleEndian(name.AsSpan(1), System.IO.Hashing.Crc32.HashToUInt32(stored));
        byte[] extra = [0x75, 0x70, (byte)name.Length, 0, .. name];

        Assert.Equal("图斑.txt", Open(Zip(File("") with { RawName = stored, Extra = extra }))!.Entries[0].Path);
    }

    [Fact]
    public void Open_NestedArchiveWhereAllowed_IsListed() =>
        Assert.NotNull(SafeArchive.Open(Range(Zip(File("a.zip"))), "t.zip", s_limits with { AllowNestedArchives = true }, _findings));

    [Fact]
    public void Open_WrongEntryCount_IsRefused()
    {
        var builder = new ZipBuilder();
        builder.Add(File("a"));
        builder.Add(File("b"));

        Assert.Null(Open(builder.Finish(claimedEntries: 1)));
        Assert.Equal("ZIP_DAMAGED", Codes);
    }

    [Fact]
    public void Open_SplitArchive_IsRefused()
    {
        var builder = new ZipBuilder();
        builder.Add(File("a"));

        Assert.Null(Open(builder.Finish(disk: 1)));
        Assert.Equal("ZIP_SPLIT", Codes);
    }

    [Fact]
    public void Open_CutAtEveryByte_IsRefused()
    {
        var zip = Zip(File("a", "hello"), File("b", "world"));
        for (var length = 0; length < zip.Length; length++)
        {
            Assert.Null(Open(zip[..length]));
        }

        Assert.Equal("ZIP_NO_DIRECTORY", Codes);
    }

    [Fact]
    public void Open_AnyByteChanged_EndsInContentOrFinding()
    {
        var zip = Zip(File("a", "hello"), File("b", "world"));
        var refused = 0;
        for (var i = 0; i < zip.Length * 8; i++)
        {
            var changed = (byte[])zip.Clone();
            changed[i / 8] ^= (byte)(1 << (i % 8));
            refused += ReadAll(changed) ? 0 : 1;
        }

        Assert.True(refused > zip.Length * 2, $"{refused} of {zip.Length * 8} changed bits were noticed");
    }

    private bool ReadAll(byte[] zip)
    {
        try
        {
            return Open(zip) is { } archive && archive.Entries.Select(e => Read(archive, e.Index)).ToList().Count > 0;
        }
        catch (RefusedException)
        {
            return false;
        }
    }

    private SafeArchive? Open(byte[] zip) => SafeArchive.Open(Range(zip), "t.zip", s_limits, _findings);

    private static StreamRange Range(byte[] bytes) => new(new MemoryStream(bytes));

    private static string Read(SafeArchive archive, int index)
    {
        using var reader = new StreamReader(archive.OpenEntry(archive.Entries[index]), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
