using Platform.Spatial.Kernel;
using Xunit;

namespace Platform.Tests.Mutation.Spatial;

public sealed class ForStrykerTests
{
    /// <summary>
    /// All that Stryker runs: it has to see the assembly loaded to know that the other mutants are not met. It takes the assembly with the changes away at its end; MUTATED_ASSEMBLY
    /// says where to keep it.
    /// </summary>
    [Fact]
    public void Scale_IsHalf()
    {
        var product = typeof(PlanarWeight).Assembly;
        if (Environment.GetEnvironmentVariable("MUTATED_ASSEMBLY") is { } kept && Array.Exists(product.GetTypes(), type => type.Name == "MutantControl"))
            File.Copy(product.Location, kept, overwrite: true);
        Assert.Equal(0.5, new PlanarWeight(1).Scale);
    }
}
