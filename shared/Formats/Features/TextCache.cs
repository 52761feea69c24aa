using System.IO.Hashing;
using System.Text;

namespace Platform.Formats.Features;

/// <summary>
/// Gives the same string for the same bytes where a column repeats itself. Of a fixed size; a column of ever new texts is no longer looked up after a
/// trial.
/// </summary>
internal sealed class TextCache(Encoding encoding)
{
    private const int Entries = 256;
    private const int LongestText = 64;
    private const int Trial = 1_024;

    private readonly (byte[] Bytes, string Text)[] _entries = new (byte[], string)[Entries];
    private int _asked;
    private int _found;

    public string Get(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > LongestText || _asked == Trial && _found < Trial / 2)
        {
            return encoding.GetString(bytes);
        }

        ref var entry = ref _entries[XxHash3.HashToUInt64(bytes) % Entries];
        var isKnown = entry.Text is not null && bytes.SequenceEqual(entry.Bytes);
        if (_asked < Trial)
        {
            _asked++;
            _found += isKnown ? 1 : 0;
        }

        if (!isKnown)
        {
            entry = (bytes.ToArray(), encoding.GetString(bytes));
        }

        return entry.Text!;
    }
}
