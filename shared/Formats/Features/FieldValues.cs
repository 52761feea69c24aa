namespace Platform.Formats.Features;

/// <summary>Holds values to the type that their field declares.</summary>
public static class FieldValues
{
    /// <summary>
    /// The value as the exact type of the field (see <see cref="FieldType"/>). Widens integers and numbers where nothing is lost in kind;
    /// a decimal in a <see cref="FieldType.Real"/> field becomes the nearest double.
    /// </summary>
    /// <exception cref="ArgumentException">The value does not belong into the field, or is a number that is not finite.</exception>
    public static object? Checked(Field field, object? value)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (value is null)
        {
            return null;
        }

        return (field.Type switch
        {
            FieldType.Text => value as string,
            FieldType.Integer => AsInteger(value),
            FieldType.Decimal => value is decimal ? value : AsInteger(value) is long whole ? (decimal)whole : null,
            FieldType.Real => AsReal(value),
            FieldType.Boolean => value as bool?,
            FieldType.Date => value as DateOnly?,
            FieldType.DateTime => value as DateTime?,
            FieldType.Binary => value as byte[],
            _ => null,
        }) ?? throw new ArgumentException(
            $"Field '{field.Name}' is {field.Type} and cannot hold '{value}' ({value.GetType().Name}).", nameof(value));
    }

    private static object? AsInteger(object value) => value switch
    {
        long => value,
        int whole => (long)whole,
        short whole => (long)whole,
        byte whole => (long)whole,
        _ => null,
    };

    private static double? AsReal(object value)
    {
        double? real = value switch
        {
            double number => number,
            float number => number,
            decimal number => (double)number,
            _ => AsInteger(value) is long whole ? whole : null,
        };
        return real is { } known && double.IsFinite(known) ? known : null;
    }
}
