using Platform.Embedded.Hosting;

namespace Platform.Embedded.Timers;

/// <summary>What is stored of one timer; times are UTC.</summary>
/// <param name="Last">When it last ran; the default value before the first run.</param>
/// <param name="Next">When it is due next.</param>
/// <param name="Updated">When this was written.</param>
/// <param name="Schedule">The schedule that <paramref name="Next"/> was computed by.</param>
internal sealed record TimerStatus(DateTime Last, DateTime Next, DateTime Updated, string Schedule);

/// <summary>Keeps the status of timers.</summary>
internal sealed class TimerStore(HostState state)
{
    public Task<TimerStatus?> ReadAsync(string function, CancellationToken cancellation) => state.RunAsync(
        connection =>
        {
            using var command = connection.Command(
                "SELECT last, next, updated, schedule FROM timer WHERE function = $function", ("$function", function));
            using var row = command.ExecuteReader();
            return row.Read() ? new TimerStatus(Utc(row.GetInt64(0)), Utc(row.GetInt64(1)), Utc(row.GetInt64(2)), row.GetString(3)) : null;
        },
        cancellation);

    public Task WriteAsync(string function, TimerStatus status, CancellationToken cancellation) => state.RunAsync(
        connection => connection.Execute(
            "INSERT OR REPLACE INTO timer(function, last, next, updated, schedule) VALUES($function, $last, $next, $updated, $schedule)",
            ("$function", function),
            ("$last", status.Last.Ticks),
            ("$next", status.Next.Ticks),
            ("$updated", status.Updated.Ticks),
            ("$schedule", status.Schedule)),
        cancellation);

    private static DateTime Utc(long ticks) => new(ticks, DateTimeKind.Utc);
}
