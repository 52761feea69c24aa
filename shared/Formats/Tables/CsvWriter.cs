using System.Globalization;
using System.Text;

namespace Platform.Formats.Tables;

/// <summary>How a CSV file is written.</summary>
/// <param name="ByteOrderMark">Starts with a UTF-8 byte order mark, which Excel needs to read Chinese text.</param>
/// <param name="Delimiter">Comma, semicolon or tab.</param>
public sealed record CsvOptions(bool ByteOrderMark = true, char Delimiter = ',');

/// <summary>
/// Writes CSV as RFC 4180 says (CRLF, quotes doubled), in UTF-8. Text that a spreadsheet program would take for a formula
/// (it starts with <c>= + - @</c>, tab or a line break) gets an apostrophe in front; numbers are written as numbers, so -5 stays -5.
/// The stream stays open. Not for use from several threads.
/// </summary>
public sealed class CsvWriter : IDisposable
{
    private readonly StreamWriter _writer;
    private readonly char _delimiter;
    private readonly char[] _special;

    public CsvWriter(Stream target, CsvOptions? options = null)
    {
        options ??= new CsvOptions();
        _writer = new StreamWriter(target, new UTF8Encoding(options.ByteOrderMark), 1 << 14, leaveOpen: true);
        _delimiter = options.Delimiter;
        _special = [_delimiter, '"', '\r', '\n'];
    }

    /// <summary>
    /// Writes one row. Text, whole numbers, decimal, double, bool (<c>true</c>/<c>false</c>), DateOnly (<c>2017-01-05</c>),
    /// DateTime (<c>2017-01-05T08:00:00</c>, with Z when it is UTC) and null (empty) can be written.
    /// </summary>
    /// <exception cref="ArgumentException">A value of another type.</exception>
    public void WriteRow(params IEnumerable<object?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var first = true;
        foreach (var value in values)
        {
            if (!first)
            {
                _writer.Write(_delimiter);
            }

            first = false;
            WriteField(value);
        }

        _writer.Write("\r\n");
    }

    public void Dispose() => _writer.Dispose();

    private void WriteField(object? value)
    {
        var text = value is string given ? DefuseFormula(given) : Spell(value);
        if (text.IndexOfAny(_special) < 0)
        {
            _writer.Write(text);
            return;
        }

        _writer.Write('"');
        _writer.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
        _writer.Write('"');
    }

    private static string DefuseFormula(string text) =>
        text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' ? "'" + text : text;

    private static string Spell(object? value) => value switch
    {
        null => "",
        bool truth => truth ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) + (time.Kind == DateTimeKind.Utc ? "Z" : ""),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        decimal or long or int or short or byte => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"A CSV field cannot hold a {value.GetType().Name}.", nameof(value)),
    };
}
