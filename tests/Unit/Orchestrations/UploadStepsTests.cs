using Azure;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Platform.Domain.Documents;
using Platform.Orchestrations;
using Platform.Tests.Unit.Embedded.Durable;

namespace Platform.Tests.Unit.Orchestrations;

/// <summary>An upload waits for a storage that is away; what fails for another reason is given up at once.</summary>
public sealed class UploadStepsTests : EngineFixture
{
    private static readonly UploadKey Upload = new("ticket", "attempt");

    private readonly List<GivenUp> given = [];
    private int tries;

    [Fact]
    public async Task StorageAwayForMinutes_TheUploadIsTaken()
    {
        var back = Clock.GetUtcNow() + TimeSpan.FromMinutes(5);
        Flow(() => Clock.GetUtcNow() < back ? throw new RequestFailedException(503, "away") : "taken");

        Assert.Equal("taken", await TakeAsync());
        Assert.NotEmpty(given);
        Assert.All(given, one => Assert.True(one.MayPass));
    }

    [Fact]
    public async Task StorageAwayForEver_TheUploadIsGivenUpAtLast()
    {
        var begun = Clock.GetUtcNow();
        Flow(() => throw new AggregateException("retry failed", new RequestFailedException(0, "connection refused")));

        Assert.Null(await TakeAsync());
        Assert.False(given[^1].MayPass);
        Assert.All(given.SkipLast(1), one => Assert.True(one.MayPass));
        Assert.InRange(Clock.GetUtcNow() - begun, UploadSteps.Patience, UploadSteps.Patience * 2);
    }

    [Fact]
    public async Task AnotherFault_IsGivenUpAfterThreeTries()
    {
        Flow(() => throw new InvalidOperationException("a rule is missing"));

        Assert.Null(await TakeAsync());
        Assert.Equal(new GivenUp(Upload, "a rule is missing"), Assert.Single(given));
        Assert.Equal(3, tries);
    }

    [Theory]
    [InlineData(typeof(IOException), true)]
    [InlineData(typeof(TimeoutException), true)]
    [InlineData(typeof(EndOfStreamException), false)]
    [InlineData(typeof(InvalidDataException), false)]
    [InlineData(typeof(OutOfMemoryException), false)]
    public void StorageFaults_AreToldFromOthers(Type type, bool isOfStorage) => Assert.Equal(
        isOfStorage, StorageFaults.Include(TaskFailureDetails.FromException((Exception)Activator.CreateInstance(type)!)));

    [Fact]
    public void FullDocumentStore_IsAFaultOfTheStorage() => Assert.True(
        StorageFaults.Include(TaskFailureDetails.FromException(new DocumentStoreException(DocumentStoreFailure.Full, "full"))));

    private void Flow(Func<string> take)
    {
        Activity<string, string>("Take", _ =>
        {
            tries++;
            return take();
        });
        Activity<GivenUp, bool>(nameof(UploadActivities.GiveUpUpload), one =>
        {
            given.Add(one);
            return one.MayPass;
        });
        Orchestrator("Flow", context => context.TakeUploadAsync<string>("Take", "x", Upload));
    }

    private async Task<string?> TakeAsync()
    {
        await StartAsync();
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Flow");
        var ended = await PassTimeUntilCompletedAsync(id, TimeSpan.FromSeconds(15));
        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
        return ended.ReadOutputAs<string>();
    }
}
