using System.CommandLine;
using System.Security.Cryptography;
using Platform.Domain.Monitoring.Aggregation;
using Platform.Reporting;
using Platform.Reporting.Outcomes;
using Platform.Reporting.Publishing;

namespace Platform.Desk;

/// <summary>
/// <c>desk report</c>: computes a campaign's report again from its exported outcomes. A table with any error is refused as a whole (exit code 1) and
/// nothing is written: figures over the remaining rows would look like the real ones.
/// </summary>
internal static class ReportCommand
{
    private static readonly Option<FileInfo> Outcomes = new("--outcomes") { Description = "核查结果表 · table of outcomes (CSV)", Required = true };
    private static readonly Option<DirectoryInfo> Target = new("--out") { Description = "输出目录 · folder for the report", Required = true };
    private static readonly Option<string?> Title = new("--title") { Description = "报告标题 · title" };
    private static readonly Option<string> Period = new("--period") { Description = "监测期，例如 2014-2015 · period", DefaultValueFactory = _ => "" };
    private static readonly Option<string?> Subject = new("--subject") { Description = "报告对象，例如 XX市 · who is reported on" };
    private static readonly Option<string?> Profile = new("--profile")
    {
        Description = $"配置（自带配置名或目录；{ReportWordings.NoProfile} 表示不用；默认按监测单元选择）· profile for names and wording; by default the one with these units",
    };
    private static readonly Option<string?> RuleSet = new("--rule-set") { Description = "规则集，例如 2017 · rule set" };
    private static readonly Option<string> Language = new("--lang") { Description = "zh、en 或 both", DefaultValueFactory = _ => "both" };

    public static Command Create(TimeProvider clock)
    {
        Language.AcceptOnlyFromAmong("zh", "en", "both");
        var command = new Command("report", "由核查结果表重新生成监测报告 · computes the monitoring report again from exported outcomes")
        {
            Outcomes, Target, Title, Period, Subject, Profile, RuleSet, Language,
        };
        command.SetAction(parsed => Run(parsed, clock));
        return command;
    }

    private static int Run(ParseResult parsed, TimeProvider clock)
    {
        try
        {
            var file = parsed.GetRequiredValue(Outcomes);
            var language = parsed.GetRequiredValue(Language);
            var bytes = File.ReadAllBytes(file.FullName);
            var table = OutcomesCsvReader.Read(new MemoryStream(bytes), file.Name);
            FindingPrinter.Print(Console.Error, table.Findings, language == "en");
            if (table.IsRefused)
            {
                Console.Error.WriteLine(language == "en" ? "Nothing was written." : "未生成报告。");
                return ExitCodes.Refused;
            }

            var source = new ReportSource(file.Name, Convert.ToHexStringLower(SHA256.HashData(bytes)), table.Outcomes.Count);
            return Write(parsed, clock, table, source, language);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(trouble.Message);
            return ExitCodes.FileTrouble;
        }
    }

    private static int Write(ParseResult parsed, TimeProvider clock, OutcomesTable table, ReportSource source, string language)
    {
        var wordings = ReportWordings.Load(
            parsed.GetValue(Profile), parsed.GetValue(RuleSet), parsed.GetRequiredValue(Period), parsed.GetValue(Subject), table);
        if (wordings.Fault is { } fault)
        {
            Console.Error.WriteLine(fault);
            return ExitCodes.Usage;
        }

        var report = ReportAggregator.Aggregate(new ReportRequest
        {
            Header = wordings.Header(parsed.GetValue(Title), parsed.GetRequiredValue(Period)),
            Outcomes = table.Outcomes,
            Units = wordings.Units,
            Themes = wordings.Themes,
            Wording = wordings.Wording,
            Sources = [source],
        });
        var folder = parsed.GetRequiredValue(Target).FullName;
        ReportFiles.WriteTo(folder, ReportFiles.Make(report, map: null, LanguageOf(language), clock.GetUtcNow()));
        ReportPrinter.Print(Console.Out, report, language == "en");
        Console.Out.WriteLine(folder);
        return ExitCodes.Done;
    }

    private static ReportLanguage LanguageOf(string language) => language switch
    {
        "zh" => ReportLanguage.Chinese,
        "en" => ReportLanguage.English,
        _ => ReportLanguage.ChineseWithEnglishAnnex,
    };
}
