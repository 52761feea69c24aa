using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Domain.Json;

/// <summary>
/// The one way in which the platform writes and reads JSON. Equal values give equal bytes: members in declared order, camelCase names,
/// enums as camelCase strings, decimals without trailing zeros, instants as UTC with seven digits of fraction (so that the
/// order of the strings is the order of the instants), Chinese text unescaped. Both option sets read what either wrote.
/// </summary>
public static class PlatformJson
{
    /// <summary>For interfaces and files: every number is a JSON number, written exactly.</summary>
    public static JsonSerializerOptions Options { get; } = Make(forDocuments: false);

    /// <summary>
    /// For stored documents: as <see cref="Options"/>, but a number that an IEEE double would change (more than about 15 digits) is
    /// written as a string, because document databases keep numbers as doubles.
    /// </summary>
    public static JsonSerializerOptions Documents { get; } = Make(forDocuments: true);

    private static JsonSerializerOptions Make(bool forDocuments)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.General)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            PropertyNameCaseInsensitive = false,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = 32,
            AllowDuplicateProperties = false,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = false,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new ExactDecimalConverter(forDocuments));
        options.Converters.Add(new ExactInt64Converter(forDocuments));
        options.Converters.Add(new InstantConverter());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
