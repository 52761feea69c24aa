namespace Microsoft.DurableTask;

/// <summary>Version of an orchestration instance. Equality ignores case; the default value is <see cref="Unversioned"/>.</summary>
public readonly struct TaskVersion : IEquatable<TaskVersion>
{
    /// <summary>The empty version.</summary>
    public static readonly TaskVersion Unversioned;

    private readonly string? version;

    /// <summary>Makes a version; null and blank mean <see cref="Unversioned"/>.</summary>
    public TaskVersion(string? version) => this.version = string.IsNullOrWhiteSpace(version) ? null : version;

    /// <summary>The version as written, or an empty string.</summary>
    public string Version => version ?? string.Empty;

    public static implicit operator string(TaskVersion value) => value.Version;

    public static implicit operator TaskVersion(string? value) => new(value);

    public static bool operator ==(TaskVersion a, TaskVersion b) => a.Equals(b);

    public static bool operator !=(TaskVersion a, TaskVersion b) => !a.Equals(b);

    public bool Equals(TaskVersion other) => string.Equals(Version, other.Version, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is TaskVersion other && Equals(other);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Version);

    public override string ToString() => Version;
}
