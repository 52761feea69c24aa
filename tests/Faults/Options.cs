using System.Globalization;

namespace Platform.Tests.Faults;

/// <summary>The command line.</summary>
/// <param name="Kills">How many kills.</param>
/// <param name="Seed">Of the campaign and of all draws.</param>
/// <param name="Work">Where everything lies; kept when something is wrong.</param>
/// <param name="Only">Part of the name of the only kind of campaign to run; null: all in turn.</param>
/// <param name="InCosmos">Documents lie in a Cosmos DB account (its stand-in) and not in the data directory.</param>
internal sealed record Options(int Kills, int Seed, string Work, string? Only, bool InCosmos = false)
{
    public const string Usage = "--kills N --seed S [--work DIR] [--only PART-OF-A-KIND] [--documents sqlite|cosmos]";

    /// <summary>Null when it cannot be read.</summary>
    public static Options? Read(string[] args)
    {
        var (kills, seed, work, only) = (100, 1, Path.Combine(Path.GetTempPath(), $"platform-faults-{Environment.ProcessId}"), (string?)null);
        var documents = "sqlite";
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            var isKnown = args[i] switch
            {
                "--kills" => int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out kills),
                "--seed" => int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out seed),
                "--work" => (work = Path.GetFullPath(args[i + 1])).Length > 0,
                "--only" => (only = args[i + 1]).Length > 0,
                "--documents" => (documents = args[i + 1]) is "sqlite" or "cosmos",
                _ => false,
            };
            if (!isKnown)
                return null;
        }

        return args.Length % 2 == 0 ? new Options(kills, seed, work, only, documents == "cosmos") : null;
    }
}
