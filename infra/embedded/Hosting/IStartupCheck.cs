namespace Platform.Embedded.Hosting;

/// <summary>Looks at the data directory after the host has taken it and before anything in it is opened; services of this type are asked in order.</summary>
public interface IStartupCheck
{
    /// <summary>One sentence for each reason not to start; none: the host starts.</summary>
    IEnumerable<string> Refusals(EmbeddedHostInfo host);
}
