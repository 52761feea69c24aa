using System.ComponentModel;
using Microsoft.AspNetCore.Http;

namespace Platform.Embedded.Binding;

/// <summary>Turns text from a route or a path into a parameter's type, whatever the machine's culture.</summary>
internal static class TextConversion
{
    public static bool Supports(Type type) =>
        type == typeof(string) || type == typeof(object) || TypeDescriptor.GetConverter(Bare(type)).CanConvertFrom(typeof(string));

    /// <exception cref="BadHttpRequestException">The text does not have the form of the type.</exception>
    public static object? Convert(string text, Type type, string parameter)
    {
        if (type == typeof(string) || type == typeof(object))
            return text;
        if (text.Length == 0 && Nullable.GetUnderlyingType(type) is not null)
            return null;
        try
        {
            return TypeDescriptor.GetConverter(Bare(type)).ConvertFromInvariantString(text);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or OverflowException or NotSupportedException)
        {
            throw new BadHttpRequestException($"'{text}' is not a valid value of '{parameter}' ({Bare(type).Name}).", e);
        }
    }

    private static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
