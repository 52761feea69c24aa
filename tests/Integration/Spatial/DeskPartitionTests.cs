using System.Diagnostics;
using System.Globalization;
using Platform.Spatial.Areas;

namespace Platform.Tests.Integration.Spatial;

/// <summary><c>desk partition</c> as its callers see it: table, findings, exit codes.</summary>
public sealed class DeskPartitionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("partition-").FullName;

    public DeskPartitionTests()
    {
        Write("town.geojson", ("甲", 114, 38, 114.002, 38.001), ("bow-tie", 114, 38, 114.002, -1));
        Write("land.geojson", ("farm", 114, 38, 114.0013, 38.002), ("built", 114.0013, 38, 114.01, 38.0007));
        Write("line.geojson", ("red", 114.001, 37, 114.0017, 39), ("green", 114.0016, 37, 114.003, 39));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Partition_Table_HasEveryCombinationAndAddsUpExactly()
    {
        var (code, errors) = Partition("--layers", File("land") + ":name", File("line") + ":name", "--id", "name", "--lang", "en");
        Assert.Equal(0, code);
        Assert.Contains("GEOM_SELF_INTERSECTION", errors, StringComparison.Ordinal);
        var lines = System.IO.File.ReadAllLines(Path.Combine(_folder, "out.csv"));
        Assert.Equal("subject,class_1,class_2,area_m2", lines[0]);
        var cells = lines.Skip(1).Select(line => line.Split(',')).ToArray();
        Assert.Equal(
            ["甲|built|green", "甲|built|green+red", "甲|built|red", "甲|farm|", "甲|farm|red", "甲||green", "甲||green+red", "甲||red"],
            cells.Select(c => string.Join('|', c[..3])));
        var town = new NetTopologySuite.IO.WKTReader().Read("POLYGON((114 38, 114.002 38, 114.002 38.001, 114 38.001, 114 38))");
        Assert.Equal(EllipsoidalArea.Official(town).Value, cells.Sum(c => decimal.Parse(c[3], CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData(64, "--layers", "land.geojson")]
    [InlineData(64)]
    [InlineData(1, "--layers", "land.geojson:nothing")]
    [InlineData(2, "--layers", "missing.geojson:name")]
    [InlineData(1, "--layers", "land.geojson:name", "--area", "planar")]
    public void Partition_WhatCannotBeDone_EndsWithItsCodeAndNoTable(int expected, params string[] arguments)
    {
        var (code, errors) = Partition(arguments);
        Assert.Equal(expected, code);
        Assert.NotEmpty(errors);
        Assert.Empty(Directory.GetFiles(_folder, "out.csv*"));
    }

    private string File(string name) => Path.Combine(_folder, name + ".geojson");

    /// <summary>Boxes; one below the equator is drawn as a bow-tie.</summary>
    private void Write(string name, params (string Name, double West, double South, double East, double North)[] rows)
    {
        var features = rows.Select(r => r.North > 0
            ? Feature(r.Name, [r.West, r.South], [r.East, r.South], [r.East, r.North], [r.West, r.North])
            : Feature(r.Name, [114, 38], [114.001, 38.001], [114.001, 38], [114, 38.001]));
        System.IO.File.WriteAllText(Path.Combine(_folder, name), $$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}""");
    }

    private static string Feature(string name, params double[][] ring)
    {
        var points = string.Join(',', ring.Append(ring[0]).Select(p => FormattableString.Invariant($"[{p[0]},{p[1]}]")));
        return $$$"""{"type":"Feature","properties":{"name":"{{{name}}}"},"geometry":{"type":"Polygon","coordinates":[[{{{points}}}]]}}""";
    }

    private (int Code, string Errors) Partition(params string[] arguments)
    {
        string[] all = [Path.Combine(AppContext.BaseDirectory, "desk.dll"), "partition", "--subjects", File("town"), "--out", Path.Combine(_folder, "out.csv"), .. arguments];
        using var desk = Process.Start(new ProcessStartInfo("dotnet", all) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder })!;
        var errors = desk.StandardError.ReadToEndAsync();
        desk.StandardOutput.ReadToEnd();
        desk.WaitForExit();
        return (desk.ExitCode, errors.Result);
    }
}
