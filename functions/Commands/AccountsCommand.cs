using System.Security.Cryptography;
using Platform.Domain.Access;

namespace Platform.Functions.Commands;

/// <summary>
/// The accounts of the built-in issuer, from the command line: <c>accounts list</c>, <c>accounts add NAME --name "…" --role ROLE[:SCOPE] [--role …]</c>,
/// <c>accounts password NAME</c>, <c>accounts remove NAME</c>. A password comes from the variable <c>PLATFORM_PASSWORD</c>; without it one is made up and
/// printed once.
/// </summary>
internal static class AccountsCommand
{
    private const int WrongUsage = 64;

    /// <summary>Runs the command; returns the exit code.</summary>
    public static async Task<int> RunAsync(IAccountStore accounts, string[] args) => args switch
    {
        ["list"] => await ListAsync(accounts).ConfigureAwait(false),
        ["add", var name, .. var options] => await AddAsync(accounts, name, options).ConfigureAwait(false),
        ["password", var name] => await SetPasswordAsync(accounts, name).ConfigureAwait(false),
        ["remove", var name] => Say(await accounts.RemoveAsync(name).ConfigureAwait(false), name),
        _ => Usage(),
    };

    private static async Task<int> ListAsync(IAccountStore accounts)
    {
        foreach (var account in await accounts.ListAsync().ConfigureAwait(false))
            Console.WriteLine($"{account.Name}\t{account.Principal.DisplayName}\t{string.Join(' ', account.Principal.Roles)}");
        return 0;
    }

    private static async Task<int> AddAsync(IAccountStore accounts, string name, string[] options)
    {
        var display = name;
        var roles = new List<RoleGrant>();
        for (var i = 0; i + 1 < options.Length; i += 2)
        {
            if (options[i] == "--name")
                display = options[i + 1];
            else if (options[i] == "--role" && RoleGrant.TryParse(options[i + 1], out var grant))
                roles.Add(grant!);
            else
                return Usage();
        }

        if (roles.Count == 0 || options.Length % 2 != 0)
            return Usage();
        var password = Password(out var made);
        var outcome = await accounts.AddAsync(name, password, display, roles).ConfigureAwait(false);
        return Say(outcome, made && outcome == AccountOutcome.Done ? $"{name}  密码 password: {password}" : name);
    }

    private static async Task<int> SetPasswordAsync(IAccountStore accounts, string name)
    {
        var password = Password(out var made);
        var outcome = await accounts.SetPasswordAsync(name, password).ConfigureAwait(false);
        return Say(outcome, made && outcome == AccountOutcome.Done ? $"{name}  密码 password: {password}" : name);
    }

    private static string Password(out bool made)
    {
        var given = Environment.GetEnvironmentVariable("PLATFORM_PASSWORD");
        made = string.IsNullOrEmpty(given);
        return made ? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10)) : given!;
    }

    private static int Say(AccountOutcome outcome, string what)
    {
        Console.WriteLine($"{outcome}: {what}");
        return outcome == AccountOutcome.Done ? 0 : 1;
    }

    private static int Usage()
    {
        Console.Error.WriteLine(
            """
            accounts list
            accounts add NAME --name "DISPLAY NAME" --role ROLE[:SCOPE] [--role ...]
            accounts password NAME
            accounts remove NAME
            ROLE: province-officer, province-reviewer, clerk:UNIT, clerk:DISTRICT, checker:UNIT, department:CODE, auditor
            """);
        return WrongUsage;
    }
}
