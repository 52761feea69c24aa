namespace Platform.Embedded.Hosting;

/// <summary>
/// The host refuses to start. Each of <see cref="Reasons"/> is one sentence for the person who starts it, and so is what an unhandled one prints.
/// </summary>
public sealed class HostStartException : Exception
{
    /// <summary>Refuses for one reason.</summary>
    public HostStartException(string reason)
        : this([reason])
    {
    }

    /// <summary>Refuses for several reasons.</summary>
    public HostStartException(IReadOnlyList<string> reasons)
        : base(string.Join(Environment.NewLine, reasons)) => Reasons = reasons;

    /// <summary>What is wrong, one sentence each.</summary>
    public IReadOnlyList<string> Reasons { get; }

    /// <summary>The reasons alone: a stack trace tells nothing here.</summary>
    public override string ToString() =>
        "The host did not start:" + string.Concat(Reasons.Select(reason => Environment.NewLine + "  - " + reason));
}
