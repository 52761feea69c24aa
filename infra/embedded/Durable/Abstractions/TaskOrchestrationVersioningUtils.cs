namespace Microsoft.DurableTask.Abstractions;

/// <summary>Order of orchestration versions.</summary>
public static class TaskOrchestrationVersioningUtils
{
    /// <summary>
    /// Negative, zero or positive as <paramref name="sourceVersion"/> is before, equal to or after <paramref name="otherVersion"/>: an empty version is before every
    /// other, dotted numbers are compared as numbers when both are such, anything else as text without regard to case.
    /// </summary>
    public static int CompareVersions(string sourceVersion, string otherVersion)
    {
        var (sourceIsEmpty, otherIsEmpty) = (string.IsNullOrWhiteSpace(sourceVersion), string.IsNullOrWhiteSpace(otherVersion));
        if (sourceIsEmpty || otherIsEmpty)
        {
            return otherIsEmpty.CompareTo(sourceIsEmpty);
        }

        return Version.TryParse(sourceVersion, out var source) && Version.TryParse(otherVersion, out var other)
            ? source.CompareTo(other)
            : string.Compare(sourceVersion, otherVersion, StringComparison.OrdinalIgnoreCase);
    }
}
