using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Monitoring;
using Platform.Domain.Submissions;
using Platform.Storage.Documents;

namespace Platform.Tests.EndToEnd.Scenarios;

/// <summary>The database cannot grow: commands are refused and leave nothing behind, uploads wait, and everything goes on when there is space.</summary>
[Collection(ScenarioGroup.Name)]
public sealed class FullDiskScenarios(ScenarioPlatform platform) : IAsyncLifetime
{
    private SqliteDocumentStore Store => platform.Services.GetRequiredService<SqliteDocumentStore>();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => NodeFactAttribute.CanRun ? Store.LimitPagesAsync(null) : Task.CompletedTask;

    [NodeFact]
    public async Task NoSpace_RefusesCommandsWithoutATrace_KeepsUploadsWaiting_AndGoesOnAfterwards()
    {
        await platform.OpenAsync("full");
        var request = ScenarioPlatform.PatchesOf("full", "图斑.gpkg");
        byte[] content = [9, 9, 9];
        var ticket = await platform.Officer.TicketAsync(request, content);

        await Store.LimitPagesAsync(1);
        var refused = await FirstRefusedAsync();
        await platform.Officer.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND", HttpMethod.Get, $"api/campaigns/{refused}");
        Assert.Equal(HttpStatusCode.Created, await platform.Officer.PutAsync(ticket, content));

        await Store.LimitPagesAsync(null);
        Assert.Equal(AttemptState.Refused, Assert.Single(await platform.Officer.HandledAsync(ticket.Ticket)).State);
        Assert.Equal(CampaignState.Draft, (await platform.OpenAsync(refused)).State);
    }

    // What is free inside the file's pages takes some more; large names use it up.
    private async Task<string> FirstRefusedAsync()
    {
        for (var i = 0; i < 500; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"full-{i}");
            var answer = await platform.Officer.SendAsync(HttpMethod.Post, "api/campaigns", ScenarioPlatform.Order(name, new string('名', 60)));
            if (answer.IsSuccessStatusCode)
                continue;
            Assert.Equal(HttpStatusCode.InsufficientStorage, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter);
            await platform.Officer.RefusedAsync(HttpStatusCode.InsufficientStorage, "SERVICE_NO_SPACE", HttpMethod.Post, "api/campaigns", ScenarioPlatform.Order(name, new string('名', 60)));
            return name;
        }

        throw new InvalidOperationException("The database never became full.");
    }
}
