using System.Net;
using Platform.Domain.Access;
using Platform.Domain.Campaigns;
using Platform.Domain.Monitoring;
using Platform.Domain.Submissions;
using Platform.Functions;
using Platform.Functions.Http;

namespace Platform.Tests.EndToEnd.Scenarios;

/// <summary>Check, submission, return and acceptance, and who may give them.</summary>
[Collection(ScenarioGroup.Name)]
public sealed class AuditScenarios(ScenarioPlatform platform)
{
    [NodeFact]
    public async Task SameFile_AfterAReturn_IsTakenAsANewRound()
    {
        var bureau = await platform.ReceivedAsync("N06");
        var content = bureau.Form().Exempt(bureau.Patches).Zip();
        var first = await SubmitAsync(bureau, content);
        await platform.Reviewer.RefusedAsync(
            HttpStatusCode.UnprocessableEntity, "TASK_REASON_MISSING", HttpMethod.Post, $"{bureau.Path}/return", new ReturnOrder(" ", null));
        var returned = await bureau.OrderAsync("return", platform.Reviewer, new ReturnOrder("照片缺失，请补充", null));
        Assert.Equal((TaskState.Returned, 1, new TaskCounts(3, 0, 3, 0)), (returned.State, returned.Round, returned.Counts));

        var second = await SubmitAsync(bureau, content);

        Assert.Equal((AttemptState.Taken, AttemptState.Taken), (first.State, second.State));
        Assert.Equal(first.Sha256, second.Sha256);
        Assert.Equal((0, 1), (first.Round, second.Round));
        var accepted = await bureau.OrderAsync("accept", platform.Reviewer);
        Assert.Equal((TaskState.Accepted, new TaskCounts(3, 0, 0, 3)), (accepted.State, accepted.Counts));
        await bureau.Clerk.UntilAsync<Page<PatchSummary>>(
            $"api/campaigns/{ScenarioPlatform.Campaign}/patches?unit=N06", page => page.Items.All(patch => patch.State == PatchState.Accepted));
        foreach (var patch in bureau.Patches)
        {
            var detail = await bureau.PatchAsync(patch.PatchKey);
            Assert.Equal([first.Id, second.Id], detail.History.Select(entry => entry.Attempt));
            Assert.Equal([0, 1], detail.History.Select(entry => entry.Round));
            Assert.Equal("照片缺失，请补充", detail.Patch.ReturnReason);
        }

        var history = await bureau.Clerk.GetAsync<Page<HistoryEntry>>($"{bureau.Path}/history");
        Assert.Equal(
            [
                "task.issued", "task.received", "task.answered", "task.letterAttached", "task.checked", "task.submitted", "task.returned", "task.returnSettled",
                "task.answered", "task.letterAttached", "task.checked", "task.submitted", "task.accepted",
            ],
            history.Items.Select(entry => entry.Action).Where(action => action != AnswerDesk.EndSettled));

        // The task's workflow has ended: what comes now is refused all the same, and not left to wait for ever.
        var late = await bureau.UploadAsync(content);
        Assert.Equal((AttemptState.Refused, false), (late.State, late.IsJudged));
        Assert.Equal(["TASK_NOT_OPEN"], await bureau.Clerk.ErrorsAsync(late));
    }

    [NodeFact]
    public async Task ReturnedPatch_IsAnsweredAlone()
    {
        var bureau = await platform.ReceivedAsync("N13", await ExtraAsync());
        var first = await SubmitAsync(bureau, bureau.Form().Illegal(bureau.Patches).Zip());
        var (one, others) = (bureau.Patches[0], bureau.Patches.Skip(1).ToList());
        await platform.Reviewer.RefusedAsync(
            HttpStatusCode.UnprocessableEntity, "PATCH_NOT_IN_TASK", HttpMethod.Post, $"{bureau.Path}/return", new ReturnOrder("位置不符", ["nowhere"]));

        var returned = await bureau.OrderAsync("return", platform.Reviewer, new ReturnOrder("位置不符", [one.PatchKey]));
        Assert.Equal(new TaskCounts(2, 1, 1, 0), returned.Counts);
        await bureau.Checker.UntilAsync<VerificationTask>(bureau.Path, task => task.PendingReturn is null);
        Assert.Equal(PatchState.Returned, (await bureau.PatchAsync(one.PatchKey)).Patch.State);
        await bureau.Checker.RefusedAsync(HttpStatusCode.Conflict, "TASK_PATCHES_OPEN", HttpMethod.Post, $"{bureau.Path}/check");
        await SubmitAsync(bureau, bureau.Form().Approved(one).Zip("第二轮"));

        Assert.Equal(new TaskCounts(2, 2, 0, 0), (await bureau.TaskAsync()).Counts);
        Assert.Equal(ApprovalStatus.Approved, (await bureau.PatchAsync(one.PatchKey)).Patch.Approval);
        foreach (var other in others)
            Assert.Equal(first.Id, Assert.Single((await bureau.PatchAsync(other.PatchKey)).History).Attempt);
    }

    [NodeFact]
    public async Task Duties_AreSeparated()
    {
        var bureau = await platform.ReceivedAsync("N07");
        var both = await platform.PersonAsync("both-n07", RoleGrant.Of(Role.Clerk, "N07"), RoleGrant.Of(Role.Checker, "N07"));
        var reviewerAndClerk = await platform.PersonAsync("conflicted", RoleGrant.Of(Role.ProvinceReviewer), RoleGrant.Of(Role.Clerk, "N07"));
        Task<Problem> Refused(Caller by, HttpStatusCode status, string code, string command) =>
            by.RefusedAsync(status, code, HttpMethod.Post, $"{bureau.Path}/{command}");

        var answers = await bureau.UploadAsync(bureau.Form().Illegal(bureau.Patches).Workbook(), "核查表.xlsx", both);
        Assert.Equal((AttemptState.Taken, 3), (answers.State, answers.RowsTaken));
        await Refused(bureau.Clerk, HttpStatusCode.Forbidden, "NOT_ALLOWED", "check");
        await Refused(both, HttpStatusCode.Forbidden, "TASK_OWN_CHECK", "check");
        await Refused(bureau.Clerk, HttpStatusCode.Conflict, "TASK_NOT_CHECKED", "submit");
        await bureau.OrderAsync("check", bureau.Checker);
        await Refused(bureau.Clerk, HttpStatusCode.Conflict, "TASK_LETTER_MISSING", "submit");
        await Refused(bureau.Checker, HttpStatusCode.Forbidden, "NOT_ALLOWED", "submit");

        var letter = await bureau.UploadAsync(bureau.Form().Illegal(bureau.Patches[0]).Zip(), by: reviewerAndClerk);
        Assert.Equal((AttemptState.Taken, 1), (letter.State, letter.RowsTaken));
        await Refused(bureau.Clerk, HttpStatusCode.Conflict, "TASK_NOT_CHECKED", "submit");
        await bureau.OrderAsync("check", bureau.Checker);
        await Refused(platform.Reviewer, HttpStatusCode.Conflict, "TASK_NOT_SUBMITTED", "accept");
        await bureau.OrderAsync("submit");

        var frozen = await bureau.UploadAsync(bureau.Form().Exempt(bureau.Patches).Workbook(), "迟到.xlsx");
        Assert.Equal(["TASK_NOT_OPEN"], await bureau.Clerk.ErrorsAsync(frozen));
        await Refused(platform.Officer, HttpStatusCode.Forbidden, "NOT_ALLOWED", "accept");
        await Refused(reviewerAndClerk, HttpStatusCode.Forbidden, "TASK_OWN_ACCEPTANCE", "accept");
        var accepted = await bureau.OrderAsync("accept", platform.Reviewer);
        Assert.Equal((TaskState.Accepted, new TaskCounts(3, 0, 0, 3)), (accepted.State, accepted.Counts));
        await Refused(platform.Reviewer, HttpStatusCode.Conflict, "TASK_FINAL", "accept");
    }

    private static async Task<Attempt> SubmitAsync(Bureau bureau, byte[] content)
    {
        var attempt = await bureau.UploadAsync(content);
        Assert.Equal(AttemptState.Taken, attempt.State);
        await bureau.OrderAsync("check", bureau.Checker);
        await bureau.OrderAsync("submit");
        return attempt;
    }

    private async Task<string> ExtraAsync()
    {
        const string Extra = "one-returned";
        await platform.IssueAsync(Extra, ["N13"], 2);
        return Extra;
    }
}
