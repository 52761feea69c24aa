using Microsoft.DurableTask;
using Microsoft.DurableTask.Abstractions;

namespace Platform.Embedded.Durable;

/// <summary>Which versions of instances this release runs. A release without a version runs all.</summary>
internal sealed class VersionRule(string own, VersionMatchStrategy match)
{
    /// <summary>Null when instances of <paramref name="version"/> are run; else why not.</summary>
    public TaskFailureDetails? Refusal(string version)
    {
        if (own.Length == 0 || match == VersionMatchStrategy.None)
        {
            return null;
        }

        var order = TaskOrchestrationVersioningUtils.CompareVersions(version, own);
        return match == VersionMatchStrategy.Strict
            ? order == 0 ? null : Failures.OtherVersion($"The orchestration version '{version}' is not the version '{own}' of this release.")
            : order <= 0 ? null : Failures.OtherVersion($"The orchestration version '{version}' is newer than the version '{own}' of this release.");
    }
}
