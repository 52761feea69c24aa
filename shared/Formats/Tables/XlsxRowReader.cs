using System.Globalization;
using System.Text;
using Platform.Findings;

namespace Platform.Formats.Tables;

/// <summary>One pass over the rows of a worksheet.</summary>
internal sealed class XlsxRowReader : IDisposable
{
    /// <summary>Empty cells that fill gaps, at most: a row with one cell in the last column costs 16,383.</summary>
    private const long MaxGaps = 10_000_000;

    private readonly BoundedXmlReader _xml;
    private readonly CellValues _values;
    private readonly Location _at;
    private readonly StringBuilder _text = new();
    private List<Finding> _findings = [];
    private long _gaps;
    private int _row;
    private bool _isInData;

    public XlsxRowReader(XlsxPackage package, SheetEntry sheet, SharedStrings strings, DateStyles styles)
    {
        _xml = package.OpenPart(sheet.Part)!;
        _at = package.At with { Layer = sheet.Name };
        _values = new CellValues(strings, styles, package.Uses1904);
    }

    /// <summary>The next row with a filled cell, or null at the end.</summary>
    /// <exception cref="RefusedException">The worksheet cannot be read further.</exception>
    public TableRow? Next()
    {
        while (_xml.Read())
        {
            if (_xml.Name == "sheetData")
            {
                if (_xml.IsEnd || _xml.IsEmptyElement)
                {
                    ReadToEnd();
                    return null;
                }

                _isInData = true;
            }
            else if (_isInData && _xml.IsStart && _xml.Name == "row" && ReadRow() is { } row)
            {
                return row;
            }
        }

        return null;
    }

    public void Dispose() => _xml.Dispose();

    /// <summary>What follows the data is of no interest, but whether the part is whole is.</summary>
    private void ReadToEnd()
    {
        while (_xml.Read())
        {
            // Only faults matter now.
        }
    }

    private TableRow? ReadRow()
    {
        _row = RowNumber(_xml.Attribute("r"));
        _findings = [];
        var cells = new List<Cell>();
        if (!_xml.IsEmptyElement)
        {
            var depth = _xml.Depth;
            while (_xml.Read() && !(_xml.IsEnd && _xml.Depth == depth))
            {
                if (_xml.IsStart && _xml.Name == "c")
                {
                    ReadCell(cells);
                }
            }
        }

        while (cells.Count > 0 && cells[^1].IsEmpty)
        {
            cells.RemoveAt(cells.Count - 1);
        }

        return cells.Count == 0 && _findings.Count == 0 ? null : new TableRow(_row, cells, _findings);
    }

    private int RowNumber(string? stated)
    {
        var number = stated is null ? _row + 1 : int.TryParse(stated, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
        return number > _row && number <= CellReference.MaxRows ? number : throw Refuse(FormatFindings.XlsxReference, stated);
    }

    private void ReadCell(List<Cell> cells)
    {
        var reference = _xml.Attribute("r");
        var column = cells.Count;
        if (reference is not null)
        {
            column = CellReference.Parse(reference) is { } place && place.Row == _row && place.Column >= cells.Count
                ? place.Column
                : throw Refuse(FormatFindings.XlsxReference, reference);
        }

        _gaps += column - cells.Count;
        if (_gaps > MaxGaps || column >= CellReference.MaxColumns)
        {
            throw Refuse(FormatFindings.TableTooManyGaps, MaxGaps);
        }

        var type = _xml.Attribute("t") ?? "n";
        _ = int.TryParse(_xml.Attribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var style);
        var (text, hasFormula) = ReadContent();
        while (cells.Count < column)
        {
            cells.Add(default);
        }

        cells.Add(Interpret(type, style, text, hasFormula, column));
    }

    private Cell Interpret(string type, int style, string? text, bool hasFormula, int column)
    {
        var at = _at with { Row = _row, Field = CellReference.ColumnName(column) };
        if (text is null)
        {
            if (hasFormula)
            {
                _findings.Add(FormatFindings.XlsxFormulaWithoutValue.At(at));
            }

            return default;
        }

        var cell = _values.Interpret(type, style, text);
        if (cell is null)
        {
            _findings.Add(FormatFindings.XlsxValue.At(at, text.Length > 80 ? text[..80] : text));
        }

        return cell ?? Cell.OfText(text);
    }

    /// <summary>The stored value, null when there is none, and whether there is a formula.</summary>
    private (string? Text, bool HasFormula) ReadContent()
    {
        string? text = null;
        var hasFormula = false;
        if (_xml.IsEmptyElement)
        {
            return (null, false);
        }

        var depth = _xml.Depth;
        while (_xml.Read() && !(_xml.IsEnd && _xml.Depth == depth))
        {
            if (!_xml.IsStart)
            {
                continue;
            }

            if (_xml.Name == "v")
            {
                _text.Clear();
                _xml.AppendText(_text);
                text = _text.ToString();
            }
            else if (_xml.Name == "is")
            {
                text = SharedStrings.ReadItem(_xml);
            }
            else
            {
                hasFormula |= _xml.Name == "f";
                _xml.SkipToEnd();
            }
        }

        return (text, hasFormula);
    }

    private RefusedException Refuse(FindingKind kind, object? argument) => new(kind.At(_at with { Row = _row }, argument));
}
