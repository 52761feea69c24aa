namespace Microsoft.DurableTask;

/// <summary>
/// Name of an orchestrator or activity. Equality ignores case, as the lookup of functions does; the default value has an empty name.
/// </summary>
public readonly struct TaskName : IEquatable<TaskName>
{
    private readonly string? name;

    /// <summary>Makes a name; null becomes the empty name.</summary>
    public TaskName(string name) => this.name = name ?? string.Empty;

    /// <summary>The name as written.</summary>
    public string Name => name ?? string.Empty;

    /// <summary>Always empty: versions travel in <see cref="TaskVersion"/>.</summary>
    public string Version => string.Empty;

    public static implicit operator string(TaskName value) => value.Name;

    public static implicit operator TaskName(string value) => new(value);

    public static bool operator ==(TaskName a, TaskName b) => a.Equals(b);

    public static bool operator !=(TaskName a, TaskName b) => !a.Equals(b);

    public bool Equals(TaskName other) => string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is TaskName other && Equals(other);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Name);

    public override string ToString() => Name;
}
