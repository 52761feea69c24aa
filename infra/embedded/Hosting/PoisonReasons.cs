namespace Platform.Embedded.Hosting;

/// <summary>Why messages were given up, by the id that they have in the poison queue: a message itself has no room for it.</summary>
internal sealed class PoisonReasons(HostState state)
{
    public Task AddAsync(string messageId, string reason) => state.RunAsync(
        connection => connection.Execute(
            "INSERT OR REPLACE INTO poison_reason(message, reason) VALUES($message, $reason)", ("$message", messageId), ("$reason", reason)),
        CancellationToken.None);

    public Task<string?> FindAsync(string messageId, CancellationToken cancellation) => state.RunAsync(
        connection =>
        {
            using var command = connection.Command("SELECT reason FROM poison_reason WHERE message = $message", ("$message", messageId));
            return command.ExecuteScalar() as string;
        },
        cancellation);

    public Task ForgetAsync(string messageId, CancellationToken cancellation) => state.RunAsync(
        connection => connection.Execute("DELETE FROM poison_reason WHERE message = $message", ("$message", messageId)), cancellation);
}
