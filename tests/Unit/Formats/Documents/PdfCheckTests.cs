using System.Text;
using Platform.Findings;
using Platform.Formats.Documents;
using Platform.Formats.Sources;

namespace Platform.Tests.Unit.Formats.Documents;

public sealed class PdfCheckTests
{
    private const string Whole = "%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\nxref\n0 1\ntrailer\n<</Root 1 0 R>>\nstartxref\n44\n%%EOF\n";

    [Theory]
    [InlineData(Whole, null)]
    [InlineData("\uFEFF" + Whole + "\r\n\r\n", null)]
    [InlineData("hello", "PDF_NOT_PDF")]
    [InlineData("", "PDF_NOT_PDF")]
    [InlineData("%PDF-1.4\nstartxref\n", "PDF_TRUNCATED")]
    [InlineData("%PDF-1.4\ntrailer<</Encrypt 5 0 R>>\nstartxref\n5\n%%EOF", "PDF_ENCRYPTED")]
    public void Check_Content_IsJudged(string content, string? code) => Assert.Equal(code, Check(Encoding.UTF8.GetBytes(content)));

    [Fact]
    public void Check_CutAnywhere_IsNotWhole()
    {
        var bytes = Encoding.UTF8.GetBytes(Whole);
        for (var length = 0; length < bytes.Length - 1; length++)
        {
            Assert.NotNull(Check(bytes[..length]));
        }
    }

    [Theory]
    [InlineData(65_530)]
    [InlineData(65_536)]
    [InlineData(131_000)]
    public void Check_EncryptionAcrossChunks_IsFound(int padding)
    {
        var text = "%PDF-1.4\n" + new string('x', padding) + "/Encrypt 5 0 R" + new string('y', 70_000) + "\nstartxref\n5\n%%EOF";

        Assert.Equal("PDF_ENCRYPTED", Check(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void Check_TooLarge_IsRefused()
    {
        List<Finding> findings = [];

        Assert.False(PdfCheck.Check(new DeliveredFile("a.pdf", 11, () => new MemoryStream(new byte[11])), findings, maxBytes: 10));
        Assert.Equal("PDF_TOO_LARGE", findings[0].Code);
    }

    private static string? Check(byte[] content)
    {
        List<Finding> findings = [];
        var isFine = PdfCheck.Check(new DeliveredFile("a.pdf", content.Length, () => new MemoryStream(content)), findings);
        Assert.Equal(isFine, findings.Count == 0);
        return findings.SingleOrDefault()?.Code;
    }
}
