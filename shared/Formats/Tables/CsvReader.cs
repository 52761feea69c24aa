using System.Text;
using Platform.Findings;

namespace Platform.Formats.Tables;

/// <summary>Splits CSV text into records (RFC 4180, with lone CR or LF as line ends too). Every fault that ends the file throws <see cref="RefusedException"/>.</summary>
internal sealed class CsvReader(TextReader text, char delimiter, Location at)
{
    public const int MaxCellLength = 1 << 20;
    public const int MaxColumns = 16_384;
    private const int End = -1;

    private readonly char[] _buffer = new char[1 << 14];
    private readonly StringBuilder _cell = new();
    private int _from;
    private int _to;

    /// <summary>1-based number of the last record.</summary>
    public int Number { get; private set; }

    /// <summary>Whether text stood behind a closing quote in the last record.</summary>
    public bool HasStrayQuote { get; private set; }

    /// <summary>Whether the last record ended with the text instead of a line break: it may be cut off.</summary>
    public bool HasOpenEnd { get; private set; }

    /// <summary>The cells of the next record, or null at the end.</summary>
    public List<string>? Read()
    {
        if (Peek() == End)
        {
            return null;
        }

        Number++;
        HasStrayQuote = false;
        var cells = new List<string>();
        do
        {
            if (cells.Count == MaxColumns)
            {
                throw new RefusedException(FormatFindings.TableTooWide.At(at with { Row = Number }, Number, MaxColumns));
            }

            cells.Add(ReadCell());
        }
        while (TakeDelimiter());

        return cells;
    }

    private string ReadCell()
    {
        _cell.Clear();
        if (Peek() == '"')
        {
            _from++;
            ReadQuoted();
            HasStrayQuote |= !IsCellEnd(Peek());
        }

        while (!IsCellEnd(Peek()))
        {
            Append((char)Take());
        }

        return _cell.ToString();
    }

    private void ReadQuoted()
    {
        while (true)
        {
            var c = Take();
            if (c == End)
            {
                throw new RefusedException(FormatFindings.CsvUnclosedQuote.At(at with { Row = Number }, Number));
            }

            if (c != '"')
            {
                Append((char)c);
            }
            else if (Peek() == '"')
            {
                _from++;
                Append('"');
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>Steps over a delimiter, or over the end of the record and says false.</summary>
    private bool TakeDelimiter()
    {
        var c = Take();
        if (c == '\r' && Peek() == '\n')
        {
            _from++;
        }

        HasOpenEnd = c == End;
        return c == delimiter;
    }

    private bool IsCellEnd(int c) => c == delimiter || c is '\r' or '\n' or End;

    private void Append(char c)
    {
        if (c == '\0')
        {
            throw new RefusedException(FormatFindings.CsvBinary.At(at with { Row = Number }));
        }

        if (_cell.Length == MaxCellLength)
        {
            throw new RefusedException(FormatFindings.TableCellTooLong.At(at with { Row = Number }, MaxCellLength));
        }

        _cell.Append(c);
    }

    private int Take()
    {
        var c = Peek();
        _from++;
        return c;
    }

    private int Peek()
    {
        if (_from >= _to)
        {
            _from = 0;
            _to = text.Read(_buffer);
            if (_to <= 0)
            {
                _to = 0;
                return End;
            }
        }

        return _buffer[_from];
    }
}
