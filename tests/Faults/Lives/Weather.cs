using Platform.Tests.Faults.Child;

namespace Platform.Tests.Faults.Lives;

/// <summary>What one campaign is to suffer.</summary>
/// <param name="Name">For people.</param>
/// <param name="Walk">Ends each life at the next durable step; null: at random moments.</param>
/// <param name="Redeliver">Blob events and messages come twice and out of order.</param>
/// <param name="Clock">The clock jumps by hours and days, also back.</param>
/// <param name="Storage">Azurite is killed too.</param>
/// <param name="Disk">The disk is full or fails, databases are locked.</param>
/// <param name="Account">The account with the documents throttles, fails, loses its answers and is away.</param>
internal sealed record Weather(string Name, Side? Walk, bool Redeliver, bool Clock, bool Storage, bool Disk, bool Account = false)
{
    /// <summary>Nothing happens.</summary>
    public static Weather Calm { get; } = new("undisturbed", null, false, false, false, false);

    /// <summary>The kinds of campaigns, in the order in which they are run.</summary>
    public static IReadOnlyList<Weather> Kinds { get; } =
    [
        new("random moments", null, false, false, false, false),
        new("after every step", Side.After, false, false, false, false),
        new("random moments, events twice and out of order, the clock jumps", null, true, true, false, false),
        new("before every step", Side.Before, false, false, false, false),
        new("random moments, Azurite killed", null, false, false, true, false),
        new("random moments, disk faults, locked databases", null, true, false, false, true),
        new("random moments, the account throttles, loses answers, is away", null, false, false, false, false, Account: true),
    ];
}
