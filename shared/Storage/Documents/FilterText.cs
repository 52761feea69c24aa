using System.Collections.Immutable;
using System.Text;
using Platform.Domain.Documents;

namespace Platform.Storage.Documents;

/// <summary>Writes a filter as a condition of SQL, with a parameter for every value; a dialect says how it names fields and what it has for the rest.</summary>
public abstract class FilterText
{
    private readonly List<object> parameters = [];

    /// <summary>The text so far.</summary>
    protected StringBuilder Text { get; } = new();

    /// <summary>The parameters so far, by the names that the text has for them.</summary>
    protected IEnumerable<(string Name, object Value)> Parameters => parameters.Select((value, i) => (NameOf(i), value));

    /// <summary>A condition that never holds.</summary>
    protected abstract string Never { get; }

    /// <summary>A field.</summary>
    protected abstract string Expression(string path);

    /// <summary>A text that begins so; by an index.</summary>
    protected abstract void AppendStartsWith(string expression, string prefix);

    /// <summary>A field that is not there, or null.</summary>
    protected abstract void AppendMissing(string path);

    /// <summary>A footprint that meets a box.</summary>
    protected abstract void AppendIntersects(string path, Footprint box);

    /// <summary>The name of a new parameter.</summary>
    protected virtual string Parameter(object value)
    {
        parameters.Add(value);
        return NameOf(parameters.Count - 1);
    }

    /// <summary>Writes the condition.</summary>
    protected void Append(Filter filter)
    {
        switch (filter)
        {
            case Filter.Compare { Comparison: Comparison.StartsWith } compare:
                AppendStartsWith(Expression(compare.Path), (string)compare.Value.Value);
                break;
            case Filter.Compare compare:
                Text.Append(Expression(compare.Path)).Append(Symbol(compare.Comparison)).Append(Parameter(compare.Value.Value));
                break;
            case Filter.OneOf { Values.IsEmpty: true }:
                Text.Append(Never);
                break;
            case Filter.OneOf oneOf:
                Text.Append(Expression(oneOf.Path)).Append(" IN (").AppendJoin(", ", oneOf.Values.Select(v => Parameter(v.Value))).Append(')');
                break;
            case Filter.Missing missing:
                AppendMissing(missing.Path);
                break;
            case Filter.Intersects intersects:
                AppendIntersects(intersects.Path, intersects.Footprint);
                break;
            case Filter.All all:
                AppendList(all.Filters, " AND ");
                break;
            case Filter.Any any:
                AppendList(any.Filters, " OR ");
                break;
        }
    }

    private void AppendList(ImmutableArray<Filter> filters, string joint)
    {
        Text.Append('(');
        for (var i = 0; i < filters.Length; i++)
        {
            if (i > 0)
                Text.Append(joint);
            Append(filters[i]);
        }

        Text.Append(')');
    }

    private static string Symbol(Comparison comparison) => comparison switch
    {
        Comparison.Equal => " = ",
        Comparison.Less => " < ",
        Comparison.LessOrEqual => " <= ",
        Comparison.Greater => " > ",
        _ => " >= ",
    };

    private static string NameOf(int parameter) => $"@v{parameter}";
}
