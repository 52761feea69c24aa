using System.IO.Compression;
using System.Net;
using System.Text;
using Platform.Domain.Access;
using Platform.Domain.Campaigns;
using Platform.Domain.Monitoring;
using Platform.Domain.Submissions;
using Platform.Functions;
using Platform.Functions.Http;

namespace Platform.Tests.EndToEnd.Scenarios;

/// <summary>A bureau passes patches on to two of its districts, which see, download and answer their own and nothing else.</summary>
[Collection(ScenarioGroup.Name)]
public sealed class DistrictScenarios(ScenarioPlatform platform)
{
    private const string Campaign = "districts";
    private const string Unit = "130600";
    private const string Jingxiu = "130602";
    private const string Lianchi = "130606";
    private const string Form = "核查表.xlsx";
    private const string List = $"api/campaigns/{Campaign}/patches?limit=1000";

    [NodeFact]
    public async Task Districts_WorkOnTheirPartOfATask_AndTheUnitSubmitsTheWhole()
    {
        await platform.IssueAsync(Campaign, [Unit], 4, profile: "hebei", cover: "cropland");
        var bureau = await platform.ReceivedAsync(Unit, Campaign);
        var west = await platform.PersonAsync("clerk-130602", RoleGrant.Of(Role.Clerk, Jingxiu));
        var (first, second, third) = (bureau.Patches[0], bureau.Patches[1], bureau.Patches[2]);
        Assert.Empty((await west.GetAsync<Page<PatchSummary>>(List)).Items);
        await west.RefusedAsync(HttpStatusCode.UnprocessableEntity, "UPLOAD_TARGET_UNKNOWN", HttpMethod.Post, "api/uploads", Answers(bureau, Jingxiu) with { Size = 9 });

        await DispatchAsync(bureau, first, second, third);
        await SeesItsPartOnlyAsync(bureau, west, [first, second]);
        await DownloadsItsPartAsync(bureau, west, [first, second], third);
        var answered = await AnswersItsPartOnlyAsync(bureau, west, first, third);
        await RecallsAsync(bureau, west, first, second);
        await SubmitsTheWholeAsync(bureau, west, answered);
    }

    private static async Task DispatchAsync(Bureau bureau, PatchRecord first, PatchRecord second, PatchRecord third)
    {
        var path = $"{bureau.Path}/sub-dispatch";
        Task Refused(HttpStatusCode status, string code, string district, params string[] patches) =>
            bureau.Clerk.RefusedAsync(status, code, HttpMethod.Post, path, new SubDispatchOrder(district, patches));
        await Refused(HttpStatusCode.UnprocessableEntity, "TASK_DISTRICT_UNKNOWN", "130102", first.PatchKey);
        await Refused(HttpStatusCode.UnprocessableEntity, "TASK_DISTRICT_UNKNOWN", Unit, first.PatchKey);
        await Refused(HttpStatusCode.UnprocessableEntity, "PATCH_NOT_IN_TASK", Jingxiu, "nowhere");
        await bureau.OrderAsync("sub-dispatch", body: new SubDispatchOrder(Jingxiu, [first.PatchKey, second.PatchKey]));
        await Refused(HttpStatusCode.Conflict, "TASK_ALREADY_DISPATCHED", Lianchi, first.PatchKey);
        var task = await bureau.OrderAsync("sub-dispatch", body: new SubDispatchOrder(Lianchi, [third.PatchKey]));
        Assert.Equal(3, task.SubDispatches.Count);
        var parts = await bureau.Clerk.GetAsync<Page<DistrictPart>>($"api/campaigns/{Campaign}/districts");
        Assert.Equal([(Jingxiu, 2), (Lianchi, 1)], parts.Items.Select(part => (part.District, part.Patches)));
    }

    private static async Task SeesItsPartOnlyAsync(Bureau bureau, Caller district, IReadOnlyList<PatchRecord> own)
    {
        var seen = await district.GetAsync<Page<PatchSummary>>(List);
        Assert.Equal(own.Select(patch => patch.PatchKey).Order(StringComparer.Ordinal), seen.Items.Select(patch => patch.Key).Order(StringComparer.Ordinal));
        var part = Assert.Single((await district.GetAsync<Page<DistrictPart>>($"api/campaigns/{Campaign}/districts")).Items);
        Assert.Equal((Jingxiu, 2), (part.District, part.Patches));
        Assert.Equal(new TaskCounts(2, 0, 0, 0), (await district.GetAsync<DistrictPart>($"{bureau.Path}/districts/{Jingxiu}")).Counts);
        foreach (var patch in bureau.Patches)
        {
            var answer = await district.SendAsync(HttpMethod.Get, $"api/campaigns/{Campaign}/patches/{Unit}/{patch.PatchKey}");
            Assert.Equal(own.Contains(patch) ? HttpStatusCode.OK : HttpStatusCode.NotFound, answer.StatusCode);
        }

        string[] notIts = [bureau.Path, $"{bureau.Path}/package", $"{bureau.Path}/history", $"{bureau.Path}/districts/{Lianchi}", $"{bureau.Path}/districts/{Lianchi}/package"];
        foreach (var path in notIts)
            await district.RefusedAsync(HttpStatusCode.Forbidden, "NOT_ALLOWED", HttpMethod.Get, path);
        Assert.Empty((await district.GetAsync<Page<VerificationTask>>($"api/campaigns/{Campaign}/tasks")).Items);
    }

    private static async Task DownloadsItsPartAsync(Bureau bureau, Caller district, IReadOnlyList<PatchRecord> own, PatchRecord foreign)
    {
        using var zip = new ZipArchive(new MemoryStream(await PackageAsync(district, $"{bureau.Path}/districts/{Jingxiu}/package")));
        var maps = zip.Entries.Where(entry => entry.FullName.StartsWith("maps/", StringComparison.Ordinal)).Select(entry => entry.Name).ToList();
        Assert.Equal(own.Select((patch, i) => $"{i + 1:D5}-{patch.Number}.png"), maps);
        using var readMe = new StreamReader(zip.GetEntry("README.txt")!.Open(), Encoding.UTF8);
        Assert.Contains($"竞秀区（{Jingxiu}）", await readMe.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(maps, map => map.Contains(foreign.Number, StringComparison.Ordinal));
    }

    // One good row, one of a patch that another district has, and a letter, which is the unit's.
    private static async Task<PatchRecord> AnswersItsPartOnlyAsync(Bureau bureau, Caller district, PatchRecord own, PatchRecord foreign)
    {
        await district.RefusedAsync(
            HttpStatusCode.Forbidden, "NOT_ALLOWED", HttpMethod.Post, "api/uploads", bureau.Answers() with { Size = 9 });
        await district.RefusedAsync(
            HttpStatusCode.Forbidden, "NOT_ALLOWED", HttpMethod.Post, "api/uploads", Answers(bureau, Lianchi) with { Size = 9 });
        var attempt = await district.UploadAsync(Answers(bureau, Jingxiu), bureau.Form().Exempt(own, foreign).Zip());
        Assert.Equal((AttemptState.PartlyTaken, 1, 1), (attempt.State, attempt.RowsTaken, attempt.RowsRefused));
        Assert.Equal(["ANSWER_NOT_DISPATCHED"], await district.ErrorsAsync(attempt));
        Assert.Contains(await district.FindingsAsync(attempt), finding => finding.Code == "LETTER_OF_DISTRICT");
        var task = await bureau.TaskAsync();
        Assert.Equal((new TaskCounts(4, 1, 0, 0), null), (task.Counts, task.LetterSha256));
        Assert.Equal(PatchState.Open, (await bureau.PatchAsync(foreign.PatchKey)).Patch.State);
        await bureau.Clerk.RefusedAsync(
            HttpStatusCode.Conflict, "TASK_DISPATCH_ANSWERED", HttpMethod.Post, $"{bureau.Path}/sub-dispatch", new SubDispatchOrder(Jingxiu, [own.PatchKey]));
        return (await bureau.PatchAsync(own.PatchKey)).Patch;
    }

    private static async Task RecallsAsync(Bureau bureau, Caller district, PatchRecord answered, PatchRecord recalled)
    {
        await district.RefusedAsync(HttpStatusCode.Forbidden, "NOT_ALLOWED", HttpMethod.Post, $"{bureau.Path}/recall", new RecallOrder([recalled.PatchKey]));
        await bureau.OrderAsync("recall", body: new RecallOrder([recalled.PatchKey]));
        await bureau.Clerk.RefusedAsync(
            HttpStatusCode.Conflict, "TASK_NOT_DISPATCHED", HttpMethod.Post, $"{bureau.Path}/recall", new RecallOrder([recalled.PatchKey]));
        Assert.Equal([answered.PatchKey], (await district.GetAsync<Page<PatchSummary>>(List)).Items.Select(patch => patch.Key));
        var late = await district.UploadAsync(Answers(bureau, Jingxiu) with { Name = Form }, bureau.Form().Exempt(recalled).Workbook());
        Assert.Equal(["ANSWER_NOT_DISPATCHED"], await district.ErrorsAsync(late));
        Assert.Contains("task.recalled", (await bureau.Clerk.GetAsync<Page<HistoryEntry>>($"{bureau.Path}/history")).Items.Select(entry => entry.Action));
    }

    // The district's clerk has answered: as a checker of the unit, or as the province's reviewer, the same person may not confirm it.
    private async Task SubmitsTheWholeAsync(Bureau bureau, Caller district, PatchRecord answered)
    {
        var rest = await bureau.UploadAsync(bureau.Form().Illegal(bureau.Patches.Where(patch => patch.PatchKey != answered.PatchKey)).Zip());
        Assert.Equal((AttemptState.Taken, 3), (rest.State, rest.RowsTaken));
        var both = await platform.PersonAsync("both-130602", RoleGrant.Of(Role.Clerk, Jingxiu), RoleGrant.Of(Role.Checker, Unit));
        Assert.Equal(
            AttemptState.Taken, (await both.UploadAsync(Answers(bureau, Jingxiu) with { Name = Form }, bureau.Form().Exempt(answered).Workbook())).State);
        await both.RefusedAsync(HttpStatusCode.Forbidden, "TASK_OWN_CHECK", HttpMethod.Post, $"{bureau.Path}/check");
        await bureau.OrderAsync("check", bureau.Checker);
        await district.RefusedAsync(HttpStatusCode.Forbidden, "NOT_ALLOWED", HttpMethod.Post, $"{bureau.Path}/submit");
        await bureau.OrderAsync("submit");
        var accepted = await bureau.OrderAsync("accept", platform.Reviewer);
        Assert.Equal((TaskState.Accepted, new TaskCounts(4, 0, 0, 4)), (accepted.State, accepted.Counts));
    }

    private static TicketRequest Answers(Bureau bureau, string district) => bureau.Answers() with { District = district };

    private static async Task<byte[]> PackageAsync(Caller district, string path)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            var answer = await district.SendAsync(HttpMethod.Get, path);
            if (answer.StatusCode == HttpStatusCode.OK)
                return await answer.Content.ReadAsByteArrayAsync();
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            await Task.Delay(100);
        }

        throw new TimeoutException($"{path} was not made.");
    }
}
