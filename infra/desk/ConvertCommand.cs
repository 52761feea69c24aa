using System.CommandLine;
using System.Globalization;
using Platform.Desk.Files;
using Platform.Findings;
using Platform.Spatial.Crs;

namespace Platform.Desk;

/// <summary><c>desk convert IN OUT</c>: the layers of a file in another format, on demand in another CRS. The last line on standard output counts what was written.</summary>
internal static class ConvertCommand
{
    private static readonly Argument<string> Source = new("IN") { Description = "输入文件 · file to read" };
    private static readonly Argument<string> Target = new("OUT") { Description = "输出文件（.gpkg .shp .zip .geojson .geojsonl .fgb .csv，.zip 内为 Shapefile）· file to write (a .zip holds shapefiles)" };
    private static readonly Option<int?> ToCrs = new("--to-crs") { Description = "目标坐标系的 EPSG 代码 · EPSG code to transform to" };
    private static readonly Option<string?> Layer = new("--layer") { Description = "图层名，缺省为全部 · layer; all by default" };
    private static readonly Option<string> Language = new("--lang") { Description = "zh 或 en", DefaultValueFactory = _ => "zh" };

    public static Command Create()
    {
        Language.AcceptOnlyFromAmong("zh", "en");
        ToCrs.CustomParser = result => Code(result.Tokens[0].Value) is { } code ? code : Wrong(result);
        Source.Validators.Add(Arguments.RefuseOptions);
        Target.Validators.Add(result =>
        {
            if (TargetFormat.For(result.GetValueOrDefault<string>() ?? "") is null)
                result.AddError(DeskFindings.TargetFormat.At(Location.Whole, result.GetValueOrDefault<string>()).MessageEn);
        });
        var command = new Command("convert", "转换文件格式与坐标系 · converts format and CRS") { Source, Target, ToCrs, Layer, Language };
        command.SetAction(Run);
        return command;
    }

    private static int? Wrong(System.CommandLine.Parsing.ArgumentResult result)
    {
        result.AddError($"--to-crs: {result.Tokens[0].Value}: {ToCrs.Description}");
        return null;
    }

    /// <summary>The code of a CRS that the platform knows, written as <c>4490</c> or <c>EPSG:4490</c>.</summary>
    private static int? Code(string text) =>
        CrsId.TryParse(text.Contains(':', StringComparison.Ordinal) ? text : "EPSG:" + text, out var id) && CrsRegistry.TryGet(id, out _) ? id.Code : null;

    private static int Run(ParseResult parsed)
    {
        var (source, target) = (parsed.GetRequiredValue(Source), parsed.GetRequiredValue(Target));
        var to = parsed.GetValue(ToCrs) is { } code && CrsRegistry.TryGet(CrsId.Epsg(code), out var known) ? known : null;
        var conversion = new Conversion(TargetFormat.For(target)!, to);
        var isWritten = Convert(conversion, source, target, parsed.GetValue(Layer));
        FindingPrinter.Print(Console.Error, conversion.Findings.Items, parsed.GetRequiredValue(Language) == "en");
        if (!isWritten)
            return conversion.IsWronglyAsked ? ExitCodes.Usage : ExitCodes.FileTrouble;

        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"features={conversion.Written}"));
        return conversion.Findings.HasErrors ? ExitCodes.Refused : ExitCodes.Done;
    }

    private static bool Convert(Conversion conversion, string source, string target, string? layer)
    {
        try
        {
            return conversion.Run(source, target, layer);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            conversion.Findings.Add(DeskFindings.FileAccess.At(Location.Whole, Path.GetFileName(target), trouble.Message));
            return false;
        }
    }
}
