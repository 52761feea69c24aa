using System.Globalization;
using Platform.Domain.Monitoring;
using Platform.Domain.Monitoring.Aggregation;
using Platform.Findings;
using Platform.Formats;

namespace Platform.Reporting.Outcomes;

/// <summary>Turns the records of one file into outcomes.</summary>
internal sealed class OutcomeRows(string file, FindingLog log)
{
    private readonly string _file = file;
    private readonly FindingLog _log = log;
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _rowOfPatch = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly List<Outcome> _outcomes = [];
    private int _width;

    public IReadOnlyList<Outcome> Outcomes => _outcomes;

    /// <summary>Units that the table names, in code order.</summary>
    public IReadOnlyList<ClassLabel> Units => _names.Select(name => new ClassLabel(name.Key, name.Value, name.Value)).ToArray();

    /// <summary>False when required columns are missing or columns repeat: then no row can be read.</summary>
    public bool TakeHeader(IReadOnlyList<string> header)
    {
        _width = header.Count;
        for (var index = 0; index < header.Count; index++)
        {
            var column = header[index].Trim();
            if (!_columns.TryAdd(column, index))
            {
                _log.Add(ReportingFindings.ColumnRepeated.At(new Location(_file, Row: 1, Field: column), column));
            }
            else if (!OutcomeColumns.All.Contains(column, StringComparer.Ordinal))
            {
                _log.Add(ReportingFindings.ColumnUnknown.At(new Location(_file, Row: 1, Field: column), column));
            }
        }

        foreach (var required in OutcomeColumns.Required.Where(required => !_columns.ContainsKey(required)))
        {
            _log.Add(ReportingFindings.ColumnMissing.At(new Location(_file, Row: 1, Field: required), required));
        }

        return !_log.HasErrors;
    }

    public void Take(CsvRecord record)
    {
        if (record.Fields.Count != _width)
        {
            _log.Add(ReportingFindings.FieldCount.At(new Location(_file, Row: record.Number), record.Fields.Count, _width));
            return;
        }

        var row = new Row(this, record);
        var id = row.Required(OutcomeColumns.PatchId);
        if (id is not null && !_rowOfPatch.TryAdd(id, record.Number))
        {
            row.Report(ReportingFindings.PatchRepeated, OutcomeColumns.PatchId, id, _rowOfPatch[id]);
        }

        var outcome = row.Outcome(id);
        if (outcome is null)
        {
            return;
        }

        _outcomes.Add(outcome);
        if (row.Optional(OutcomeColumns.RegionName) is { } name)
        {
            _names.TryAdd(outcome.Region, name);
        }
    }

    /// <summary>One record, read field by field; every fault of it is reported, not only the first.</summary>
    private sealed class Row(OutcomeRows table, CsvRecord record)
    {
        private bool _isGood = true;

        public Outcome? Outcome(string? id)
        {
            var region = Required(OutcomeColumns.Region);
            var area = Area();
            var approval = Value<ApprovalStatus>(OutcomeColumns.Approval, OutcomeClasses.Approval, isRequired: true);
            var legality = Value<Legality>(OutcomeColumns.Legality, OutcomeClasses.Legality, isRequired: true);
            var conformity = Value<Conformity>(OutcomeColumns.Conformity, OutcomeClasses.Conformity, isRequired: false);
            var construction = Value<ConstructionState>(OutcomeColumns.ConstructionState, OutcomeClasses.Construction, isRequired: false);
            var themes = Themes();
            var source = Source();
            return !_isGood ? null : new Outcome
            {
                PatchId = id!,
                Region = region!,
                AreaM2 = area,
                Approval = approval!.Value,
                Legality = legality!.Value,
                Conformity = conformity,
                ConstructionState = construction,
                ActualUse = Optional(OutcomeColumns.ActualUse),
                ThemeAreasM2 = themes,
                UnknownThemes = Optional(OutcomeColumns.UnknownThemes)?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? [],
                Source = source,
            };
        }

        /// <summary>The field's text; null when the column is missing or the field empty. An apostrophe that guards against formulas is taken off.</summary>
        public string? Optional(string column)
        {
            if (!table._columns.TryGetValue(column, out var index))
            {
                return null;
            }

            var text = record.Fields[index].Trim();
            if (text.Length > 1 && text[0] == '\'' && text[1] is '=' or '+' or '-' or '@')
            {
                text = text[1..];
            }

            return text.Length == 0 ? null : text;
        }

        public string? Required(string column)
        {
            var text = Optional(column);
            if (text is null)
            {
                Report(ReportingFindings.ValueMissing, column, column);
            }

            return text;
        }

        public void Report(FindingKind kind, string column, params object?[] arguments)
        {
            _isGood = false;
            table._log.Add(kind.At(new Location(table._file, Row: record.Number, Field: column), arguments));
        }

        private decimal Area()
        {
            if (Required(OutcomeColumns.AreaM2) is not { } text)
            {
                return 0m;
            }

            var fault = AreaText.Parse(text, out var area);
            if (fault != AreaFault.None)
            {
                var kind = fault switch
                {
                    AreaFault.Negative => ReportingFindings.AreaNegative,
                    AreaFault.TooLarge => ReportingFindings.AreaTooLarge,
                    _ => ReportingFindings.AreaNotDecimal,
                };
                Report(kind, OutcomeColumns.AreaM2, OutcomeColumns.AreaM2, Shown(text), AreaText.Largest);
            }

            return area;
        }

        private TValue? Value<TValue>(string column, IReadOnlyList<ClassLabel> classes, bool isRequired)
            where TValue : struct, Enum
        {
            var text = isRequired ? Required(column) : Optional(column);
            if (text is null)
            {
                return null;
            }

            if (OutcomeClasses.TryParse<TValue>(classes, text, out var value))
            {
                return value;
            }

            var allowed = classes.Select(label => label.Key).Where(key => key != OutcomeClasses.NotRecordedKey);
            Report(ReportingFindings.ValueUnknown, column, column, Shown(text), string.Join(", ", allowed));
            return null;
        }

        private IReadOnlyDictionary<string, decimal>? Themes()
        {
            if (Optional(OutcomeColumns.Themes) is not { } text)
            {
                return null;
            }

            var areas = ThemeText.Parse(text);
            if (areas is null)
            {
                Report(ReportingFindings.ValueUnknown, OutcomeColumns.Themes, OutcomeColumns.Themes, Shown(text), "code:area;code:area");
            }

            return areas;
        }

        private SourceRow? Source()
        {
            if (Optional(OutcomeColumns.SourceSha256) is not { } hash)
            {
                return null;
            }

            var rowText = Optional(OutcomeColumns.SourceRow) ?? "";
            if (!long.TryParse(rowText, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                Report(ReportingFindings.ValueUnknown, OutcomeColumns.SourceRow, OutcomeColumns.SourceRow, Shown(rowText), "0, 1, 2 …");
            }

            return new SourceRow(hash, Optional(OutcomeColumns.SourceFile) ?? "", Optional(OutcomeColumns.SourceLayer), number);
        }

        /// <summary>Enough of a value to find it again; a hostile one does not fill the findings.</summary>
        private static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "…";
    }
}
