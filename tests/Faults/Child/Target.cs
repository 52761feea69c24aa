namespace Platform.Tests.Faults.Child;

/// <summary>On which side of a durable step.</summary>
internal enum Side
{
    /// <summary>Nothing of it is on disk.</summary>
    Before,

    /// <summary>It is on disk, and nobody has been told.</summary>
    After,
}

/// <summary>A place to die at.</summary>
/// <param name="Step">Name of a durable step, see <see cref="DurableSteps"/>.</param>
/// <param name="Side">Before it or after it.</param>
internal sealed record Target(string Step, Side Side);
