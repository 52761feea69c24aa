using System.Runtime.InteropServices;

namespace Platform.Tests.Conformance.Azure;

/// <summary>A test that needs the Bicep compiler, which the package used here has for Linux on x64.</summary>
public sealed class BicepFactAttribute : FactAttribute
{
    public BicepFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != System.Runtime.InteropServices.Architecture.X64)
            Skip = "The Bicep compiler's package is for Linux on x64.";
    }
}
