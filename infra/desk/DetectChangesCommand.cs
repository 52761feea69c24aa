using System.CommandLine;
using Platform.Domain.Changes;
using Platform.Findings;
using Platform.Spatial.Change;
using Platform.Spatial.Crs;

namespace Platform.Desk;

/// <summary>
/// <c>desk detect-changes</c>: finds what really changed between two editions of a polygon layer and writes the change patches. What misregistration
/// explains is left out by a measured tolerance (docs/decisions/0004-change-detection.md).
/// </summary>
internal static class DetectChangesCommand
{
    private static readonly Argument<FileInfo> Old = new("OLD") { Description = "前一期（.shp.zip、.gpkg、.geojson，可压缩）· the older edition" };
    private static readonly Argument<FileInfo> New = new("NEW") { Description = "后一期 · the newer edition" };
    private static readonly Option<FileInfo> Target = new("--out") { Description = "输出文件 .gpkg 或 .geojson · file to write", Required = true };
    private static readonly Option<string?> OldLayer = new("--old-layer") { Description = "前一期图层名 · layer of the older edition" };
    private static readonly Option<string?> NewLayer = new("--new-layer") { Description = "后一期图层名 · layer of the newer edition" };
    private static readonly Option<string?> OldClass = new("--old-class") { Description = "前一期分类字段 · class field of the older edition" };
    private static readonly Option<string?> NewClass = new("--new-class") { Description = "后一期分类字段 · class field of the newer edition" };
    private static readonly Option<double> MinimumArea = new("--min-area") { Description = "最小上图面积，平方米 · minimum mapping area, m²" };
    private static readonly Option<double?> Tolerance = new("--tolerance")
    {
        Description = "位置容差，米；缺省由两期数据测定 · positional tolerance in metres; measured by default",
    };
    private static readonly Option<bool> Json = new("--json") { Description = "以 JSON 输出摘要 · print the summary as JSON" };
    private static readonly Option<string> Language = new("--lang") { Description = "zh 或 en", DefaultValueFactory = _ => "zh" };

    public static Command Create()
    {
        Language.AcceptOnlyFromAmong("zh", "en");
        MinimumArea.Validators.Add(result => Require(result, result.GetValueOrDefault<double>() >= 0));
        Tolerance.Validators.Add(result => Require(result, result.GetValueOrDefault<double?>() is null or > 0));
        Target.Validators.Add(result => Require(result, result.GetValueOrDefault<FileInfo>() is { } file && ChangeLayer.CanWrite(file.Name)));
        var command = new Command("detect-changes", "由两期面图层提取变化图斑 · finds the change patches between two editions of a polygon layer")
        {
            Old, New, Target, OldLayer, NewLayer, OldClass, NewClass, MinimumArea, Tolerance, Json, Language,
        };
        command.SetAction(Run);
        return command;
    }

    private static void Require(System.CommandLine.Parsing.OptionResult result, bool isRight)
    {
        if (!isRight)
            result.AddError($"{result.Option.Name}: {result.Option.Description}");
    }

    private static int Run(ParseResult parsed)
    {
        var english = parsed.GetRequiredValue(Language) == "en";
        var findings = new List<Finding>();
        try
        {
            var old = new EpochFile(parsed.GetRequiredValue(Old).FullName, parsed.GetValue(OldLayer), parsed.GetValue(OldClass));
            var @new = new EpochFile(parsed.GetRequiredValue(New).FullName, parsed.GetValue(NewLayer), parsed.GetValue(NewClass));
            var before = old.Read(RegisteredParameters.None, findings);
            var after = @new.Read(RegisteredParameters.None, findings);
            if (before is null || after is null)
            {
                FindingPrinter.Print(Console.Error, findings, english);
                return ExitCodes.FileTrouble;
            }

            return Detect(parsed, before, after, findings, english);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(trouble.Message);
            return ExitCodes.FileTrouble;
        }
    }

    private static int Detect(ParseResult parsed, ChangeEpoch before, ChangeEpoch after, List<Finding> findings, bool english)
    {
        var options = new ChangeDetectionOptions { MinimumAreaM2 = parsed.GetValue(MinimumArea), ToleranceMetres = parsed.GetValue(Tolerance) };
        if (!new ChangeDetection(options).TryDetect(before, after, out var result, out var refusal))
        {
            FindingPrinter.Print(Console.Error, [.. findings, refusal], english);
            return ExitCodes.Refused;
        }

        findings.AddRange(result.Findings);
        FindingPrinter.Print(Console.Error, findings, english);
        var target = parsed.GetRequiredValue(Target).FullName;
        var withClasses = parsed.GetValue(OldClass) is not null && parsed.GetValue(NewClass) is not null;
        ChangeLayer.Write(target, ChangeLayer.Of(result.Patches, withClasses));
        var summary = new ChangeSummary(result, findings);
        if (parsed.GetValue(Json))
            summary.WriteJson(Console.Out);
        else
            summary.WriteText(Console.Out, target, english);
        return findings.Exists(f => f.Severity == Severity.Error) ? ExitCodes.Refused : ExitCodes.Done;
    }
}
