using Platform.Domain.Campaigns;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;
using Platform.Domain.Submissions;
using Platform.Functions;
using Platform.Functions.Http;

namespace Platform.Tests.EndToEnd.Scenarios;

/// <summary>A bureau at work on its task.</summary>
internal sealed class Bureau(Caller clerk, Caller checker, string campaign, string unit, RuleSet rules)
{
    public Caller Clerk => clerk;

    public Caller Checker => checker;

    public string Unit => unit;

    /// <summary>Path of the task.</summary>
    public string Path => $"api/campaigns/{campaign}/tasks/{unit}";

    /// <summary>The task's patches as they were when they were read, by number.</summary>
    public IReadOnlyList<PatchRecord> Patches { get; private set; } = [];

    public AnswerForm Form() => new(rules);

    /// <summary>A ticket request for answers.</summary>
    public TicketRequest Answers(string name = "核查结果.zip") =>
        new() { Kind = SubmissionKind.Verification, Campaign = campaign, Unit = unit, Name = name, Size = 0 };

    public Task<Attempt> UploadAsync(byte[] content, string name = "核查结果.zip", Caller? by = null) =>
        (by ?? clerk).UploadAsync(Answers(name), content);

    public Task<VerificationTask> TaskAsync() => clerk.GetAsync<VerificationTask>(Path);

    /// <summary>Gives a command that must succeed.</summary>
    public Task<VerificationTask> OrderAsync(string command, Caller? by = null, object? body = null) =>
        (by ?? clerk).PostAsync<VerificationTask>($"{Path}/{command}", body);

    public async Task<IReadOnlyList<PatchRecord>> ReadPatchesAsync()
    {
        var list = await clerk.GetAsync<Page<PatchSummary>>($"api/campaigns/{campaign}/patches?unit={unit}&limit=1000");
        var records = new List<PatchRecord>();
        foreach (var patch in list.Items)
            records.Add((await PatchAsync(patch.Key)).Patch);
        return Patches = [.. records.OrderBy(r => r.Number, StringComparer.Ordinal)];
    }

    public Task<PatchDetail> PatchAsync(string key) => clerk.GetAsync<PatchDetail>($"api/campaigns/{campaign}/patches/{unit}/{key}");
}
