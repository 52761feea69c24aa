using Platform.Domain.Campaigns;
using Platform.Storage.Cosmos;

namespace Platform.Tests.Cosmos;

/// <summary>The infrastructure makes exactly the containers that the code declares.</summary>
public sealed class ContainerFileTests
{
    private const string Path = "infra/azure/cosmos-containers.json";

    [Fact]
    public void Infrastructure_HasTheDeclaredContainers()
    {
        var expected = CosmosContainerFile.Write(Containers.All);
        var made = System.IO.Path.Combine(AppContext.BaseDirectory, System.IO.Path.GetFileName(Path));
        File.WriteAllText(made, expected);

        Assert.True(File.ReadAllText(System.IO.Path.Combine(Repository(), Path)) == expected, $"{Path} is not what the containers declare: copy {made} over it.");
    }

    private static string Repository()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(directory!.FullName, "Serverless.sln")))
            directory = directory.Parent;
        return directory.FullName;
    }
}
