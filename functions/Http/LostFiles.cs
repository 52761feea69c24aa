using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.DurableTask.Client;
using Platform.Domain;
using Platform.Findings;
using Platform.Orchestrations.Remaking;

namespace Platform.Functions.Http;

/// <summary>Answers a download whose file the storage has lost; see docs/decisions/0007.</summary>
public sealed class LostFiles(TimeProvider time)
{
    /// <summary>202 while the file is made again; a problem when that has failed just now.</summary>
    public async Task<IActionResult> AnswerAsync(HttpRequest request, DurableTaskClient workflows, LostFile lost)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(lost);
        return await workflows.RemakeAsync(lost, time.GetUtcNow(), request.HttpContext.RequestAborted).ConfigureAwait(false)
            ? Answers.NotReady(request, lost.Instance)
            : Answers.Refuse(new Refusal(RefusalKind.Failed, HttpFindings.NotRemade.At(Location.Whole, lost.Instance)));
    }
}
