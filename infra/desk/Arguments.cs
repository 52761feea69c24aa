using System.CommandLine.Parsing;

namespace Platform.Desk;

/// <summary>What holds for the arguments of several commands.</summary>
internal static class Arguments
{
    /// <summary>An option that no command knows would be taken for a file name.</summary>
    public static void RefuseOptions(ArgumentResult result)
    {
        if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith("--", StringComparison.Ordinal)) is { } option)
            result.AddError($"Unknown option: {option.Value}");
    }
}
