using System.Formats.Tar;
using System.IO.Compression;
using Platform.Tests.Fuzz;

namespace Platform.Tests.Unit.Formats.Corpora;

/// <summary>Every case that fuzzing kept, run through its reader again (see <c>tests/Fuzz</c>).</summary>
public sealed class FuzzCorpusTests
{
    public static TheoryData<string> Names() => [.. Targets.All.Keys.Where(name => File.Exists(Corpus(name)))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_EveryCase_KeepsThePromisesOfAReader(string name)
    {
        using var stream = new GZipStream(File.OpenRead(Corpus(name)), CompressionMode.Decompress);
        using var archive = new TarReader(stream);
        var count = 0;
        while (archive.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is { } data)
            {
                var content = new byte[entry.Length];
                data.ReadExactly(content);
                FuzzCase.Run(Targets.All[name], content);
                count++;
            }
        }

        Assert.NotEqual(0, count);
    }

    private static string Corpus(string name) => Path.Combine(AppContext.BaseDirectory, "fixtures", "fuzz", name + ".tar.gz");
}
