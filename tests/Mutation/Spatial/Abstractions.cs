namespace Xunit.Abstractions;

/// <summary>xunit 2, which tests/Unit runs on, has ITestOutputHelper in this namespace; xunit 3 has it one level up.</summary>
internal static class Abstractions;
