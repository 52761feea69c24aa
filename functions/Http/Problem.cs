using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Platform.Domain;
using Platform.Domain.Json;
using Platform.Findings;

namespace Platform.Functions.Http;

/// <summary>An error in the form of RFC 9457, with the finding's code and Chinese text beside the standard members.</summary>
public sealed record Problem(
    string Type, string Title, int Status, string Detail, string Code, string MessageZh, IReadOnlyList<Finding>? Findings = null)
{
    /// <summary>The problem that a refusal is.</summary>
    public static Problem Of(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        var (status, title) = refusal.Kind switch
        {
            RefusalKind.NotFound => (404, "Not found"),
            RefusalKind.Forbidden => (403, "Not allowed"),
            RefusalKind.Conflict => (409, "The state forbids it"),
            RefusalKind.Changed => (412, "Changed meanwhile"),
            RefusalKind.Invalid => (422, "The content is wrong"),
            RefusalKind.TooLarge => (413, "Too large"),
            RefusalKind.NotReady => (202, "Not ready yet"),
            RefusalKind.Failed => (500, "The platform failed"),
            _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal.Kind, "unknown kind"),
        };
        return Of(status, title, refusal.Finding, refusal.Details);
    }

    /// <summary>A problem with a given status.</summary>
    public static Problem Of(int status, string title, Finding finding, IReadOnlyList<Finding>? details = null)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return new($"urn:platform:problem:{finding.Code}", title, status, finding.MessageEn, finding.Code, finding.Message, details);
    }

    /// <summary>Writes it as the whole response.</summary>
    public async Task WriteAsync(HttpResponse response, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(response);
        response.StatusCode = Status;
        response.ContentType = "application/problem+json; charset=utf-8";
        await JsonSerializer.SerializeAsync(response.Body, this, PlatformJson.Options, cancellation).ConfigureAwait(false);
    }
}

/// <summary>A problem as a function's result.</summary>
public sealed class ProblemResult(Problem problem) : IActionResult
{
    public Problem Problem { get; } = problem;

    public Task ExecuteResultAsync(ActionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Problem.WriteAsync(context.HttpContext.Response, context.HttpContext.RequestAborted);
    }
}
