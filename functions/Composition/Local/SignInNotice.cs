using Platform.Domain.Access;
using Platform.Embedded.Hosting;

namespace Platform.Functions.Composition.Local;

/// <summary>Says at start how to sign in.</summary>
public sealed class SignInNotice(IAccountStore accounts) : IStartupNotice
{
    public IEnumerable<string> Lines(EmbeddedHostInfo host)
    {
        yield return $"门户 Portal      {host.BaseAddress}";
        yield return $"接口 API         {host.BaseAddress}api/openapi.json";
        var count = accounts.ListAsync().GetAwaiter().GetResult().Count;
        yield return count > 0
            ? $"账户 Accounts    {count}"
            : "还没有账户 No accounts yet. Add one:  dotnet run --project functions -- accounts add officer --name \"省厅\" --role province-officer";
    }
}
