namespace Platform.Desk;

/// <summary>What the desk tool returns to its caller. Any other code is a defect.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Done, but there are findings that are errors: what they point at is refused.</summary>
    public const int Refused = 1;

    /// <summary>The input cannot be read, or the output not written; a finding says why.</summary>
    public const int FileTrouble = 2;

    /// <summary>The command line is wrong (as in sysexits.h).</summary>
    public const int Usage = 64;
}
