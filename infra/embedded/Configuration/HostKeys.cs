namespace Platform.Embedded.Configuration;

/// <summary>Holds the keys once the data directory is open.</summary>
internal sealed class HostKeys
{
    private FunctionKeys? keys;

    public FunctionKeys Current
    {
        get => keys ?? throw new InvalidOperationException("The host has not started.");
        set => keys = value;
    }
}
