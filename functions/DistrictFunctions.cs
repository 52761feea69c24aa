using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Platform.Domain.Access;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Functions.Http;
using Platform.Orchestrations;
using Platform.Orchestrations.Remaking;
using Platform.Storage.Blobs;

namespace Platform.Functions;

/// <summary>What units passed on to their districts, for the districts and for those above them.</summary>
public sealed class DistrictFunctions(DistrictDesk districts, TaskDesk tasks, DerivedFiles files, LostFiles lost)
{
    private const string Tag = "tasks";
    private const string One = "api/campaigns/{campaign}/tasks/{unit}/districts/{district}";

    [Function("ListDistricts")]
    [Requires(Operation.ReadCampaign)]
    [Describes(Tag, "转派给区县的部分", "What is with districts, as far as the caller may see it", Answer = typeof(Page<DistrictPart>))]
    public async Task<IActionResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/campaigns/{campaign}/districts")] HttpRequest request, string campaign)
    {
        if (!KeyText.IsValid(campaign))
            return Answers.NotFound(campaign);
        var who = request.Principal();
        var all = await districts.ListAsync(campaign, request.HttpContext.RequestAborted).ConfigureAwait(false);
        var seen = all.Where(part => AccessPolicy.Allows(who, Operation.ReadDistrict, new AccessTarget(part.Unit, District: part.District)));
        return Answers.Json(new Page<DistrictPart>([.. seen], null));
    }

    [Function("GetDistrict")]
    [Requires(Operation.ReadDistrict)]
    [Describes(Tag, "一个区县的部分", "What is with one district", Answer = typeof(DistrictPart))]
    public async Task<IActionResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = One)] HttpRequest request, string campaign, string unit, string district)
    {
        var part = await districts.FindAsync(campaign, unit, district, request.HttpContext.RequestAborted).ConfigureAwait(false);
        return part is null ? Answers.NotFound($"{campaign}/{unit}/{district}") : Answers.Json(part);
    }

    [Function("GetDistrictPackage")]
    [Requires(Operation.ReadDistrict)]
    [Describes(Tag, "下载区县任务包", "The package of a district: its patches only", MediaType = "application/zip")]
    public async Task<IActionResult> PackageAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = One + "/package")] HttpRequest request,
        string campaign, string unit, string district, [DurableClient] DurableTaskClient workflows)
    {
        var cancellation = request.HttpContext.RequestAborted;
        var task = await tasks.FindAsync(campaign, unit, cancellation).ConfigureAwait(false);
        if (task is null || DistrictPart.KeysOf(task.Value, district).Count == 0)
            return Answers.NotFound($"{campaign}/{unit}/{district}");
        var version = DistrictPart.PackageVersionOf(task.Value, district);
        var content = await files.OpenAsync(DerivedPaths.DistrictPackage(campaign, unit, district, version), cancellation).ConfigureAwait(false);
        return content is null
            ? await lost.AnswerAsync(request, workflows, LostFile.DistrictPackage(campaign, unit, district, version)).ConfigureAwait(false)
            : Answers.File(content, "application/zip", $"{campaign}-{unit}-{district}.zip");
    }
}
