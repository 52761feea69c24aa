namespace Platform.Embedded.Hosting;

/// <summary>Adds lines to what the host prints when it has started; register any number as services.</summary>
public interface IStartupNotice
{
    /// <summary>The lines, in order; none is allowed.</summary>
    IEnumerable<string> Lines(EmbeddedHostInfo host);
}
