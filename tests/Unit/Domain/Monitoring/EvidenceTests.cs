using System.Buffers.Binary;
using System.Text;
using Platform.Domain.Monitoring;
using Platform.Findings;
using Platform.Formats.Sources;

namespace Platform.Tests.Unit.Domain.Monitoring;

public sealed class EvidenceTests
{
    private static readonly ChangePatch First = TestRules.Patch;

    private static readonly ChangePatch Second = TestRules.Patch with { Key = "ffff", Number = "A-001_B/7" };

    [Theory]
    [InlineData("A-001_1.jpg", "A-001")]
    [InlineData("a-001.JPG", "A-001")]
    [InlineData("photos/Ａ-001_北侧.jpeg", "A-001")]
    [InlineData("A-001_B-7_2.jpg", "A-001_B/7")]
    [InlineData("A-001_B-8.jpg", "A-001")]
    [InlineData("A-0012.jpg", null)]
    [InlineData("IMG_20160301.jpg", null)]
    public void Read_PhotographName_NamesThePatch(string path, string? number)
    {
        var evidence = Evidence.Read([File(path, Jpeg())], null, [First, Second], 200);

        var found = new[] { First, Second }.Where(p => evidence.PhotographsOf(p.Key).Count == 1).Select(p => p.Number).SingleOrDefault();
        Assert.Equal(number, found);
        Assert.Equal(number is null, evidence.Findings.Any(f => f.Code == "PHOTO_UNMATCHED"));
    }

    [Fact]
    public void Read_ListedPhotograph_BelongsToItsRow_AndAMissingOneIsReported()
    {
        var row = new VerificationRow(
            new Location("f.xlsx", "s", 5), new Dictionary<string, string> { ["photographs"] = "IMG_1.jpg;sub/IMG_2.jpg" },
            new Dictionary<string, string> { ["photographs"] = "照片文件名" }, []);
        var reading = new VerificationReading([new MatchedRow(row, TestRules.Issued)], [], 0, 0);

        var evidence = Evidence.Read([File("x/img_1.JPG", Jpeg())], reading, [First], 200);

        Assert.Equal("x/img_1.JPG", evidence.PhotographsOf(First.Key).Single().File);
        var missing = evidence.Findings.Single(f => f.Code == "PHOTO_MISSING");
        Assert.Equal(new Location("f.xlsx", "s", 5, "照片文件名"), missing.Location);
    }

    [Theory]
    [InlineData(114.0005, 38.0005, 0, false)]
    [InlineData(114.0020, 38.0005, 88, false)]
    [InlineData(114.0100, 38.0005, 790, true)]
    [InlineData(-71.1, 42.3, 10_900_000, true)]
    public void Read_Position_GivesTheDistanceFromThePatch(double x, double y, double metres, bool far)
    {
        var evidence = Evidence.Read([File("A-001_1.jpg", Jpeg((x, y)))], null, [First], 200);

        var photograph = evidence.PhotographsOf(First.Key).Single();
        Assert.InRange(photograph.DistanceM!.Value, metres * 0.98, (metres * 1.02) + 0.05);
        Assert.Equal(x, photograph.Longitude!.Value, 4);
        Assert.Equal(far, evidence.Findings.Any(f => f.Code == "PHOTO_FAR"));
    }

    [Fact]
    public void Read_NoJpeg_IsAFindingAndNoEvidence()
    {
        var evidence = Evidence.Read([File("A-001_1.jpg", "not a picture"u8.ToArray())], null, [First], 200);

        Assert.Equal("PHOTO_NOT_JPEG", evidence.Findings.Single().Code);
        Assert.Empty(evidence.PhotographsOf(First.Key));
    }

    [Theory]
    [InlineData("石家庄市确认函（盖章）.pdf", true)]
    [InlineData("docs/Confirmation-letter.PDF", true)]
    [InlineData("readme.pdf", false)]
    [InlineData("确认函.docx", false)]
    public void Read_Letter_IsFoundByItsName(string path, bool found)
    {
        var evidence = Evidence.Read([File(path, Pdf("1"))], null, [First], 200);

        Assert.Equal(found, evidence.LetterSha256 is not null);
        Assert.Empty(evidence.Findings);
    }

    [Fact]
    public void Read_TwoLetters_CountOnlyWhenTheyAreTheSame()
    {
        var same = Evidence.Read([File("确认函.pdf", Pdf("1")), File("b/确认函.pdf", Pdf("1"))], null, [First], 200);
        var differing = Evidence.Read([File("确认函.pdf", Pdf("1")), File("b/确认函.pdf", Pdf("2"))], null, [First], 200);

        Assert.Matches("^[0-9a-f]{64}$", same.LetterSha256);
        Assert.Null(differing.LetterSha256);
        Assert.Equal("LETTER_SEVERAL", differing.Findings.Single().Code);
    }

    [Fact]
    public void Read_BrokenLetter_IsNotTaken()
    {
        var evidence = Evidence.Read([File("确认函.pdf", "%PDF-1.7 cut"u8.ToArray())], null, [First], 200);

        Assert.Equal("PDF_TRUNCATED", evidence.Findings.Single().Code);
        Assert.Null(evidence.LetterSha256);
    }

    private static DeliveredFile File(string path, byte[] content) => new(path, content.Length, () => new MemoryStream(content, writable: false));

    private static byte[] Pdf(string text) => Encoding.ASCII.GetBytes($"%PDF-1.4\n{text}\nstartxref\n0\n%%EOF\n");

    private static byte[] Jpeg((double X, double Y)? position = null)
    {
        var exif = position is { } p ? Exif(p.X, p.Y) : [];
        byte[] app1 = exif.Length == 0 ? [] : [0xFF, 0xE1, (byte)((exif.Length + 2) >> 8), (byte)(exif.Length + 2), .. exif];
        return [0xFF, 0xD8, .. app1, 0xFF, 0xDA, 0x00, 0xFF, 0xD9];
    }

    // Exif header, TIFF header, IFD 0 with the pointer to the GPS IFD, four GPS entries, two times three rationals.
    private static byte[] Exif(double x, double y)
    {
        const int gps = 26;
        const int values = gps + 2 + (4 * 12) + 4;
        var tiff = new byte[values + 48];
        "II*\0"u8.CopyTo(tiff);
        BinaryPrimitives.WriteInt32LittleEndian(tiff.AsSpan(4), 8);
        tiff[8] = 1;
        Entry(tiff, 10, 0x8825, 4, 1, gps);
        tiff[gps] = 4;
        Entry(tiff, gps + 2, 1, 2, 2, y < 0 ? 'S' : 'N');
        Entry(tiff, gps + 14, 2, 5, 3, values);
        Entry(tiff, gps + 26, 3, 2, 2, x < 0 ? 'W' : 'E');
        Entry(tiff, gps + 38, 4, 5, 3, values + 24);
        Degrees(tiff, values, Math.Abs(y));
        Degrees(tiff, values + 24, Math.Abs(x));
        return [.. "Exif\0\0"u8, .. tiff];
    }

    private static void Entry(byte[] tiff, int at, ushort tag, ushort type, int count, int value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(at), tag);
        BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(at + 2), type);
        BinaryPrimitives.WriteInt32LittleEndian(tiff.AsSpan(at + 4), count);
        BinaryPrimitives.WriteInt32LittleEndian(tiff.AsSpan(at + 8), value);
    }

    private static void Degrees(byte[] tiff, int at, double degrees)
    {
        int[] parts = [(int)Math.Round(degrees * 1_000_000), 1_000_000, 0, 1, 0, 1];
        for (var i = 0; i < parts.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(tiff.AsSpan(at + (4 * i)), parts[i]);
        }
    }
}
