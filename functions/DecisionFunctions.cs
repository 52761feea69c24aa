using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Platform.Domain.Access;
using Platform.Domain.Decisions;
using Platform.Functions.Http;
using Platform.Orchestrations.Campaigns;

namespace Platform.Functions;

/// <summary>The log of decisions, from which everything can be made again.</summary>
public sealed class DecisionFunctions(DecisionExport export)
{
    [Function("ExportDecisions")]
    [Requires(Operation.ReadDecisions)]
    [Describes(
        "operations", "决策日志（NDJSON）", "The log of decisions; with the raw archive it is all that a replay needs", MediaType = "application/x-ndjson")]
    public IActionResult Export([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/operations/decisions")] HttpRequest request) =>
        new LogAnswer(export);

    // Streamed line by line: the log of a province does not fit into memory.
    private sealed class LogAnswer(DecisionExport export) : IActionResult
    {
        public async Task ExecuteResultAsync(ActionContext context)
        {
            var response = context.HttpContext.Response;
            response.ContentType = "application/x-ndjson";
            response.Headers.ContentDisposition = "attachment; filename=decisions.ndjson";
            await export.WriteAsync(response.Body, IssueDesk.ProgramVersion, context.HttpContext.RequestAborted).ConfigureAwait(false);
        }
    }
}
