using Platform.Domain.Profiles;

namespace Platform.Tests.Unit.Domain.Profiles;

/// <summary>The shipped profiles lie beside the program and load without a finding.</summary>
public sealed class ShippedProfileTests
{
    [Theory]
    [InlineData("cambridge")]
    [InlineData("hebei")]
    public void LoadShipped_HasNoFindings(string id)
    {
        var result = ProfileLoader.LoadShipped(id);

        Assert.Empty(result.Findings);
        Assert.Equal(id, result.Required().Id);
    }
}
