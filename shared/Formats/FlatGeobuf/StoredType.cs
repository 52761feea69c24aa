namespace Platform.Formats.FlatGeobuf;

/// <summary>How FlatGeobuf stores the values of a column.</summary>
internal enum StoredType : byte
{
    Byte,
    UByte,
    Bool,
    Short,
    UShort,
    Int,
    UInt,
    Long,
    ULong,
    Float,
    Double,
    String,
    Json,
    DateTime,
    Binary,
}
