using System.CommandLine;
using Platform.Findings;

namespace Platform.Desk;

/// <summary>
/// <c>desk partition</c>: how several classed layers together divide each subject, every place in one combination of classes. The table's areas are official values that add up
/// exactly to the subject's.
/// </summary>
internal static class PartitionCommand
{
    private const string Planar = "planar";
    private const string Ellipsoidal = "ellipsoidal";

    private static readonly Option<FileInfo> Subjects = new("--subjects") { Description = "被划分的面（.shp.zip、.gpkg、.geojson，可压缩）· polygons that are divided", Required = true };
    private static readonly Option<string[]> Layers = new("--layers")
    {
        Description = "分类图层，文件:字段，可多个 · classed layers, FILE:FIELD each",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string?> Id = new("--id") { Description = "图斑编号字段，缺省为从 0 起的行号 · id field of the subjects; the 0-based row number by default" };
    private static readonly Option<string> Area = new("--area")
    {
        Description = "椭球面积或平面面积（要求投影坐标系）· ellipsoidal, or planar in the projected CRS of the subjects",
        DefaultValueFactory = _ => Ellipsoidal,
    };

    private static readonly Option<int> Threads = new("--threads") { Description = "线程数，缺省为处理器数 · threads; all processors by default" };
    private static readonly Option<FileInfo> Target = new("--out") { Description = "输出 CSV：subject,class_1…class_N,area_m2 · table to write", Required = true };
    private static readonly Option<string> Language = new("--lang") { Description = "zh 或 en", DefaultValueFactory = _ => "zh" };

    public static Command Create()
    {
        Language.AcceptOnlyFromAmong("zh", "en");
        Area.AcceptOnlyFromAmong(Planar, Ellipsoidal);
        Layers.Validators.Add(result =>
        {
            foreach (var text in result.Tokens.Select(token => token.Value).Where(text => text.LastIndexOf(':') <= 0))
                result.AddError($"{Layers.Name} {text}: FILE:FIELD");
        });
        var command = new Command("partition", "多个图层共同划分图斑，按分类组合统计面积 · areas of every combination of classes of several layers")
        {
            Subjects, Layers, Id, Area, Threads, Target, Language,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var findings = new List<Finding>();
        var files = new List<OverlayFile>();
        try
        {
            var isReadable = TryOpen(parsed.GetRequiredValue(Subjects).FullName, parsed.GetValue(Id), files, findings);
            foreach (var layer in parsed.GetRequiredValue(Layers))
            {
                var at = layer.LastIndexOf(':');
                isReadable &= TryOpen(Path.GetFullPath(layer[..at]), layer[(at + 1)..], files, findings);
            }

            if (files.Count <= parsed.GetRequiredValue(Layers).Length)
                return isReadable ? ExitCodes.Refused : ExitCodes.FileTrouble;
            var run = new PartitionRun(files[0], files[1..], findings, parsed.GetValue(Threads));
            return run.Write(parsed.GetRequiredValue(Target).FullName, parsed.GetRequiredValue(Area) == Planar);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(trouble.Message);
            return ExitCodes.FileTrouble;
        }
        finally
        {
            files.ForEach(file => file.Dispose());
            FindingPrinter.Print(Console.Error, findings, parsed.GetRequiredValue(Language) == "en");
        }
    }

    private static bool TryOpen(string path, string? field, List<OverlayFile> files, List<Finding> findings)
    {
        if (OverlayFile.Open(path, table: null, field, findings, out var isReadable) is { } file)
            files.Add(file);
        return isReadable;
    }
}
