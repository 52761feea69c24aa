using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Embedded.Configuration;
using Platform.Embedded.Durable;
using Platform.Embedded.DurableFunctions;
using Platform.Embedded.Hosting;

namespace Platform.Tests.Unit.Embedded;

public sealed class SettingsTests
{
    [Fact]
    public void DurableTask_IsReadByItsGenuineNames_AndRetentionByOurs()
    {
        var absent = DurableSettings.Read(Settings(), "db", TimeProvider.System, NullLoggerFactory.Instance);
        Assert.Equal(("", VersionMatchStrategy.CurrentOrOlder, VersionFailureStrategy.Reject), (absent.DefaultVersion, absent.VersionMatchStrategy, absent.VersionFailureStrategy));
        Assert.Equal(new RetentionPolicy(), absent.Retention);
        var read = DurableSettings.Read(
            Settings(
                ("defaultVersion", "2.0"), ("versionMatchStrategy", "strict"), ("versionFailureStrategy", "Fail"), ("maxConcurrentActivityFunctions", "3"),
                ("retention:completed", "30.00:00:00"), ("retention:terminated", "12:00:00")),
            "db", TimeProvider.System, NullLoggerFactory.Instance);
        Assert.Equal(("2.0", VersionMatchStrategy.Strict, VersionFailureStrategy.Fail, 3), (read.DefaultVersion, read.VersionMatchStrategy, read.VersionFailureStrategy, read.MaxConcurrentActivities));
        Assert.Equal(new RetentionPolicy { Completed = TimeSpan.FromDays(30), Terminated = TimeSpan.FromHours(12) }, read.Retention);
    }

    [Theory]
    [InlineData("versionMatchStrategy", "2")]
    [InlineData("versionFailureStrategy", "Ignore")]
    [InlineData("retention:failed", "-1.00:00:00")]
    [InlineData("retention:failed", "a month")]
    public void DurableTask_WithAnUnknownValue_DoesNotStart(string path, string value)
    {
        var refusal = Assert.Throws<HostStartException>(() => DurableSettings.Read(Settings((path, value)), "db", TimeProvider.System, NullLoggerFactory.Instance));
        Assert.Contains($"{path} is '{value}'", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("%Queue%", "q1")]
    [InlineData("a-%Queue%-%Deep__Name%", "a-q1-d")]
    [InlineData("%Deep:Name%", "d")]
    [InlineData("100%", "100%")]
    [InlineData("100% of 5% x", "100% of 5% x")]
    public void Expression_IsReplaced(string text, string expected)
    {
        Assert.True(SettingExpressions.TryResolve(text, Settings(("Queue", "q1"), ("Deep:Name", "d")), out var resolved, out _));
        Assert.Equal(expected, resolved);
    }

    [Theory]
    [InlineData("%Missing%")]
    [InlineData("%Empty%")]
    public void Expression_WithoutAValue_NamesTheSetting(string text)
    {
        Assert.False(SettingExpressions.TryResolve("x" + text, Settings(("Empty", "")), out _, out var missing));
        Assert.Equal(text.Trim('%'), missing);
    }

    [Fact]
    public void CommandLine_SwitchesDoNotSwallowEachOther_AndCommandsAreLeftAlone()
    {
        var read = CommandLineSettings.Read(["sample", "--exit", "--out", "DIR", "--urls=http://127.0.0.1:0", "--AzureFunctionsJobHost__a__b", "1", "--"]);
        Assert.Equal("true", read["exit"]);
        Assert.Equal("DIR", read["out"]);
        Assert.Equal("http://127.0.0.1:0", read["URLS"]);
        Assert.Equal("1", read["AzureFunctionsJobHost:a:b"]);
        Assert.Equal(4, read.Count);
    }

    [Fact]
    public void HostJson_IsReadWithTheGenuineDefaults_AndOverriddenBySettings()
    {
        using var root = new TemporaryDirectory();
        var absent = new HostSettings(HostConfiguration.ReadHostFile(root.Path, Settings()));
        Assert.Equal(("api", 5, 16, 8, 5, true), (absent.RoutePrefix, absent.Blobs.PoisonBlobThreshold, absent.Queues.BatchSize, absent.Queues.NewBatchThreshold, absent.Queues.MaxDequeueCount, absent.Queues.Base64));
        root.Write("host.json", """
            {
              // comments are allowed
              "version": "2.0",
              "functionTimeout": "00:10:00",
              "extensions": { "http": { "routePrefix": "" }, "queues": { "batchSize": 4, "messageEncoding": "none" } }
            }
            """);
        var read = new HostSettings(HostConfiguration.ReadHostFile(root.Path, Settings(("AzureFunctionsJobHost:extensions:queues:batchSize", "7"))));
        Assert.Equal(("", 7, 3, false, TimeSpan.FromMinutes(10)), (read.RoutePrefix, read.Queues.BatchSize, read.Queues.NewBatchThreshold, read.Queues.Base64, read.FunctionTimeout));
    }

    [Theory]
    [InlineData("""{ "extensions": { "queues": { "batchSize": 33 } } }""", "batchSize")]
    [InlineData("""{ "extensions": { "blobs": { "maxDegreeOfParallelism": "many" } } }""", "maxDegreeOfParallelism")]
    [InlineData("""{ "extensions": { "queues": { "visibilityTimeout": "soon" } } }""", "visibilityTimeout")]
    [InlineData("""{ "extensions": """, "host.json")]
    public void HostJson_ThatIsWrong_IsRefusedWithItsPlace(string json, string expected)
    {
        using var root = new TemporaryDirectory();
        root.Write("host.json", json);
        var refused = Assert.Throws<HostStartException>(() => new HostSettings(HostConfiguration.ReadHostFile(root.Path, Settings())));
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LocalSettings_GiveValuesAndConnectionStrings()
    {
        using var root = new TemporaryDirectory();
        Assert.Empty(LocalSettings.Read(root.Path));
        root.Write(LocalSettings.FileName, """{ "IsEncrypted": false, "Values": { "A": "1", "B__C": "2", }, "ConnectionStrings": { "D": "3" } }""");
        Assert.Equal("A=1;B:C=2;ConnectionStrings:D=3", string.Join(';', LocalSettings.Read(root.Path).Select(pair => $"{pair.Key}={pair.Value}")));
        root.Write(LocalSettings.FileName, "{");
        Assert.Contains("not valid JSON", Assert.Throws<HostStartException>(() => LocalSettings.Read(root.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "http://localhost:7071")]
    [InlineData("port=8080", "http://localhost:8080")]
    [InlineData("FUNCTIONS_PORT=0", "http://127.0.0.1:0")]
    [InlineData("FUNCTIONS_HOST=*;port=80", "http://*:80")]
    [InlineData("ASPNETCORE_URLS=http://10.0.0.1:5000;port=1", "http://10.0.0.1:5000")]
    public void Address_IsLoopbackUnlessOpened(string settings, string expected) => Assert.Equal(
        expected, ListeningAddress.From(Settings([.. settings.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(pair => (pair.Split('=')[0], pair.Split('=')[1]))])).Urls);

    [Fact]
    public void Port_ThatIsNoNumber_IsRefused() =>
        Assert.Contains("is not a port", Assert.Throws<HostStartException>(() => ListeningAddress.From(Settings(("port", "70000")))).Message, StringComparison.Ordinal);

    [Fact]
    public void DataDirectory_IsTheSetting_OrBesideTheSolution()
    {
        using var root = new TemporaryDirectory();
        var app = Directory.CreateDirectory(System.IO.Path.Combine(root.Path, "functions", "bin")).FullName;
        root.Write("Some.sln", string.Empty);
        Assert.Equal(System.IO.Path.Combine(root.Path, "data"), DataDirectory.From(Settings(), app).Root);
        Assert.Equal(System.IO.Path.GetFullPath("elsewhere"), DataDirectory.From(Settings(("PLATFORM_DATA_DIR", "elsewhere")), app).Root);
    }

    internal static IConfiguration Settings(params (string Name, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(pair => new KeyValuePair<string, string?>(pair.Name, pair.Value)))
        .Build();
}
