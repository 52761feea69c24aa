using Microsoft.AspNetCore.Http;
using Platform.Embedded.Hosting;

namespace Platform.Embedded.Http;

/// <summary>What was given up, over HTTP: <c>GET admin/host/poison</c>, <c>POST admin/host/poison/redrive?id=</c>. The caller has shown the master key.</summary>
internal sealed class PoisonEndpoints(IEnumerable<IPoisonSource> sources)
{
    public async Task ListAsync(HttpContext http)
    {
        var items = new List<PoisonItem>();
        foreach (var source in sources)
            items.AddRange(await source.ListAsync(http.RequestAborted));
        await http.Response.WriteAsJsonAsync(items, http.RequestAborted);
    }

    public async Task RedriveAsync(HttpContext http)
    {
        var id = http.Request.Query["id"].ToString();
        try
        {
            var source = sources.FirstOrDefault(source => id.StartsWith(source.Kind + ":", StringComparison.Ordinal));
            if (source is not null && await source.RedriveAsync(id, http.RequestAborted))
                http.Response.StatusCode = StatusCodes.Status202Accepted;
            else
                await Problem.WriteAsync(http, StatusCodes.Status404NotFound, $"'{id}' is not given up.");
        }
        catch (InvalidOperationException e)
        {
            await Problem.WriteAsync(http, StatusCodes.Status409Conflict, e.Message);
        }
    }
}
