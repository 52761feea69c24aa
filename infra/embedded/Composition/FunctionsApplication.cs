namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where a Function App begins.</summary>
public class FunctionsApplication
{
    /// <summary>
    /// Makes a builder whose configuration holds <c>local.settings.json</c> values, then environment variables, then
    /// <paramref name="args"/> (<c>--name value</c>, <c>--name=value</c> or a bare <c>--name</c>); later sources win.
    /// </summary>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args);
}
