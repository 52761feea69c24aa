using System.CommandLine;
using Platform.Desk.Replay;
using Platform.Domain.Indicators;
using Platform.Domain.Profiles;
using Platform.Findings;
using Platform.Orchestrations.Campaigns;

namespace Platform.Desk;

/// <summary>
/// <c>desk replay</c>: makes every document and report again from the raw archive and the log of decisions, and compares them with what the log says they
/// were. Exit code 0 only when nothing differs, 1 when something does, 2 when the log or what it rests on cannot be used; then nothing is replayed.
/// </summary>
internal static class ReplayCommand
{
    private static readonly Option<DirectoryInfo> Raw = new("--raw") { Description = "原始档案目录 · folder of the raw archive", Required = true };
    private static readonly Option<FileInfo> Log = new("--log") { Description = "决策日志 · log of decisions", Required = true };
    private static readonly Option<DirectoryInfo> Target = new("--out") { Description = "输出目录，须为空 · folder to write to, empty", Required = true };
    private static readonly Option<DirectoryInfo?> Profiles = new("--profiles") { Description = "方案目录 · folder of profiles; by default those shipped" };

    public static Command Create()
    {
        var command = new Command("replay", "由原始档案和决策日志重建全部文档与报告 · rebuilds every document and report from raw archive and log")
        {
            Raw, Log, Target, Profiles,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var target = parsed.GetRequiredValue(Target);
        if (target.Exists && target.EnumerateFileSystemInfos().Any())
        {
            Console.Error.WriteLine($"输出目录不是空的 The folder is not empty: {target.FullName}");
            return ExitCodes.Usage;
        }

        try
        {
            var input = ReplayInput.Read(parsed.GetRequiredValue(Log));
            return await RunAsync(parsed, input, target.FullName, cancellation).ConfigureAwait(false);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(trouble.Message);
            return ExitCodes.FileTrouble;
        }
    }

    private static async Task<int> RunAsync(ParseResult parsed, ReplayInput input, string target, CancellationToken cancellation)
    {
        var profiles = ProfilesIn(parsed.GetValue(Profiles)?.FullName ?? ProfileLoader.ShippedRoot);
        var indicators = IndicatorCatalogue.Load(IndicatorCatalogue.ShippedFolder);
        var archive = new RawFolder(parsed.GetRequiredValue(Raw).FullName);
        var faults = input.Findings.ToList();
        if (faults.Count == 0)
        {
            faults.AddRange(input.CheckRules(profiles, indicators, IssueDesk.ProgramVersion));
            faults.AddRange(await input.CheckRawAsync(archive, cancellation).ConfigureAwait(false));
        }

        FindingPrinter.Print(Console.Error, faults, english: false);
        if (faults.Any(finding => finding.Severity == Severity.Error))
            return ExitCodes.FileTrouble;

        var (script, clock) = (new ReplayScript(input.Decisions), new ReplayClock());
        using var platform = new ReplayPlatform(target, archive, profiles, indicators, script, clock);
        var findings = await new Replayer(platform, script, clock).RunAsync(cancellation).ConfigureAwait(false);
        await DocumentFolder.WriteAsync(platform.Store, Path.Combine(target, "documents"), cancellation).ConfigureAwait(false);
        var compared = await ReplayComparison.MakeAsync(parsed.GetRequiredValue(Log), input.End!, platform, cancellation).ConfigureAwait(false);
        FindingPrinter.Print(Console.Error, [.. findings, .. compared.Findings], english: false);
        var differing = findings.Count + compared.Findings.Count;
        Console.Out.WriteLine($"documents={compared.Documents} differing={differing} reports={compared.Reports} decisions={input.Decisions.Count}");
        return differing == 0 ? ExitCodes.Done : ExitCodes.Refused;
    }

    // The default profile is named in every record, so that any of them will do.
    private static ProfileCatalogue ProfilesIn(string root)
    {
        var first = Directory.GetDirectories(root).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)
            .First(id => File.Exists(Path.Combine(root, id, "profile.json")));
        return ProfileCatalogue.Load(root, first);
    }
}
