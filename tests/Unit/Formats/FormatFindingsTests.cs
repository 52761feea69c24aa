using System.Reflection;
using System.Text.RegularExpressions;
using Platform.Findings;
using Platform.Formats;

namespace Platform.Tests.Unit.Formats;

public sealed partial class FormatFindingsTests
{
    private static IReadOnlyList<FindingKind> Kinds { get; } =
        [.. typeof(FormatFindings).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (FindingKind)f.GetValue(null)!)];

    [Fact]
    public void Kinds_Codes_AreUniqueAndWellFormed()
    {
        Assert.Equal(Kinds.Count, Kinds.Select(k => k.Code).Distinct().Count());
        Assert.All(Kinds, k => Assert.Matches("^(FILE|GZIP|ZIP|SHP|DBF|GPKG|JSON|CSV|TABLE|XLSX|GEOM|PHOTO|PDF|FGB|GML|DXF)_[A-Z0-9_]+$", k.Code));
    }

    [Fact]
    public void Kinds_Templates_HaveChineseAndEnglishWithTheSameArguments() => Assert.All(Kinds, k =>
    {
        Assert.Matches("\\p{IsCJKUnifiedIdeographs}", k.Chinese);
        Assert.DoesNotMatch("\\p{IsCJKUnifiedIdeographs}", k.English);
        Assert.Equal(Arguments(k.Chinese), Arguments(k.English));
    });

    [Fact]
    public void FindingLog_SameFindingTwice_IsKeptOnce()
    {
        var log = new FindingLog();
        log.Add(FormatFindings.FileEmpty.At(new Location("a")));
        log.Add(FormatFindings.FileEmpty.At(new Location("a")));
        log.Add(FormatFindings.FileEmpty.At(new Location("b")));

        Assert.Equal(2, log.Items.Count);
        Assert.True(log.HasErrors);
    }

    [Fact]
    public void FindingLog_BeyondItsCapacity_SaysSoOnce()
    {
        var log = new FindingLog();
        for (var i = 0; i < FindingLog.Capacity + 50; i++)
        {
            log.Add(FormatFindings.FileEmpty.At(new Location(Row: i)));
        }

        Assert.Equal(FindingLog.Capacity + 1, log.Items.Count);
        Assert.Equal("FILE_TOO_MANY_FINDINGS", log.Items[^1].Code);
    }

    private static IEnumerable<string> Arguments(string template) => Placeholder().Matches(template).Select(m => m.Value).Distinct().Order();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Placeholder();
}
