using System.Net;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Platform.Domain.Monitoring;
using Platform.Domain.Submissions;
using Platform.Findings;
using Platform.Functions;
using Platform.Functions.Http;

namespace Platform.Tests.EndToEnd.Scenarios;

/// <summary>Forms that are not as they were issued, and forms for somebody else's task.</summary>
[Collection(ScenarioGroup.Name)]
public sealed class BrokenFormScenarios(ScenarioPlatform platform)
{
    [NodeFact]
    public async Task ForeignTask_IsOutOfReach()
    {
        var (own, other) = (await platform.BureauAsync("N03"), await platform.BureauAsync("N04"));
        const string NotAllowed = "NOT_ALLOWED";
        await own.Clerk.RefusedAsync(HttpStatusCode.Forbidden, NotAllowed, HttpMethod.Post, "api/uploads", other.Answers() with { Size = 10 });
        await own.Clerk.RefusedAsync(HttpStatusCode.Forbidden, NotAllowed, HttpMethod.Post, $"{other.Path}/receive");
        await own.Clerk.RefusedAsync(HttpStatusCode.Forbidden, NotAllowed, HttpMethod.Get, other.Path);
        await own.Clerk.RefusedAsync(HttpStatusCode.Forbidden, NotAllowed, HttpMethod.Get, $"{other.Path}/package");
        await own.Clerk.RefusedAsync(
            HttpStatusCode.NotFound, "NOT_FOUND", HttpMethod.Get, $"api/campaigns/{ScenarioPlatform.Campaign}/patches/N04/{other.Patches[0].PatchKey}");
        var tasks = await own.Clerk.GetAsync<Page<VerificationTask>>($"api/campaigns/{ScenarioPlatform.Campaign}/tasks");
        Assert.Equal(["N03"], tasks.Items.Select(task => task.Unit));
        var patches = await own.Clerk.GetAsync<Page<PatchSummary>>($"api/campaigns/{ScenarioPlatform.Campaign}/patches?limit=1000");
        Assert.All(patches.Items, patch => Assert.Equal("N03", patch.Unit));
    }

    [NodeFact]
    public async Task RowsOfAnotherUnit_AreRefused_TheOthersAreTaken()
    {
        var (own, other) = (await platform.ReceivedAsync("N03"), await platform.BureauAsync("N04"));
        var content = own.Form().Illegal(own.Patches[0]).Illegal(other.Patches[0]).Illegal(own.Patches[1]).Zip();

        var attempt = await own.UploadAsync(content);

        Assert.Equal((AttemptState.PartlyTaken, 2, 1), (attempt.State, attempt.RowsTaken, attempt.RowsRefused));
        var error = Assert.Single(await own.Clerk.FindingsAsync(attempt), f => f.Severity == Severity.Error);
        Assert.Equal("ANSWER_OTHER_UNIT", error.Code);
        Assert.Equal(3, error.Location.Row);
        Assert.Equal(VerificationColumns.SheetName, error.Location.Layer);
        Assert.Equal(new TaskCounts(3, 2, 0, 0), (await own.TaskAsync()).Counts);
        var untouched = await other.PatchAsync(other.Patches[0].PatchKey);
        Assert.Equal(PatchState.Open, untouched.Patch.State);
        Assert.Empty(untouched.History);
        await AssertMarkedAsync(own.Clerk, attempt, "N04-01");
        await other.Clerk.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND", HttpMethod.Get, $"api/uploads/{attempt.Ticket}");
    }

    [NodeFact]
    public async Task TruncatedZip_IsRefused_AndNothingIsTaken()
    {
        var bureau = await platform.ReceivedAsync("N05");
        var whole = bureau.Form().Illegal(bureau.Patches).Zip();

        foreach (var length in new[] { 3, whole.Length / 2, whole.Length - 1 })
        {
            var attempt = await bureau.UploadAsync(whole[..length]);
            Assert.Equal((AttemptState.Refused, 0), (attempt.State, attempt.RowsTaken));
            Assert.NotEmpty(await bureau.Clerk.ErrorsAsync(attempt));
            Assert.DoesNotContain("UPLOAD_NOT_HANDLED", await bureau.Clerk.ErrorsAsync(attempt));
        }

        var task = await bureau.TaskAsync();
        Assert.Equal((new TaskCounts(3, 0, 0, 0), TaskState.Received), (task.Counts, task.State));
        Assert.Null(task.LetterSha256);
        Assert.All(await bureau.ReadPatchesAsync(), patch => Assert.Equal(PatchState.Open, patch.State));
    }

    [NodeFact]
    public async Task EditedKeyColumns_RefuseTheirRows()
    {
        var bureau = await platform.ReceivedAsync("N05");
        var patches = bureau.Patches;
        var content = bureau.Form()
            .Illegal(patches[0]).But(VerificationColumns.PatchNumber, "N05-99")
            .Illegal(patches[1]).But(VerificationColumns.AreaM2, patches[1].Patch.AreaM2 + 1)
            .Illegal(patches[2]).But(VerificationColumns.PatchKey, patches[2].PatchKey + "x")
            .Workbook();

        var attempt = await bureau.UploadAsync(content, "核查表.xlsx");

        Assert.Equal((AttemptState.Refused, 0, 3), (attempt.State, attempt.RowsTaken, attempt.RowsRefused));
        var errors = (await bureau.Clerk.FindingsAsync(attempt)).Where(f => f.Severity == Severity.Error).ToList();
        Assert.Equal(["ANSWER_KEY_EDITED", "ANSWER_KEY_EDITED", "ANSWER_KEY_EDITED"], errors.Select(f => f.Code));
        Assert.Equal([2, 3, 4], errors.Select(f => f.Location.Row!.Value));
        await AssertMarkedAsync(bureau.Clerk, attempt, "N05-99");
        Assert.Equal(0, (await bureau.TaskAsync()).Counts.Answered);
    }

    private static async Task AssertMarkedAsync(Caller by, Attempt attempt, string shows)
    {
        var marked = await by.DownloadAsync($"api/uploads/{attempt.Ticket}/attempts/{attempt.Id}/marked-form");
        using var document = SpreadsheetDocument.Open(new MemoryStream(marked), isEditable: false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document).Select(e => $"{e.Path?.XPath}: {e.Description}"));
        var sheet = document.WorkbookPart!.WorksheetParts.Select(part => part.Worksheet!.InnerText);
        var shared = document.WorkbookPart.SharedStringTablePart?.SharedStringTable?.InnerText ?? "";
        Assert.Contains(shows, string.Concat(sheet) + shared, StringComparison.Ordinal);
    }
}
