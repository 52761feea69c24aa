using Platform.Domain.Access;
using Platform.Storage.Identity;

namespace Platform.Tests.Unit.Storage.Identity;

public sealed class FileAccountStoreTests : IDisposable
{
    private const string Password = "correct horse 电池";

    private readonly TemporaryDirectory directory = new();
    private readonly FileAccountStore accounts;

    public FileAccountStoreTests() => accounts = new FileAccountStore(directory.File("keys"));

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task SignIn_RightPassword_IsThePrincipal()
    {
        RoleGrant[] roles = [RoleGrant.Of(Role.Clerk, "130600"), RoleGrant.Of(Role.Auditor)];
        Assert.Equal(AccountOutcome.Done, await accounts.AddAsync("clerk.bd", Password, "保定 录入员", roles));

        var principal = await new FileAccountStore(directory.File("keys")).SignInAsync("clerk.bd", Password);

        Assert.Equal(("local:clerk.bd", "保定 录入员"), (principal!.Subject, principal.DisplayName));
        Assert.Equal(roles, principal.Roles);
        Assert.Null(await accounts.SignInAsync("clerk.bd", Password + "x"));
        Assert.Null(await accounts.SignInAsync("Clerk.bd", Password));
        Assert.Null(await accounts.SignInAsync("clerk.bd", ""));
        Assert.Null(await accounts.SignInAsync("nobody", "nobody has this password"));
        Assert.Null(await accounts.SignInAsync("clerk.bd", new string('x', 1_000_000)));
    }

    [Theory]
    [InlineData("Upper", Password, AccountOutcome.NameInvalid)]
    [InlineData("", Password, AccountOutcome.NameInvalid)]
    [InlineData("a/b", Password, AccountOutcome.NameInvalid)]
    [InlineData("short", "1234567", AccountOutcome.PasswordUnsuitable)]
    [InlineData("taken", Password, AccountOutcome.NameTaken)]
    public async Task Add_Unsuitable_SaysWhy(string name, string password, AccountOutcome expected)
    {
        await accounts.AddAsync("taken", Password, "First", []);

        Assert.Equal(expected, await accounts.AddAsync(name, password, "Somebody", []));
        Assert.Equal("First", Assert.Single(await accounts.ListAsync()).Principal.DisplayName);
    }

    [Fact]
    public async Task SetPassword_EndsTheOldOne()
    {
        await accounts.AddAsync("a", Password, "A", []);

        Assert.Equal(AccountOutcome.Done, await accounts.SetPasswordAsync("a", "another password"));

        Assert.Null(await accounts.SignInAsync("a", Password));
        Assert.NotNull(await accounts.SignInAsync("a", "another password"));
        Assert.Equal(AccountOutcome.NotFound, await accounts.SetPasswordAsync("b", "another password"));
    }

    [Fact]
    public async Task Remove_EndsSignInButKeepsTheNameTaken()
    {
        await accounts.AddAsync("a", Password, "A", []);

        Assert.Equal(AccountOutcome.Done, await accounts.RemoveAsync("a"));

        Assert.Null(await accounts.SignInAsync("a", Password));
        Assert.Empty(await accounts.ListAsync());
        Assert.Equal(AccountOutcome.NameTaken, await accounts.AddAsync("a", Password, "Somebody else", []));
        Assert.Equal(AccountOutcome.NotFound, await accounts.RemoveAsync("a"));
    }

    [Fact]
    public async Task File_HoldsNoPasswordAndIsPrivate()
    {
        await accounts.AddAsync("a", Password, "A", []);
        var path = Path.Combine(directory.File("keys"), "accounts.json");

        Assert.DoesNotContain("horse", await File.ReadAllTextAsync(path), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task Add_AtOnceFromTwoStores_LosesNone()
    {
        var other = new FileAccountStore(directory.File("keys"));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => (i % 2 == 0 ? accounts : other).AddAsync($"u{i}", Password, "U", []))));

        Assert.Equal(8, (await accounts.ListAsync()).Count);
    }

    [Fact]
    public async Task DamagedFile_IsAnErrorNotAnEmptyList()
    {
        await File.WriteAllTextAsync(Path.Combine(directory.File("keys"), "accounts.json"), "[{");

        await Assert.ThrowsAsync<IOException>(() => accounts.AddAsync("a", Password, "A", []));
    }
}
