using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Platform.Embedded.Durable.Http;

/// <summary>Query parameters and the continuation header of requests that name many instances.</summary>
internal static class ListParameters
{
    private const int MostInstances = 1000;

    /// <summary>False when a parameter is malformed.</summary>
    public static bool TryRead(HttpRequest request, out OrchestrationQuery query)
    {
        var given = request.Query;
        query = new OrchestrationQuery(FetchInputsAndOutputs: true, InstanceIdPrefix: given["instanceIdPrefix"]);
        if (!TryTime(given["createdTimeFrom"], out var from) || !TryTime(given["createdTimeTo"], out var to)
            || !TryStatuses(given["runtimeStatus"], out var statuses) || !TryTop(given["top"], out var top))
        {
            return false;
        }

        string? token = request.Headers["x-ms-continuation-token"];
        query = query with { CreatedFrom = from, CreatedTo = to, Statuses = statuses, PageSize = top, ContinuationToken = string.IsNullOrEmpty(token) ? null : token };
        return token is null or "" || long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out _);
    }

    private static bool TryTop(string? text, out int top)
    {
        top = OrchestrationQuery.DefaultPageSize;
        return string.IsNullOrEmpty(text)
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out top) && top is > 0 and <= MostInstances);
    }

    private static bool TryTime(string? text, out DateTimeOffset? time)
    {
        time = null;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        var valid = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed);
        time = parsed;
        return valid;
    }

    private static bool TryStatuses(string? text, out OrchestrationRuntimeStatus[]? statuses)
    {
        statuses = null;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        var names = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var known = Enum.GetNames<OrchestrationRuntimeStatus>();
        if (!names.All(name => known.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            return false;
        }

        statuses = [.. names.Select(name => Enum.Parse<OrchestrationRuntimeStatus>(name, ignoreCase: true))];
        return true;
    }
}
