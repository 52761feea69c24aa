using System.Globalization;

namespace Platform.Domain.Indicators;

/// <summary>
/// A formula over measures: <c>count[approval=approved] / count * 100</c>. What measures there are says the vocabulary of <see cref="Measures"/> or
/// <see cref="LayerMeasures"/>; conditions stand in brackets, separated by commas, and must all hold. Operators <c>+ - * /</c> with the usual precedence, parentheses, decimal numbers.
/// Computed in decimal; a division by zero, or a measure that is not known, makes the value absent. Immutable; thread-safe.
/// </summary>
public sealed class Formula
{
    private readonly Func<IMeasures, decimal?> evaluate;

    private Formula(Func<IMeasures, decimal?> evaluate, IReadOnlyList<MeasureUse> uses) => (this.evaluate, Uses) = (evaluate, uses);

    /// <summary>The measures in it, in the order of the text.</summary>
    public IReadOnlyList<MeasureUse> Uses { get; }

    /// <summary>The value, or null where it divides by zero or a measure is not known.</summary>
    public decimal? Evaluate(IMeasures measures) => evaluate(measures);

    /// <summary>Reads a formula.</summary>
    /// <param name="text">The formula.</param>
    /// <param name="vocabulary">The measures that it may have.</param>
    /// <exception cref="FormatException">It is wrong; the message says where.</exception>
    public static Formula Parse(string text, IReadOnlyDictionary<string, MeasureRule> vocabulary)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(vocabulary);
        var reader = new Reader(text, vocabulary);
        var root = reader.Sum(depth: 0);
        reader.End();
        return new Formula(root, reader.Uses);
    }

    private sealed class Reader(string text, IReadOnlyDictionary<string, MeasureRule> vocabulary)
    {
        private const int MostDepth = 32;
        private readonly List<MeasureUse> uses = [];
        private int at;

        public IReadOnlyList<MeasureUse> Uses => uses;

        public Func<IMeasures, decimal?> Sum(int depth)
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

        private Func<IMeasures, decimal?> Product(int depth)
        {
            var left = Factor(depth);
            while (TakeAny("*/") is { } sign)
            {
                var (first, second) = (left, Factor(depth));
                left = sign == '*' ? m => first(m) * second(m) : m => second(m) is { } divisor and not 0m ? first(m) / divisor : null;
            }

            return left;
        }

        private Func<IMeasures, decimal?> Factor(int depth)
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
            if (!vocabulary.TryGetValue(word, out var rule))
                throw Wrong(string.Join(", ", vocabulary.Keys));
            var conditions = Conditions(rule);
            uses.Add(new MeasureUse(word, conditions));
            return m => m.Value(word, conditions);
        }

        private List<Condition> Conditions(MeasureRule rule)
        {
            var conditions = new List<Condition>();
            if (rule.Fields.Count == 0 || (!rule.NeedsCondition && TakeAny("[") is null))
                return conditions;
            if (rule.NeedsCondition)
                Expect('[');
            do
            {
                var field = Word("field");
                if (!rule.Fields.Contains(field))
                    throw Wrong(string.Join(", ", rule.Fields));
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
