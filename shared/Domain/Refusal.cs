using System.Diagnostics.CodeAnalysis;
using Platform.Findings;

namespace Platform.Domain;

/// <summary>Why a command or query was not carried out, in the terms that an interface maps to its status codes.</summary>
public enum RefusalKind
{
    /// <summary>It is not there, or not visible to the one who asks.</summary>
    NotFound,

    /// <summary>The principal may not do it.</summary>
    Forbidden,

    /// <summary>The state forbids it.</summary>
    Conflict,

    /// <summary>Somebody else changed it since it was read.</summary>
    Changed,

    /// <summary>What was sent is wrong.</summary>
    Invalid,

    /// <summary>It is larger than allowed.</summary>
    TooLarge,

    /// <summary>It is not ready yet; ask again.</summary>
    NotReady,

    /// <summary>It should be there, and the platform failed at providing it.</summary>
    Failed,
}

/// <summary>A refusal with its finding: code, Chinese and English text that says what to do.</summary>
public sealed record Refusal(RefusalKind Kind, Finding Finding, IReadOnlyList<Finding>? Details = null);

/// <summary>The value that was asked for, or the refusal. Never both, never neither.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
public sealed class Result<T>
    where T : notnull
{
    private readonly T? value;

    private Result(T? value, Refusal? refusal)
    {
        this.value = value;
        Refusal = refusal;
    }

    /// <summary>Null when the value is there.</summary>
    public Refusal? Refusal { get; }

    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Refusal is null;

    /// <summary>The value; asking for it after a refusal is a programmer's error.</summary>
    public T Value => Succeeded ? value! : throw new InvalidOperationException($"refused with {Refusal.Finding.Code}");

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);
}
