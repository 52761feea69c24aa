using Platform.Domain.Campaigns;
using Platform.Domain.Monitoring;
using Platform.Domain.Submissions;
using Platform.Functions;
using Platform.Functions.Sample;

namespace Platform.Tests.Faults;

/// <summary>A moment of the main job, recognised through the public interface.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Holds">Whether it is now.</param>
internal sealed record Moment(string Name, Func<SampleApi, string, CancellationToken, Task<bool>> Holds)
{
    /// <summary>The patch file has its receipt and is being taken.</summary>
    public static Moment Import { get; } = new("import", async (officer, campaign, stop) =>
        (await officer.ListAsync<UploadView>($"api/uploads?campaign={campaign}&kind=patches", stop))
            .Any(upload => upload.Attempts.Any(attempt => attempt.State == AttemptState.Received)));

    /// <summary>Some bureaus are through and some are not.</summary>
    public static Moment Waiting { get; } = new("waiting", async (officer, campaign, stop) =>
    {
        var tasks = await officer.ListAsync<VerificationTask>($"api/campaigns/{campaign}/tasks", stop);
        var accepted = tasks.Count(task => task.State == TaskState.Accepted);
        return accepted >= Math.Max(1, tasks.Count / 4) && accepted < tasks.Count;
    });

    /// <summary>The report is being made.</summary>
    public static Moment Aggregation { get; } = new("aggregation", async (officer, campaign, stop) =>
        (await officer.ListAsync<Campaign>("api/campaigns", stop)).Any(c => c.Id == campaign && c.State == CampaignState.Closing));

    public static IReadOnlyList<Moment> All { get; } = [Import, Waiting, Aggregation];
}
