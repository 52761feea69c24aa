using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Platform.Formats.Packaging;

namespace Platform.Tests.Unit.Formats.Packaging;

public sealed class DeterministicZipTests
{
    [Fact]
    public void Rewrite_PackageMadeAtAnotherTime_GivesSameBytes()
    {
        var first = Rewritten(Package(["b.xml", "[Content_Types].xml", "a.xml"], new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        var second = Rewritten(Package(["a.xml", "b.xml", "[Content_Types].xml"], new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)));

        Assert.Equal(first, second);
        using var zip = new ZipArchive(new MemoryStream(first));
        Assert.Equal(["[Content_Types].xml", "a.xml", "b.xml"], zip.Entries.Select(e => e.FullName));
        Assert.All(zip.Entries, e => Assert.Equal(DeterministicZip.EntryTime.DateTime, e.LastWriteTime.DateTime));
        Assert.Equal("content of a.xml", new StreamReader(zip.GetEntry("a.xml")!.Open()).ReadToEnd());
    }

    [Fact]
    public void Rewrite_WordDocumentWithExplicitIds_GivesSameBytesAndStillOpens()
    {
        var first = Rewritten(Document());
        Assert.Equal(first, Rewritten(Document()));
        using var document = WordprocessingDocument.Open(new MemoryStream(first), isEditable: false);
        Assert.Equal("报告", document.MainDocumentPart!.Document.Body!.InnerText);
    }

    [Fact]
    public void Write_Entries_AreWrittenInTheOrderGiven()
    {
        using var target = new MemoryStream();
        DeterministicZip.Write(target, [("图.png", s => s.Write("1"u8)), ("a.txt", s => s.Write("2"u8))]);
        using var zip = new ZipArchive(new MemoryStream(target.ToArray()));

        Assert.Equal(["图.png", "a.txt"], zip.Entries.Select(e => e.FullName));
    }

    private static byte[] Document()
    {
        var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = document.AddNewPart<MainDocumentPart>(
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "rId1");
            main.Document = new Document(new Body(new Paragraph(new Run(new Text("报告")))));
        }

        return stream.ToArray();
    }

    private static byte[] Package(string[] names, DateTimeOffset time)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names)
            {
                var entry = zip.CreateEntry(name);
                entry.LastWriteTime = time;
                using var content = entry.Open();
                content.Write(Encoding.UTF8.GetBytes("content of " + name));
            }
        }

        return stream.ToArray();
    }

    private static byte[] Rewritten(byte[] package)
    {
        using var target = new MemoryStream();
        DeterministicZip.Rewrite(new MemoryStream(package), target);
        return target.ToArray();
    }
}
