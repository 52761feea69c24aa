namespace Platform.Findings;

/// <summary>
/// Thrown where the whole input has to be refused and no value can be returned (a stream deep inside a reader).
/// The outermost public method of each library catches it and returns the finding; it is not for programmer errors.
/// </summary>
public sealed class RefusedException(Finding finding) : Exception(finding.MessageEn)
{
    /// <summary>Why the input is refused.</summary>
    public Finding Finding { get; } = finding;
}
