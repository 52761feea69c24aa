using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Decisions;
using Platform.Functions.Composition;
using Platform.Orchestrations.Campaigns;
using Platform.Storage;

namespace Platform.Functions.Commands;

/// <summary>
/// <c>decisions --out FILE</c>: writes the log of decisions of the data directory; with the raw archive it is all that <c>desk replay</c> needs. Run it while
/// the platform is stopped or quiet.
/// </summary>
internal static class DecisionsCommand
{
    private const int FileTrouble = 2;
    private const int WrongUsage = 64;

    /// <summary>Runs the command on a host that is built and not started; returns the exit code.</summary>
    public static async Task<int> RunAsync(IServiceProvider services, string dataDirectory, string[] args)
    {
        if (args is not ["--out", var path])
            return await SayAsync(WrongUsage, "decisions --out FILE").ConfigureAwait(false);
        var documents = new PlatformPaths(dataDirectory).DocumentDatabase;
        if (!services.HasCosmosDocuments() && !File.Exists(documents))
            return await SayAsync(FileTrouble, $"数据目录中没有文档库 There is no document database: {documents}").ConfigureAwait(false);
        if (File.Exists(path))
            return await SayAsync(FileTrouble, $"文件已存在 The file exists: {path}").ConfigureAwait(false);
        var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        await using var disposal = target.ConfigureAwait(false);
        var export = services.GetRequiredService<DecisionExport>();
        var digest = await export.WriteAsync(target, IssueDesk.ProgramVersion, CancellationToken.None).ConfigureAwait(false);
        target.Flush(flushToDisk: true);
        Console.WriteLine($"{Path.GetFullPath(path)}  摘要 digest: {digest}");
        return 0;
    }

    private static async Task<int> SayAsync(int code, string text)
    {
        await Console.Error.WriteLineAsync(text).ConfigureAwait(false);
        return code;
    }
}
