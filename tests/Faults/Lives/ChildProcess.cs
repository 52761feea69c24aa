using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using Platform.Tests.Faults.Child;
using Platform.Tests.Faults.Job;

namespace Platform.Tests.Faults.Lives;

/// <summary>Where a child lives; the same for all lives of one campaign.</summary>
/// <param name="Data">Data directory.</param>
/// <param name="Port">Port of the interface.</param>
/// <param name="Connection">Connection string of the storage.</param>
/// <param name="Profiles">Directory with the one profile that the campaign needs: reading more would make every start longer.</param>
/// <param name="Documents">Settings that say where its documents lie, when not in the data directory.</param>
/// <param name="Log">Where its log goes.</param>
internal sealed record Home(string Data, int Port, string Connection, string Profiles, IReadOnlyDictionary<string, string> Documents, TextWriter Log)
{
    /// <summary>Address of the interface.</summary>
    public Uri Address => new($"http://127.0.0.1:{Port.ToString(CultureInfo.InvariantCulture)}/");

    /// <summary>How one of the programs beside this one is started here.</summary>
    public ProcessStartInfo Program(string name, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, name), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["PLATFORM_DATA_DIR"] = Data;
        start.Environment["FUNCTIONS_PORT"] = Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["AzureWebJobsStorage"] = Connection;
        start.Environment["PLATFORM_PROFILES"] = Profiles;
        start.Environment["PLATFORM_DEFAULT_PROFILE"] = SmallCampaign.ProfileId;
        foreach (var (setting, value) in Documents)
            start.Environment[setting] = value;
        return start;
    }
}

/// <summary>One life of the platform in a child process. Tells what it says, and how it ended.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly string TurnKept = $"{Side.After} engine turn";

    private readonly Process process;
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<string> answers = Channel.CreateUnbounded<string>();
    private readonly ConcurrentDictionary<string, byte> finished = new(StringComparer.Ordinal);
    private readonly List<string> ended = [];
    private readonly List<string> running = [];
    private readonly Home home;
    private readonly Action<string>? onStep;
    private readonly Task reading;

    private ChildProcess(Home home, Process process, Action<string>? onStep)
    {
        this.home = home;
        this.process = process;
        this.onStep = onStep;
        reading = Task.WhenAll(ReadAsync(process.StandardError, Hear), ReadAsync(process.StandardOutput, Keep));
    }

    /// <summary>Where it said that it kills itself; null when it did not.</summary>
    public string? Death { get; private set; }

    /// <summary>Ends when the platform answers.</summary>
    public Task Ready => ready.Task;

    /// <summary>Activities and blob functions that have ended in this life; complete once the process is gone.</summary>
    public IReadOnlyCollection<string> Finished => finished.Keys.ToList();

    /// <summary>Those that have begun and not ended, each as often as it runs; complete once the process is gone.</summary>
    public IReadOnlyCollection<string> Running => running;

    /// <summary>Starts a life.</summary>
    /// <param name="home">Where.</param>
    /// <param name="plan">What it is to suffer.</param>
    /// <param name="environment">More variables.</param>
    /// <param name="onStep">Hears of every durable step, on a thread of its own.</param>
    public static ChildProcess Start(Home home, LifePlan plan, IReadOnlyDictionary<string, string> environment, Action<string>? onStep = null)
    {
        var start = home.Program("Platform.Tests.Faults", ChildPlatform.Verb);
        start.Environment[LifePlan.Variable] = plan.ToString();
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new ChildProcess(home, Process.Start(start)!, onStep);
    }

    /// <summary>Whether an activity or blob function of this name has ended in this life.</summary>
    public bool HasFinished(string name) => finished.ContainsKey(name);

    /// <summary>SIGKILL from outside.</summary>
    public void Kill()
    {
        if (!process.HasExited)
            process.Kill();
    }

    /// <summary>Waits until it is gone and everything that it said has been heard.</summary>
    public async Task WaitForEndAsync(CancellationToken cancellation)
    {
        await process.WaitForExitAsync(cancellation);
        await reading.WaitAsync(cancellation);
    }

    /// <summary>A last look from inside.</summary>
    public async Task<string> InspectAsync(CancellationToken cancellation)
    {
        await process.StandardInput.WriteLineAsync("inspect");
        await process.StandardInput.FlushAsync(cancellation);
        return await answers.Reader.ReadAsync(cancellation).AsTask().WaitAsync(TimeSpan.FromMinutes(1), cancellation);
    }

    /// <summary>Lets it stop in good order.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        process.StandardInput.Close();
        await WaitForEndAsync(cancellation);
    }

    public void Dispose()
    {
        Kill();
        process.Dispose();
    }

    private static async Task ReadAsync(StreamReader from, Action<string> line)
    {
        while (await from.ReadLineAsync() is { } text)
            line(text);
    }

    private void Hear(string line)
    {
        var (word, value) = line.IndexOf(' ') is > 0 and var at ? (line[..at], line[(at + 1)..]) : (line, "");
        switch (word)
        {
            case "@" + Voice.Ready:
                ready.TrySetResult();
                break;
            case "@" + Voice.Begun:
                running.Add(value);
                break;
            case "@" + Voice.Ended:
                running.Remove(value);
                ended.Add(value);
                break;
            case "@" + Voice.Failed:
                running.Remove(value);
                break;
            case "@" + Voice.Step:
                Step(value);
                break;
            case "@" + Voice.Dying:
                Death = value;
                break;
            case "@" + Voice.Answer:
                answers.Writer.TryWrite(value);
                break;
            default:
                Keep(line);
                break;
        }
    }

    // The end of an activity counts for the engine once a turn has taken it in; the process may die between.
    private void Step(string step)
    {
        if (step == TurnKept)
        {
            ended.ForEach(name => finished[name] = 0);
            ended.Clear();
        }

        onStep?.Invoke(step);
    }

    private void Keep(string line)
    {
        lock (home.Log)
            home.Log.WriteLine(line);
    }
}
