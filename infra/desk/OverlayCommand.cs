using System.CommandLine;
using Platform.Findings;

namespace Platform.Desk;

/// <summary>
/// <c>desk overlay</c>: how much of each subject lies in each class of a layer. A row that is not sound ends in a finding, not in a number; the table has the others.
/// The last line on standard output is one JSON object.
/// </summary>
internal static class OverlayCommand
{
    private const string Planar = "planar";
    private const string Ellipsoidal = "ellipsoidal";

    private static readonly Option<FileInfo> Subjects = new("--subjects") { Description = "图斑文件（.shp.zip、.gpkg、.geojson，可压缩）· polygons whose areas are asked for", Required = true };
    private static readonly Option<FileInfo> Layer = new("--layer") { Description = "分类图层文件 · the classed layer", Required = true };
    private static readonly Option<string> By = new("--by") { Description = "分类字段 · class field of the layer", Required = true };
    private static readonly Option<string?> Id = new("--id") { Description = "图斑编号字段，缺省为从 0 起的行号 · id field of the subjects; the 0-based row number by default" };
    private static readonly Option<string> Area = new("--area")
    {
        Description = "椭球面积或平面面积（要求投影坐标系）· ellipsoidal, or planar in the projected CRS of the subjects",
        DefaultValueFactory = _ => Ellipsoidal,
    };

    private static readonly Option<int> Threads = new("--threads") { Description = "线程数，缺省为处理器数 · threads; all processors by default" };
    private static readonly Option<FileInfo> Target = new("--out") { Description = "输出 CSV：subject,class,area_m2 · table to write", Required = true };
    private static readonly Option<string?> SubjectsTable = new("--subjects-table") { Description = "图斑图层名 · layer of the subjects' file" };
    private static readonly Option<string?> LayerTable = new("--layer-table") { Description = "分类图层名 · layer of the classed layer's file" };
    private static readonly Option<string> Language = new("--lang") { Description = "zh 或 en", DefaultValueFactory = _ => "zh" };

    public static Command Create()
    {
        Language.AcceptOnlyFromAmong("zh", "en");
        Area.AcceptOnlyFromAmong(Planar, Ellipsoidal);
        Threads.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError($"{Threads.Name}: {Threads.Description}");
        });
        var command = new Command("overlay", "图斑按分类图层统计面积 · areas of polygons by the classes of a layer")
        {
            Subjects, Layer, By, Id, Area, Threads, Target, SubjectsTable, LayerTable, Language,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var findings = new List<Finding>();
        try
        {
            using var subjects = OverlayFile.Open(parsed.GetRequiredValue(Subjects).FullName, parsed.GetValue(SubjectsTable), parsed.GetValue(Id), findings, out var hasSubjects);
            using var layer = OverlayFile.Open(parsed.GetRequiredValue(Layer).FullName, parsed.GetValue(LayerTable), parsed.GetValue(By), findings, out var hasLayer);
            if (subjects is not null && layer is not null)
                return Run(parsed, subjects, layer, findings);
            return hasSubjects && hasLayer ? ExitCodes.Refused : ExitCodes.FileTrouble;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(trouble.Message);
            return ExitCodes.FileTrouble;
        }
        finally
        {
            FindingPrinter.Print(Console.Error, findings, parsed.GetRequiredValue(Language) == "en");
        }
    }

    private static int Run(ParseResult parsed, OverlayFile subjects, OverlayFile layer, List<Finding> findings)
    {
        var run = new OverlayRun(subjects, layer, findings, parsed.GetValue(Threads));
        var code = run.Write(parsed.GetRequiredValue(Target).FullName, parsed.GetRequiredValue(Area) == Planar);
        if (code == ExitCodes.Done)
            Console.Out.WriteLine(run.Summary());
        return code;
    }
}
