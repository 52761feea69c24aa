using Platform.Storage;

namespace Platform.Tests.Unit.Storage;

public sealed class PlatformPathsTests
{
    [Fact]
    public void Create_MakesTheLayoutAndKeepsKeysPrivate()
    {
        using var directory = new TemporaryDirectory();
        var paths = new PlatformPaths(directory.File("data/省厅"));

        paths.Create();
        paths.Create();

        Assert.Equal(["azurite", "keys", "layers", "raw"], Directory.GetDirectories(paths.Root).Select(Path.GetFileName).Order());
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(paths.Keys));
        Assert.Throws<ArgumentException>(() => new PlatformPaths(" "));
    }
}
