using Microsoft.Azure.Functions.Worker;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;
using Platform.Domain.Submissions;

namespace Platform.Orchestrations.Tasks;

/// <summary>The steps of <see cref="VerificationTaskFlow"/>. Each may run twice.</summary>
public sealed class TaskActivities(
    CampaignDesk campaigns, TaskDesk tasks, AnswerDesk answers, AttemptDesk attempts, AnswerIntake intake, UploadQueue uploads,
    ProfileCatalogue profiles, TimeProvider time)
{
    private const string Platform = "system";

    [Function(nameof(LookAtTask))]
    public async Task<TaskLook> LookAtTask([ActivityTrigger] TaskKey key, CancellationToken cancellation)
    {
        var (campaign, task) = await ReadAsync(key, cancellation).ConfigureAwait(false);
        if (task.State is TaskState.Accepted or TaskState.Closed)
            return new TaskLook(TaskStep.End, null, null);
        if (task.PendingReturn is not null)
            return new TaskLook(TaskStep.SettleReturn, null, null);
        var scope = Ticket.ScopeOf(SubmissionKind.Verification, campaign.Profile, key.Campaign, key.Unit, null);
        if (await attempts.NextWaitingAsync(scope, cancellation).ConfigureAwait(false) is { } waiting)
            return new TaskLook(TaskStep.TakeAnswers, new UploadKey(waiting.Ticket, waiting.Id), null);
        if (campaign.State is CampaignState.Closing or CampaignState.Published)
        {
            // What was committed before the closing is still taken, even if its receipt is not written yet.
            var arriving = await uploads.AnyUnreceivedAsync(SubmissionKind.Verification, key.Unit, campaign.ClosedAt, cancellation).ConfigureAwait(false);
            return arriving ? new TaskLook(TaskStep.Wait, null, time.GetUtcNow().AddSeconds(5)) : new TaskLook(TaskStep.End, null, null);
        }

        var profile = profiles.Required(campaign.Profile);
        var now = time.GetUtcNow();
        return TaskDates.Due(task, profile, now).Count > 0
            ? new TaskLook(TaskStep.NoteDates, null, null)
            : new TaskLook(TaskStep.Wait, null, TaskDates.Next(task, profile, now));
    }

    [Function(nameof(SettleReturn))]
    public Task SettleReturn([ActivityTrigger] TaskKey key, CancellationToken cancellation) =>
        answers.SettleReturnAsync(key.Campaign, key.Unit, cancellation);

    [Function(nameof(TakeAnswers))]
    public Task TakeAnswers([ActivityTrigger] TaskUpload upload, CancellationToken cancellation) =>
        intake.TakeAsync(upload.Task, upload.Upload, cancellation);

    [Function(nameof(NoteDates))]
    public async Task NoteDates([ActivityTrigger] TaskKey key, CancellationToken cancellation)
    {
        var (campaign, task) = await ReadAsync(key, cancellation).ConfigureAwait(false);
        foreach (var command in TaskDates.Due(task, profiles.Required(campaign.Profile), time.GetUtcNow()))
            await tasks.ApplyAsync(key.Campaign, key.Unit, command, Platform, null, cancellation).ConfigureAwait(false);
    }

    [Function(nameof(EndTask))]
    public async Task EndTask([ActivityTrigger] TaskKey key, CancellationToken cancellation)
    {
        await tasks.ApplyAsync(key.Campaign, key.Unit, new TaskCommand.CloseUnanswered(), Platform, null, cancellation).ConfigureAwait(false);
        await answers.SettleEndAsync(key.Campaign, key.Unit, cancellation).ConfigureAwait(false);
    }

    private async Task<(Campaign Campaign, VerificationTask Task)> ReadAsync(TaskKey key, CancellationToken cancellation)
    {
        var campaign = await campaigns.RequiredAsync(key.Campaign, cancellation).ConfigureAwait(false);
        return (campaign, await tasks.RequiredAsync(key.Campaign, key.Unit, cancellation).ConfigureAwait(false));
    }
}
