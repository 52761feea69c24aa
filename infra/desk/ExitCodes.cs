namespace Platform.Desk;

/// <summary>What the desk tool returns to its caller.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The input is refused; the findings say why, and nothing was written.</summary>
    public const int Refused = 1;

    /// <summary>A file cannot be read or written.</summary>
    public const int FileTrouble = 2;

    /// <summary>The command line is wrong (as in sysexits.h).</summary>
    public const int Usage = 64;
}
