using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Platform.Domain.Access;
using Platform.Functions.Http;
using Platform.Orchestrations;
using Platform.Orchestrations.Campaigns;

namespace Platform.Functions;

/// <summary>Health, the OpenAPI document, and the portal's files.</summary>
public sealed class SystemFunctions(OpenApiDocument openApi, PortalFiles portal)
{
    [Function("Health")]
    [Requires(Operation.Anonymous)]
    [Describes("system", "运行状况", "Whether the platform answers")]
    public IActionResult Health([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request) =>
        Answers.Json(new { status = "ok", version = IssueDesk.ProgramVersion });

    [Function("OpenApi")]
    [Requires(Operation.Anonymous)]
    [Describes("system", "接口文档", "This OpenAPI 3.1 document")]
    public IActionResult OpenApi([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/openapi.json")] HttpRequest request) =>
        Answers.Json(openApi.Build());

    [Function("Portal")]
    [Requires(Operation.Anonymous)]
    [Describes("system", "门户页面", "The portal's files; any other path shows its first page", MediaType = "text/html")]
    public IActionResult Portal(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{*path}")] HttpRequest request, string? path) => portal.Answer(request, path ?? "");
}
