using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Domain.Campaigns;
using Platform.Domain.Exchange;
using Platform.Domain.Messaging;
using Platform.Functions.Composition;
using Platform.Functions.Composition.Local;
using Platform.Storage.Documents;
using Platform.Storage.Webhooks;

namespace Platform.Tests.EndToEnd.Connected;

/// <summary>An error that nobody has thought of ends neither the service in the background nor, with it, the host.</summary>
public sealed class BackgroundServiceTests
{
    [Fact]
    public async Task OutboxPump_GoesOnAfterAnErrorOfTheProgram()
    {
        var (news, sends) = (new SemaphoreSlim(2), 0);
        var twice = new TaskCompletionSource();
        using var pump = new OutboxPump(
            news.WaitAsync,
            _ =>
            {
                if (++sends == 1)
                    throw new InvalidOperationException("a programmer's error");
                twice.SetResult();
                return Task.CompletedTask;
            },
            NullLogger<OutboxPump>.Instance);
        await pump.StartAsync(default);
        await twice.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await pump.StopAsync(default);
        news.Dispose();
    }

    [Fact]
    public async Task Webhooks_GoOnAfterAnErrorOfTheProgram()
    {
        var directory = Directory.CreateTempSubdirectory("webhooks-");
        using (var store = SqliteDocumentStore.Open(Path.Combine(directory.FullName, "documents.db"), Containers.All))
        {
            var department = new Department("fgw", new string('x', 32), [PlatformTopics.Plans], new Uri("https://fgw.example/messages"));
            var inbox = new FaultyInbox();
            using var service = new WebhookService(
                [department], inbox, new ExchangeDesk(store, TimeProvider.System), new DeadLetterDesk(store, TimeProvider.System), TimeProvider.System,
                NullLogger<WebhookService>.Instance);
            await service.StartAsync(default);
            await inbox.Asked.Task.WaitAsync(TimeSpan.FromSeconds(30));
            await Task.Delay(200);
            Assert.False(service.ExecuteTask!.IsCompleted);
            await service.StopAsync(default);
        }

        directory.Delete(recursive: true);
    }

    private sealed class FaultyInbox : IMessageInbox
    {
        public TaskCompletionSource Asked { get; } = new();

        public Task<IReadOnlyList<ReceivedMessage>> ReceiveAsync(string topic, string subscription, int max, CancellationToken cancellation = default)
        {
            Asked.TrySetResult();
            throw new InvalidOperationException("a programmer's error");
        }

        public Task<bool> CompleteAsync(ReceivedMessage message, CancellationToken cancellation = default) => Task.FromResult(true);

        public Task<bool> AbandonAsync(ReceivedMessage message, string reason, CancellationToken cancellation = default) => Task.FromResult(true);

        public Task<bool> DeadLetterAsync(ReceivedMessage message, string reason, CancellationToken cancellation = default) => Task.FromResult(true);

        public Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(string topic, string subscription, int max, CancellationToken cancellation = default) =>
            Task.FromResult<IReadOnlyList<DeadLetter>>([]);

        public Task ForgetAsync(DeadLetter letter, CancellationToken cancellation = default) => Task.CompletedTask;

        public Task ResendAsync(string topic, string subscription, string session, CloudEvent message, CancellationToken cancellation = default) => Task.CompletedTask;
    }
}
