namespace Platform.Formats.Features;

/// <summary>Type of a field, and with it the .NET type of its values. Every value may also be null.</summary>
public enum FieldType
{
    /// <summary><see cref="string"/>.</summary>
    Text,

    /// <summary><see cref="long"/>.</summary>
    Integer,

    /// <summary><see cref="decimal"/>: exact decimal digits as in the file. Formats without decimals store it as a double.</summary>
    Decimal,

    /// <summary><see cref="double"/>, always finite.</summary>
    Real,

    /// <summary><see cref="bool"/>.</summary>
    Boolean,

    /// <summary><see cref="DateOnly"/>, without a time zone.</summary>
    Date,

    /// <summary><see cref="System.DateTime"/>: kind Utc when the file states an offset, otherwise Unspecified.</summary>
    DateTime,

    /// <summary>An array of bytes.</summary>
    Binary,
}
