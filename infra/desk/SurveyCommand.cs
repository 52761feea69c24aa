using System.CommandLine;
using System.Globalization;
using Platform.Desk.Files;

namespace Platform.Desk;

/// <summary>
/// <c>desk info</c> and <c>desk validate</c>: what is in a file and what is wrong with it. With <c>--json</c> standard output is exactly one JSON document
/// at every exit code.
/// </summary>
internal static class SurveyCommand
{
    public const string Info = "info";
    public const string Validate = "validate";

    private static readonly Argument<string> Source = new("FILE") { Description = "文件或文件夹 · file or folder" };
    private static readonly Option<bool> Json = new("--json") { Description = "以 JSON 输出 · print one JSON document" };
    private static readonly Option<string> Language = new("--lang") { Description = "zh 或 en", DefaultValueFactory = _ => "zh" };

    public static IEnumerable<Command> Create()
    {
        Source.Validators.Add(Arguments.RefuseOptions);
        Language.AcceptOnlyFromAmong("zh", "en");
        yield return Create(Info, "读取文件，列出图层、字段、坐标系与问题 · layers, fields, CRS and findings of a file");
        yield return Create(Validate, "同 info，并检查图形有效性与坐标 · as info, and checks geometries and coordinates");
    }

    private static Command Create(string name, string description)
    {
        var command = new Command(name, description) { Source, Json, Language };
        command.SetAction(parsed => Run(parsed, validate: name == Validate));
        return command;
    }

    /// <summary>What is printed for a wrong command line.</summary>
    public static void PrintUsage(string message) =>
        Console.Out.WriteLine(SurveyJson.Write(Survey.Failed(DeskFindings.Usage.At(Findings.Location.Whole, message)), english: false));

    private static int Run(ParseResult parsed, bool validate)
    {
        var survey = Survey.Of(parsed.GetRequiredValue(Source), validate);
        var english = parsed.GetRequiredValue(Language) == "en";
        if (parsed.GetValue(Json))
            Console.Out.WriteLine(SurveyJson.Write(survey, english));
        else
            PrintText(survey, english);
        if (!survey.IsReadable)
            return ExitCodes.FileTrouble;
        return survey.Findings.HasErrors ? ExitCodes.Refused : ExitCodes.Done;
    }

    private static void PrintText(Survey survey, bool english)
    {
        foreach (var layer in survey.Layers)
        {
            Console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{layer.File} [{layer.Name}] {layer.Geometry} {layer.Features} {layer.Crs ?? "CRS ?"}"));
            foreach (var field in layer.Fields)
                Console.Out.WriteLine($"  {field.Name}: {field.Type}");
        }

        FindingPrinter.Print(Console.Out, survey.Findings.Items, english);
    }
}
