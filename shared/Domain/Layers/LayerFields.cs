using System.Globalization;
using Platform.Domain.Texts;
using Platform.Findings;
using Platform.Formats.Features;
using DeliveredSchema = Platform.Formats.Features.LayerSchema;

namespace Platform.Domain.Layers;

/// <summary>The code of a code list that a delivered text stands for; null when the list has no such code.</summary>
/// <param name="list">Name of the list.</param>
/// <param name="text">Text as delivered, trimmed.</param>
public delegate string? CodeResolver(string list, string text);

/// <summary>
/// Recognises a schema's fields in a delivered layer and reads their values: <see cref="string"/>, <see cref="long"/>,
/// <see cref="decimal"/> or <see cref="DateOnly"/> as <see cref="LayerFieldType"/> says. Keeps what it has resolved, so one instance serves one layer.
/// </summary>
public sealed class LayerFields
{
    private readonly LayerSchema _schema;
    private readonly CodeResolver _codes;
    private readonly int[] _columns;
    private readonly Dictionary<(string List, string Text), string?> _resolved = [];

    private LayerFields(LayerSchema schema, CodeResolver codes, int[] columns, IReadOnlyList<Finding> findings)
    {
        _schema = schema;
        _codes = codes;
        _columns = columns;
        Findings = findings;
    }

    /// <summary>Missing and ambiguous fields as errors, unused ones as hints.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Matches the delivered columns with the schema's fields by name or alias.</summary>
    public static LayerFields Match(LayerSchema schema, DeliveredSchema delivered, CodeResolver codes)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(delivered);
        ArgumentNullException.ThrowIfNull(codes);
        var at = new Location(delivered.File, delivered.Name);
        var findings = new List<Finding>();
        var columns = schema.Fields.Select(field => Column(field, delivered, at, findings)).ToArray();
        findings.AddRange(delivered.Fields.Where((_, i) => !columns.Contains(i))
            .Select(unused => LayerFindings.FieldUnused.At(at with { Field = unused.Name }, unused.Name)));
        return new LayerFields(schema, codes, columns, findings);
    }

    /// <summary>The values in the order of the schema's fields; what is wrong with them is added to <paramref name="findings"/>.</summary>
    public object?[] Read(FeatureRow row, Location at, ICollection<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(findings);
        var values = new object?[_columns.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var field = _schema.Fields[i];
            var raw = _columns[i] < 0 ? null : row.Values[_columns[i]];
            var place = at with { Field = field.Name };
            var before = findings.Count;
            values[i] = raw is null or "" ? null : Value(field, raw, place, findings);

            // A missing column has its own finding on the layer, a value that could not be read has one on the cell.
            if (field.Required && values[i] is null && _columns[i] >= 0 && findings.Count == before)
            {
                findings.Add(LayerFindings.ValueMissing.At(place, field.Label.Zh, field.Label.En));
            }
        }

        return values;
    }

    private static int Column(LayerField field, DeliveredSchema delivered, Location at, List<Finding> findings)
    {
        var candidates = delivered.Fields.Select((f, i) => (f.Name, Index: i)).Where(c => field.IsNamed(DeliveredText.Narrow(c.Name))).ToList();
        if (candidates.Count == 0)
        {
            if (field.Required)
            {
                var names = string.Join('、', (field.Aliases ?? []).Prepend(field.Name));
                findings.Add(LayerFindings.FieldMissing.At(at with { Field = field.Name }, field.Name, field.Label.Zh, names, field.Label.En));
            }

            return -1;
        }

        // The canonical name beats an alias: a layer may carry a note field beside the standard's own.
        var canonical = candidates.FindIndex(c => string.Equals(c.Name, field.Name, StringComparison.OrdinalIgnoreCase));
        if (candidates.Count > 1 && canonical < 0)
        {
            var names = string.Join('、', candidates.Select(c => c.Name));
            findings.Add(LayerFindings.FieldAmbiguous.At(at with { Field = field.Name }, field.Name, field.Label.Zh, names, field.Label.En));
        }

        return candidates[Math.Max(0, canonical)].Index;
    }

    private object? Value(LayerField field, object raw, Location at, ICollection<Finding> findings)
    {
        object? value = field.Type switch
        {
            LayerFieldType.Text => Text(field, raw, at, findings),
            LayerFieldType.Integer => Number(raw) is { } n && n == decimal.Truncate(n) && n is >= long.MinValue and <= long.MaxValue ? (object)(long)n : null,
            LayerFieldType.Decimal => Number(raw),
            LayerFieldType.Date => Date(raw),
            _ => throw new ArgumentOutOfRangeException(nameof(field), field.Type, "No such field type."),
        };
        if (value is null && field.Type != LayerFieldType.Text && Spelled(raw).Length > 0)
        {
            var (zh, en) = TypeName(field.Type);
            findings.Add(LayerFindings.ValueType.At(at, field.Name, Spelled(raw), zh, en));
        }

        return value switch
        {
            long n when !InRange(field, n) => OutOfRange(field, n, at, findings),
            decimal n when !InRange(field, n) => OutOfRange(field, n, at, findings),
            _ => value,
        };
    }

    private string? Text(LayerField field, object raw, Location at, ICollection<Finding> findings)
    {
        var text = Spelled(raw);
        if (text.Length == 0)
        {
            return null;
        }

        if (DeliveredText.HasControlCharacters(text))
        {
            findings.Add(LayerFindings.ValueControlCharacters.At(at, field.Name));
            return null;
        }

        if (text.Length > field.MaxLength)
        {
            findings.Add(LayerFindings.ValueTooLong.At(at, field.Name, field.MaxLength, text.Length));
            return null;
        }

        if (field.CodeList is null || Resolve(field.CodeList, text) is { } code && (text = code) is not null)
        {
            return text;
        }

        var kind = field.CodeFindingsAreErrors ? LayerFindings.CodeUnknown : LayerFindings.CodeDoubtful;
        findings.Add(kind.At(at, field.Name, text, field.CodeList));
        return null;
    }

    private string? Resolve(string list, string text)
    {
        if (!_resolved.TryGetValue((list, text), out var code))
        {
            code = _codes(list, text) ?? _codes(list, DeliveredText.Narrow(text));
            _resolved[(list, text)] = code;
        }

        return code;
    }

    private static DateOnly? Date(object raw) => raw switch
    {
        DateOnly date => date,
        DateTime moment => DateOnly.FromDateTime(moment),
        _ => DeliveredText.TryDate(Spelled(raw), out var date) ? date : null,
    };

    private static decimal? Number(object raw) => raw switch
    {
        long n => n,
        decimal n => n,
        double n => Math.Abs(n) < 1e27 ? decimal.Parse(Spelled(n), NumberStyles.Float, CultureInfo.InvariantCulture) : null,
        string text when decimal.TryParse(DeliveredText.Narrow(text), NumberStyles.Float, CultureInfo.InvariantCulture, out var n) => n,
        _ => null,
    };

    private static string Spelled(object raw) => raw switch
    {
        string text => DeliveredText.Trim(text),
        double n => n.ToString("R", CultureInfo.InvariantCulture),
        byte[] => "",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(raw, CultureInfo.InvariantCulture) ?? "",
    };

    private static bool InRange(LayerField field, decimal value) => !(value < field.Minimum) && !(value > field.Maximum);

    private static object? OutOfRange(LayerField field, decimal value, Location at, ICollection<Finding> findings)
    {
        findings.Add(LayerFindings.ValueOutOfRange.At(at, field.Name, value, field.Minimum, field.Maximum));
        return null;
    }

    private static (string Zh, string En) TypeName(LayerFieldType type) => type switch
    {
        LayerFieldType.Integer => ("整数", "a whole number"),
        LayerFieldType.Decimal => ("数字", "a number"),
        _ => ("日期（如 2016-03-01）", "a date (like 2016-03-01)"),
    };
}
