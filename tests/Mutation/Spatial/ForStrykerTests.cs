using Platform.Spatial.Kernel;
using Xunit;

namespace Platform.Tests.Mutation.Spatial;

public sealed class ForStrykerTests
{
    /// <summary>All that Stryker runs: it has to see the assembly loaded to know that the other mutants are not met.</summary>
    [Fact]
    public void Scale_IsHalf() => Assert.Equal(0.5, new PlanarWeight(1).Scale);
}
