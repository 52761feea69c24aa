using System.Xml;
using Platform.Findings;
using Platform.Formats.Sources;

namespace Platform.Formats.Tables;

/// <summary>
/// XML of somebody else: no DTD, no external entities, and bounded in everything that a parser keeps in memory: the length of one
/// token, the number of different names, the depth.
/// </summary>
internal static class BoundedXml
{
    private const int MaxTokenBytes = 4 << 20;
    private const int MaxNames = 20_000;
    private const int MaxDepth = 64;

    /// <summary>Opens a part.</summary>
    /// <param name="stream">The part; disposed with the reader.</param>
    /// <param name="at">File, for findings.</param>
    /// <param name="part">Name of the part, for findings.</param>
    /// <param name="fault">Kind of finding that a fault ends in; its arguments are the part and what is wrong.</param>
    public static BoundedXmlReader Open(Stream stream, Location at, string part, FindingKind? fault = null)
    {
        RefusedException Refuse(string why) => new((fault ?? FormatFindings.XlsxXml).At(at, part, why));
        var guard = new TokenGuard(stream, Refuse);
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CloseInput = true,
            NameTable = new CappedNames(Refuse),
        };
        try
        {
            return new BoundedXmlReader(XmlReader.Create(guard, settings), guard, at, Refuse, MaxDepth);
        }
        catch (XmlException bad)
        {
            // The first bytes are read on creation, and may be no text at all.
            guard.Dispose();
            throw Refuse(bad.Message);
        }
    }

    /// <summary>Refuses when too many bytes are read for one token.</summary>
    internal sealed class TokenGuard(Stream stream, Func<string, RefusedException> refuse) : ReadOnlyStream
    {
        private int _sinceToken;

        public void OnToken() => _sinceToken = 0;

        public override int Read(Span<byte> buffer)
        {
            var count = stream.Read(buffer);
            _sinceToken += count;
            return _sinceToken <= MaxTokenBytes ? count : throw refuse($"token over {MaxTokenBytes} bytes");
        }

        protected override void Dispose(bool disposing)
        {
            stream.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class CappedNames(Func<string, RefusedException> refuse) : XmlNameTable
    {
        private readonly NameTable _names = new();
        private int _additions;

        public override string Add(char[] array, int offset, int length) => _names.Get(array, offset, length) ?? Count(_names.Add(array, offset, length));

        public override string Add(string array) => _names.Get(array) ?? Count(_names.Add(array));

        public override string? Get(char[] array, int offset, int length) => _names.Get(array, offset, length);

        public override string? Get(string array) => _names.Get(array);

        private string Count(string name) =>
            ++_additions <= MaxNames ? name : throw refuse($"over {MaxNames} names");
    }
}
