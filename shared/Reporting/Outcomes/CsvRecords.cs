using System.Text;
using Platform.Findings;

namespace Platform.Reporting.Outcomes;

/// <summary>A record of a CSV file: its 1-based number and its fields.</summary>
internal sealed record CsvRecord(int Number, IReadOnlyList<string> Fields);

/// <summary>
/// Strict CSV as RFC 4180 describes it, with LF or CRLF: unlike a lenient reader of tables it keeps the exact number of fields, so that a shifted
/// row is noticed. Blank lines count as records but are not delivered.
/// </summary>
internal static class CsvRecords
{
    public const int MaxRecordLength = 1 << 20;

    /// <exception cref="RefusedException">An open quote or a record that is too long.</exception>
    /// <exception cref="DecoderFallbackException">The bytes are not what the reader's strict encoding expects.</exception>
    public static IEnumerable<CsvRecord> Read(TextReader reader, string file)
    {
        var fields = new List<string>();
        for (var number = 1; ReadRecord(reader, fields, new Location(file, Row: number)); number++)
        {
            if (fields.Count > 1 || fields[0].Length > 0)
            {
                yield return new CsvRecord(number, [.. fields]);
            }
        }
    }

    private static bool ReadRecord(TextReader reader, List<string> fields, Location at)
    {
        fields.Clear();
        if (reader.Peek() < 0)
        {
            return false;
        }

        var length = 0;
        while (ReadField(reader, fields, ref length, at))
        {
        }

        return true;
    }

    /// <summary>Reads one field; true when another one follows in the same record.</summary>
    private static bool ReadField(TextReader reader, List<string> fields, ref int length, Location at)
    {
        var field = new StringBuilder();
        if (reader.Peek() == '"')
        {
            reader.Read();
            ReadQuoted(reader, field, ref length, at);
        }

        while (true)
        {
            var next = reader.Read();
            if (next == '\r' && reader.Peek() == '\n')
            {
                next = reader.Read();
            }

            if (next is ',' or '\n' or < 0)
            {
                fields.Add(field.ToString());
                return next == ',';
            }

            Append(field, (char)next, ref length, at);
        }
    }

    private static void ReadQuoted(TextReader reader, StringBuilder field, ref int length, Location at)
    {
        while (true)
        {
            var next = reader.Read();
            if (next < 0)
            {
                throw new RefusedException(ReportingFindings.QuoteOpen.At(at));
            }

            if (next == '"')
            {
                if (reader.Peek() != '"')
                {
                    return;
                }

                reader.Read();
            }

            Append(field, (char)next, ref length, at);
        }
    }

    private static void Append(StringBuilder field, char next, ref int length, Location at)
    {
        if (++length > MaxRecordLength)
        {
            throw new RefusedException(ReportingFindings.RecordTooLong.At(at, MaxRecordLength));
        }

        field.Append(next);
    }
}
