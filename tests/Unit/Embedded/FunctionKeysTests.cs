using Microsoft.Azure.Functions.Worker;
using Platform.Embedded.Configuration;
using Platform.Embedded.Hosting;

namespace Platform.Tests.Unit.Embedded;

public sealed class FunctionKeysTests
{
    [Fact]
    public void Keys_AreKept_AndNewFunctionsGetTheirs()
    {
        using var root = new TemporaryDirectory();
        var path = Path.Combine(root.Path, "keys.json");
        var first = FunctionKeys.Open(path, ["A"]);
        var before = File.ReadAllText(path);
        FunctionKeys.Open(path, ["A"]);
        Assert.Equal(before, File.ReadAllText(path));
        var second = FunctionKeys.Open(path, ["A", "B"]);
        Assert.Equal(first.Master, second.Master);
        Assert.NotEqual(before, File.ReadAllText(path));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public void Levels_AreOpenedByTheirKeysAndHigherOnes()
    {
        using var root = new TemporaryDirectory();
        var keys = FunctionKeys.Open(Path.Combine(root.Path, "keys.json"), ["A"]);
        Assert.True(keys.Opens("A", AuthorizationLevel.Anonymous, null));
        Assert.False(keys.Opens("A", AuthorizationLevel.Function, null));
        Assert.False(keys.Opens("A", AuthorizationLevel.Function, string.Empty));
        Assert.False(keys.Opens("A", AuthorizationLevel.Function, keys.Durable));
        Assert.True(keys.Opens("A", AuthorizationLevel.Function, keys.Master));
        Assert.True(keys.Opens("A", AuthorizationLevel.System, keys.Durable));
        Assert.False(keys.Opens("A", AuthorizationLevel.Admin, keys.Durable));
        Assert.True(keys.Opens("A", AuthorizationLevel.Admin, keys.Master));
    }

    [Fact]
    public void DamagedFile_IsRefused_NotReplaced()
    {
        using var root = new TemporaryDirectory();
        root.Write("keys.json", "{ broken");
        Assert.Throws<HostStartException>(() => FunctionKeys.Open(Path.Combine(root.Path, "keys.json"), []));
        Assert.Equal("{ broken", File.ReadAllText(Path.Combine(root.Path, "keys.json")));
    }
}
