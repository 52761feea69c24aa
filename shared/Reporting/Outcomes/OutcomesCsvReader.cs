using System.Text;
using Platform.Domain.Monitoring;
using Platform.Domain.Monitoring.Aggregation;
using Platform.Findings;
using Platform.Formats;

namespace Platform.Reporting.Outcomes;

/// <summary>What a table of outcomes holds.</summary>
/// <param name="Outcomes">The outcomes in file order; empty when anything is wrong: there are no half-made figures.</param>
/// <param name="Units">Units named by the table, by code.</param>
/// <param name="Findings">What is wrong or noteworthy, with row and column.</param>
public sealed record OutcomesTable(IReadOnlyList<Outcome> Outcomes, IReadOnlyList<ClassLabel> Units, IReadOnlyList<Finding> Findings)
{
    public bool IsRefused => Findings.Any(finding => finding.Severity == Severity.Error);
}

/// <summary>
/// Reads <c>outcomes.csv</c>: UTF-8 with or without byte order mark, LF or CRLF, columns in any order. Every row is checked and everything that is wrong
/// is said, but one bad row refuses the whole table: a report that leaves rows out would look like the real one.
/// </summary>
public static class OutcomesCsvReader
{
    private const int MostRows = 1_000_000;

    /// <param name="source">The file; stays open.</param>
    /// <param name="name">Its name, for the findings.</param>
    public static OutcomesTable Read(Stream source, string name)
    {
        var log = new FindingLog();
        var rows = new OutcomeRows(name, log);
        try
        {
            using var reader = new StreamReader(source, new UTF8Encoding(false, throwOnInvalidBytes: true), true, 1 << 16, leaveOpen: true);
            ReadRecords(reader, name, rows, log);
        }
        catch (RefusedException refused)
        {
            log.Add(refused.Finding);
        }
        catch (DecoderFallbackException)
        {
            log.Add(ReportingFindings.NotUtf8.At(new Location(name)));
        }

        return new OutcomesTable(log.HasErrors ? [] : rows.Outcomes, rows.Units, log.Items);
    }

    private static void ReadRecords(TextReader reader, string name, OutcomeRows rows, FindingLog log)
    {
        using var records = CsvRecords.Read(reader, name).GetEnumerator();
        if (!rows.TakeHeader(records.MoveNext() ? records.Current.Fields : []))
        {
            return;
        }

        var count = 0;
        while (records.MoveNext())
        {
            if (++count > MostRows)
            {
                throw new RefusedException(ReportingFindings.TooManyRows.At(new Location(name), MostRows));
            }

            rows.Take(records.Current);
        }

        if (count == 0)
        {
            log.Add(ReportingFindings.Empty.At(new Location(name)));
        }
    }
}
