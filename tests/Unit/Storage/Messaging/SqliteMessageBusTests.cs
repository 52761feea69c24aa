using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Platform.Domain.Messaging;
using Platform.Storage.Messaging;

namespace Platform.Tests.Unit.Storage.Messaging;

public sealed class SqliteMessageBusTests : IDisposable
{
    private static readonly SqliteMessageBusOptions Options = new([new TopicDefinition("tasks", ["planning", "audit"]), new TopicDefinition("quiet", [])]);

    private readonly TemporaryDirectory directory = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
    private SqliteMessageBus bus;

    public SqliteMessageBusTests() => bus = Open();

    public void Dispose()
    {
        bus.Dispose();
        directory.Dispose();
    }

    [Fact]
    public async Task Published_ReachesEverySubscriptionOnceAndSurvivesRestart()
    {
        await PublishAsync("m1", "u1");
        bus.Dispose();
        bus = Open();

        var planning = Assert.Single(await bus.ReceiveAsync("tasks", "planning", 10));
        var audit = Assert.Single(await bus.ReceiveAsync("tasks", "audit", 10));

        Assert.Equal(("m1", "u1", 1), (planning.Event.Id, planning.Session, planning.DeliveryCount));
        Assert.Equal(7, planning.Event.Data.GetProperty("n").GetInt32());
        Assert.Equal("1.0", planning.Event.SpecVersion);
        Assert.True(await bus.CompleteAsync(planning));
        Assert.True(await bus.CompleteAsync(audit));
        Assert.False(await bus.CompleteAsync(audit));
        time.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await bus.ReceiveAsync("tasks", "planning", 10));
    }

    [Fact]
    public async Task SameId_WithinTheWindow_IsOneMessage()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => PublishAsync("m1", "u1")));
        await CompleteAllAsync("planning");
        time.Advance(TimeSpan.FromDays(6.9));
        await PublishAsync("m1", "u1");
        Assert.Empty(await bus.ReceiveAsync("tasks", "planning", 10));

        time.Advance(TimeSpan.FromDays(0.2));
        await PublishAsync("m1", "u1");
        Assert.Single(await bus.ReceiveAsync("tasks", "planning", 10));
    }

    [Fact]
    public async Task Lock_TakenBeforeTheClockWasSetBack_DoesNotOutlastAnyOther()
    {
        await PublishAsync("m1", "u1");
        Assert.Single(await bus.ReceiveAsync("tasks", "planning", 10));
        bus.Dispose();
        var yesterday = new FakeTimeProvider(time.GetUtcNow() - TimeSpan.FromDays(1));
        bus = SqliteMessageBus.Open(Path.Combine(directory.Path, "messages.db"), Options, yesterday);

        var again = Assert.Single(await bus.ReceiveAsync("tasks", "planning", 10));

        Assert.Equal(2, again.DeliveryCount);
        Assert.True(await bus.CompleteAsync(again));
    }

    [Fact]
    public async Task Session_IsDeliveredInOrderOneAtATime()
    {
        foreach (var (id, session) in new[] { ("a1", "a"), ("a2", "a"), ("b1", "b"), ("a3", "a") })
            await PublishAsync(id, session);

        var first = await bus.ReceiveAsync("tasks", "planning", 10);
        Assert.Equal(["a1", "b1"], first.Select(m => m.Event.Id));
        Assert.Empty(await bus.ReceiveAsync("tasks", "planning", 10));
        await bus.AbandonAsync(first[0], "later");
        Assert.Equal(["a1"], (await bus.ReceiveAsync("tasks", "planning", 10)).Select(m => m.Event.Id));
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(["a1", "b1", "a2", "a3"], await CompleteAllAsync("planning"));
    }

    [Fact]
    public async Task Lock_ThatEnded_CannotSettleTheNextDelivery()
    {
        await PublishAsync("m1", "u1");
        var late = (await bus.ReceiveAsync("tasks", "planning", 1))[0];
        time.Advance(TimeSpan.FromSeconds(61));

        Assert.False(await bus.CompleteAsync(late));
        var again = (await bus.ReceiveAsync("tasks", "planning", 1))[0];
        Assert.Equal(2, again.DeliveryCount);
        Assert.False(await bus.DeadLetterAsync(late, "late"));
        Assert.True(await bus.CompleteAsync(again));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FiveDeliveries_EndInTheDeadLettersAndFreeTheSession(bool abandon)
    {
        await PublishAsync("bad", "u1");
        await PublishAsync("good", "u1");
        for (var i = 1; i <= 5; i++)
        {
            var message = Assert.Single(await bus.ReceiveAsync("tasks", "planning", 10));
            Assert.Equal(("bad", i), (message.Event.Id, message.DeliveryCount));
            if (abandon)
                Assert.True(await bus.AbandonAsync(message, "no such unit"));
            else
                time.Advance(TimeSpan.FromMinutes(2));
        }

        Assert.Equal(["good"], await CompleteAllAsync("planning"));
        var dead = Assert.Single(await bus.DeadLettersAsync("tasks", "planning", 10));
        Assert.Equal(("bad", 5, abandon ? "no such unit" : "never settled"), (dead.Event.Id, dead.DeliveryCount, dead.Reason));
        Assert.Empty(await bus.DeadLettersAsync("tasks", "audit", 10));
    }

    [Fact]
    public async Task DeadLetter_SentAgain_IsDeliveredAfreshToItsSubscriptionAlone()
    {
        await PublishAsync("m1", "u1");
        var message = (await bus.ReceiveAsync("tasks", "planning", 1))[0];
        Assert.True(await bus.DeadLetterAsync(message, "unreadable"));
        Assert.Equal(["m1"], await CompleteAllAsync("audit"));

        await bus.ResendAsync("tasks", "planning", "u1", message.Event);
        await bus.ResendAsync("tasks", "planning", "u1", message.Event);

        Assert.Empty(await bus.DeadLettersAsync("tasks", "planning", 10));
        Assert.Equal(1, Assert.Single(await bus.ReceiveAsync("tasks", "planning", 10)).DeliveryCount);
        Assert.False(await bus.CompleteAsync(message));
        Assert.Empty(await CompleteAllAsync("audit"));
    }

    [Fact]
    public async Task DeadLetter_Forgotten_IsGone_AndCanStillBeSentAgain()
    {
        await PublishAsync("m1", "u1");
        await bus.DeadLetterAsync((await bus.ReceiveAsync("tasks", "planning", 1))[0], "unreadable");
        var letter = Assert.Single(await bus.DeadLettersAsync("tasks", "planning", 10));

        await bus.ForgetAsync(letter);
        await bus.ForgetAsync(letter);

        Assert.Empty(await bus.DeadLettersAsync("tasks", "planning", 10));
        await bus.ResendAsync("tasks", "planning", letter.Session, letter.Event);
        Assert.Equal(["m1"], await CompleteAllAsync("planning"));
    }

    [Fact]
    public async Task Undeclared_TopicOrSubscription_IsRefused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => bus.PublishAsync("other", "s", Event("m")));
        await Assert.ThrowsAsync<ArgumentException>(() => bus.ReceiveAsync("tasks", "other", 1));
        await bus.PublishAsync("quiet", "s", Event("m"));
    }

    private static CloudEvent Event(string id) => new(
        id, "/platform/test", "test.happened", "subject", new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero), JsonSerializer.SerializeToElement(new { n = 7 }));

    private SqliteMessageBus Open() => SqliteMessageBus.Open(directory.File("messages.db"), Options, time);

    private Task PublishAsync(string id, string session) => bus.PublishAsync("tasks", session, Event(id));

    private async Task<List<string>> CompleteAllAsync(string subscription)
    {
        var ids = new List<string>();
        while (await bus.ReceiveAsync("tasks", subscription, 10) is { Count: > 0 } messages)
        {
            foreach (var message in messages)
            {
                ids.Add(message.Event.Id);
                Assert.True(await bus.CompleteAsync(message));
            }
        }

        return ids;
    }
}
