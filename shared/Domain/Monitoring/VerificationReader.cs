using Platform.Domain.Profiles;
using Platform.Domain.Texts;
using Platform.Findings;
using Platform.Formats.Features;
using Platform.Formats.Intake;
using Platform.Formats.Tables;

namespace Platform.Domain.Monitoring;

/// <summary>
/// Reads verification rows from whatever the bureau delivered: XLSX, CSV, GeoPackage, GeoJSON, one or several in a zip. Finds the form by its
/// header (within the first <see cref="HeaderWithin"/> rows of a sheet), reads every cell by its column's type, and gives each row to the
/// patch that its key columns name.
/// </summary>
/// <remarks>
/// Two rows for one patch in one delivery are both refused, even when they say the same: which of them the bureau means cannot be known, and
/// a rule that depends on row order would let a sorted copy of the same form give another result. Rows without any answer are left out.
/// </remarks>
public sealed class VerificationReader
{
    /// <summary>The header is looked for in so many rows of a sheet.</summary>
    public const int HeaderWithin = 30;

    /// <summary>Rows beyond this number are refused with one finding; the largest task has a tenth of it.</summary>
    public const int MaxRows = 200_000;

    private readonly IReadOnlyList<FormColumn> _form;
    private readonly FormCells _cells;

    public VerificationReader(RuleSet rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        _form = VerificationColumns.For(rules);
        _cells = new FormCells(rules, _form);
    }

    /// <summary>
    /// The form's column of every field of a layer, as reading it would recognise them; null where the layer has something of its own, and an empty list when the
    /// layer is no form.
    /// </summary>
    public static IReadOnlyList<FormColumn?> ColumnsOf(LayerSchema layer, RuleSet rules)
    {
        ArgumentNullException.ThrowIfNull(layer);
        var row = new FormSourceRow(-1, [.. layer.Fields.Select(field => Cell.OfText(field.Name))], []);
        return FormHeader.TryRead(row, VerificationColumns.For(rules), new Location(layer.File, layer.Name))?.Columns ?? [];
    }

    /// <summary>Reads a delivery; the findings of the files themselves are in <see cref="Delivery.Findings"/>.</summary>
    public VerificationReading Read(Delivery delivery, IssuedPatches patches, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return Read(delivery.Tables, delivery.Layers, patches, cancellation);
    }

    /// <summary>Reads tables and layers, in this order.</summary>
    public VerificationReading Read(
        IReadOnlyList<ITable> tables, IReadOnlyList<IFeatureLayer> layers, IssuedPatches patches, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(patches);
        var reading = new Reading(patches);
        foreach (var source in FormSource.Of(tables, layers, cancellation))
        {
            ReadSource(source, reading);
        }

        if (!reading.FoundForm)
        {
            reading.Findings.Add(MonitoringFindings.AnswerNoForm.At(Location.Whole));
        }

        return reading.Finish();
    }

    private void ReadSource(FormSource source, Reading reading)
    {
        var sheet = new Location(source.File, source.Name);
        FormHeader? header = null;
        var seen = 0;
        foreach (var row in source.Rows)
        {
            if (header is null)
            {
                header = FormHeader.TryRead(row, _form, sheet);
                reading.Start(header);
                if (header is { IsRefused: true } || (header is null && ++seen >= HeaderWithin))
                {
                    return;
                }
            }
            else if (!reading.Take(ReadRow(row, header, sheet with { Row = row.Number }), sheet))
            {
                return;
            }
        }
    }

    private VerificationRow ReadRow(FormSourceRow row, FormHeader header, Location at)
    {
        var values = new Dictionary<string, string>();
        var findings = new List<Finding>(row.Findings);
        for (var i = 0; i < Math.Min(header.Columns.Count, row.Cells.Count); i++)
        {
            if (header.Columns[i] is not { } column || DeliveredText.Trim(row.Cells[i].Text).Length == 0)
            {
                continue;
            }

            var value = _cells.Read(row.Cells[i], column, at with { Field = header.Headers[column.Key] }, findings);
            if (value is not null)
            {
                values[column.Key] = value;
            }
        }

        return new VerificationRow(at, values, header.Headers, findings);
    }

    private sealed class Reading(IssuedPatches patches)
    {
        private readonly List<MatchedRow> _matched = [];
        private int _blank;
        private int _refused;
        private int _rows;

        public List<Finding> Findings { get; } = [];

        public bool FoundForm { get; private set; }

        public void Start(FormHeader? header)
        {
            if (header is not null)
            {
                FoundForm = true;
                Findings.AddRange(header.Findings);
            }
        }

        /// <returns>False when no further row is taken.</returns>
        public bool Take(VerificationRow row, Location sheet)
        {
            if (++_rows > MaxRows)
            {
                Findings.Add(MonitoringFindings.AnswerTooManyRows.At(sheet, MaxRows));
                return false;
            }

            if (IsBlank(row))
            {
                _blank++;
                return true;
            }

            var (patch, refusal) = patches.Match(row);
            if (patch is not null)
            {
                _matched.Add(new MatchedRow(row, patch));
                return true;
            }

            _refused++;
            Findings.AddRange(row.Findings);
            Findings.Add(refusal!);
            return true;
        }

        public VerificationReading Finish()
        {
            var rows = new List<MatchedRow>(_matched.Count);
            var twice = _matched.GroupBy(m => m.Patch.Key).Where(g => g.Count() > 1).ToDictionary(g => g.Key, g => g.ToList());
            foreach (var match in _matched)
            {
                if (!twice.TryGetValue(match.Patch.Key, out var same))
                {
                    rows.Add(match);
                    continue;
                }

                var other = same.First(m => !ReferenceEquals(m, match)).Row.At;
                Findings.Add(MonitoringFindings.AnswerTwice.At(match.Row.At, match.Patch.Number, other.Layer, other.Row));
                _refused++;
            }

            return new VerificationReading(rows, Findings, _blank, _refused);
        }

        private static bool IsBlank(VerificationRow row) => row.Findings.Count == 0
            && row.Values.Keys.All(key => key is VerificationColumns.PatchNumber or VerificationColumns.PatchKey or VerificationColumns.Unit
                or VerificationColumns.AreaM2 or VerificationColumns.BeforeCover or VerificationColumns.AfterCover or VerificationColumns.Prejudgement);
    }
}
