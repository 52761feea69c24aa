namespace Platform.Embedded.Durable;

/// <summary>Which instances a release runs, by their version and its own (<see cref="DurableEngineOptions.DefaultVersion"/>).</summary>
public enum VersionMatchStrategy
{
    /// <summary>All.</summary>
    None = 0,

    /// <summary>Those of its own version.</summary>
    Strict = 1,

    /// <summary>Those of its own version and older ones; instances without a version are the oldest.</summary>
    CurrentOrOlder = 2,
}

/// <summary>What becomes of an instance that a release does not run.</summary>
public enum VersionFailureStrategy
{
    /// <summary>It stays as it is, with all that arrives for it, until a release comes that runs it. It can be terminated.</summary>
    Reject = 0,

    /// <summary>It fails with <see cref="Failures.VersionMismatch"/>.</summary>
    Fail = 1,
}
