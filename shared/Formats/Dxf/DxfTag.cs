namespace Platform.Formats.Dxf;

/// <summary>A group of a DXF file: a code that says what the value is, and the value as text or as a number.</summary>
/// <param name="Code">Group code.</param>
/// <param name="Bytes">The value as stored text; null where the code says that it is a number.</param>
/// <param name="Stored">The number; NaN where the file has something else.</param>
internal readonly record struct DxfTag(int Code, byte[]? Bytes, double Stored)
{
    /// <summary>Whether the value is this text, without regard to blanks around it.</summary>
    public bool Is(ReadOnlySpan<byte> text) => Bytes is not null && Bytes.AsSpan().Trim(" \t"u8).SequenceEqual(text);

    /// <summary>The value as a number; NaN when it is none.</summary>
    public double Number => Bytes is null ? Stored : double.NaN;

    /// <summary>The value as a whole number; 0 when it is none.</summary>
    public int Whole => Number is >= int.MinValue and <= int.MaxValue and var number ? (int)number : 0;
}
