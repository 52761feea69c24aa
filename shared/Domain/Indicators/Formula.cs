using System.Globalization;

namespace Platform.Domain.Indicators;

/// <summary>
/// A formula over measures: <c>count[approval=approved] / count * 100</c>. Measures are <c>count</c>, <c>area</c> (m²) and <c>unanswered</c>, the first two with
/// conditions in brackets, separated by commas, that must all hold. Operators <c>+ - * /</c> with the usual precedence, parentheses, decimal numbers.
/// Computed in decimal; a division by zero makes the value absent. Immutable; thread-safe.
/// </summary>
public sealed class Formula
{
    private readonly Func<Measures, decimal?> evaluate;

    private Formula(Func<Measures, decimal?> evaluate) => this.evaluate = evaluate;

    /// <summary>The value, or null where it divides by zero.</summary>
    public decimal? Evaluate(Measures measures) => evaluate(measures);

    /// <summary>Reads a formula.</summary>
    /// <exception cref="FormatException">It is wrong; the message says where.</exception>
    public static Formula Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = new Reader(text);
        var root = reader.Sum(depth: 0);
        reader.End();
        return new Formula(root);
    }

    private sealed class Reader(string text)
    {
        private const int MostDepth = 32;
        private int at;

        public Func<Measures, decimal?> Sum(int depth)
        {
            var left = Product(depth);
            while (TakeAny("+-") is { } sign)
            {
                var (first, second) = (left, Product(depth));
                left = sign == '+' ? m => first(m) + second(m) : m => first(m) - second(m);
            }

            return left;
        }

        public void End()
        {
            Skip();
            if (at < text.Length)
                throw Wrong("an operator");
        }

        private Func<Measures, decimal?> Product(int depth)
        {
            var left = Factor(depth);
            while (TakeAny("*/") is { } sign)
            {
                var (first, second) = (left, Factor(depth));
                left = sign == '*' ? m => first(m) * second(m) : m => second(m) is { } divisor and not 0m ? first(m) / divisor : null;
            }

            return left;
        }

        private Func<Measures, decimal?> Factor(int depth)
        {
            if (depth > MostDepth)
                throw Wrong("fewer parentheses");
            if (TakeAny("(") is not null)
            {
                var inner = Sum(depth + 1);
                Expect(')');
                return inner;
            }

            var word = Word("number or measure");
            if (decimal.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                return _ => number;
            var conditions = word is "count" or "area" ? Conditions() : [];
            return word switch
            {
                "count" => m => m.Count(conditions),
                "area" => m => m.Area(conditions),
                "unanswered" => m => m.Unanswered,
                _ => throw Wrong("count, area or unanswered"),
            };
        }

        private List<Condition> Conditions()
        {
            var conditions = new List<Condition>();
            if (TakeAny("[") is null)
                return conditions;
            do
            {
                var field = Word("field");
                if (!Measures.Fields.Contains(field))
                    throw Wrong(string.Join(", ", Measures.Fields));
                Expect('=');
                conditions.Add(new Condition(field, Word("value")));
            }
            while (TakeAny(",") is not null);
            Expect(']');
            return conditions;
        }

        private string Word(string expected)
        {
            Skip();
            var start = at;
            while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '.' or '_' || (text[at] == '-' && at > start && char.IsLetter(text[start]))))
                at++;
            return at > start ? text[start..at] : throw Wrong(expected);
        }

        private char? TakeAny(string characters)
        {
            Skip();
            return at < text.Length && characters.Contains(text[at], StringComparison.Ordinal) ? text[at++] : null;
        }

        private void Expect(char character)
        {
            if (TakeAny(character.ToString()) is null)
                throw Wrong($"'{character}'");
        }

        private void Skip()
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
                at++;
        }

        private FormatException Wrong(string expected) => new($"Formula '{text}': {expected} expected at position {at + 1}.");
    }
}
