namespace Platform.Formats.Dxf;

/// <summary>How a binary DXF stores a value.</summary>
internal enum DxfValueKind
{
    Unknown,
    Text,
    Real,
    Int16,
    Int32,
    Int64,
    Truth,
    Chunk,
}

/// <summary>Ranges of group codes (Autodesk DXF Reference, "Group Code Value Types").</summary>
internal static class DxfCodes
{
    public static DxfValueKind KindOf(int code) => code switch
    {
        >= 0 and <= 9 => DxfValueKind.Text,
        >= 10 and <= 59 => DxfValueKind.Real,
        >= 60 and <= 79 => DxfValueKind.Int16,
        >= 90 and <= 99 => DxfValueKind.Int32,
        100 or 101 or 102 or 105 => DxfValueKind.Text,
        >= 110 and <= 149 => DxfValueKind.Real,
        >= 160 and <= 169 => DxfValueKind.Int64,
        >= 170 and <= 179 => DxfValueKind.Int16,
        >= 210 and <= 239 => DxfValueKind.Real,
        >= 270 and <= 289 => DxfValueKind.Int16,
        >= 290 and <= 299 => DxfValueKind.Truth,
        >= 300 and <= 309 => DxfValueKind.Text,
        >= 310 and <= 319 or 1004 => DxfValueKind.Chunk,
        >= 320 and <= 369 => DxfValueKind.Text,
        >= 370 and <= 389 => DxfValueKind.Int16,
        >= 390 and <= 399 => DxfValueKind.Text,
        >= 400 and <= 409 => DxfValueKind.Int16,
        >= 410 and <= 419 => DxfValueKind.Text,
        >= 420 and <= 429 => DxfValueKind.Int32,
        >= 430 and <= 439 => DxfValueKind.Text,
        >= 440 and <= 459 => DxfValueKind.Int32,
        >= 460 and <= 469 => DxfValueKind.Real,
        >= 470 and <= 481 or 999 => DxfValueKind.Text,
        >= 1000 and <= 1009 => DxfValueKind.Text,
        >= 1010 and <= 1059 => DxfValueKind.Real,
        >= 1060 and <= 1070 => DxfValueKind.Int16,
        1071 => DxfValueKind.Int32,
        _ => DxfValueKind.Unknown,
    };
}
