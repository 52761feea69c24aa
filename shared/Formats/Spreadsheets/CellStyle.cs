namespace Platform.Formats.Spreadsheets;

/// <summary>Where a cell's content stands between left and right edge.</summary>
public enum HorizontalPlace
{
    /// <summary>Text left, numbers right.</summary>
    General,
    Left,
    Center,
    Right,
}

/// <summary>Where a cell's content stands between upper and lower edge.</summary>
public enum VerticalPlace
{
    Bottom,
    Center,
    Top,
}

/// <summary>How a cell looks and whether it is locked. Equal styles share one entry of the workbook. The default value is the workbook's plain style.</summary>
public sealed record CellStyle
{
    /// <summary>Plain: default font, general format, locked when the sheet is protected.</summary>
    public static CellStyle Plain { get; } = new();

    /// <summary>A header cell: bold on grey, centred, wrapped, with borders.</summary>
    public static CellStyle Header { get; } = new()
    {
        Bold = true, Fill = "D9E1F2", Border = true, Wrap = true, Horizontal = HorizontalPlace.Center, Vertical = VerticalPlace.Center,
    };

    public bool Bold { get; init; }

    public bool Italic { get; init; }

    /// <summary>Size in points.</summary>
    public double FontSize { get; init; } = 11;

    /// <summary>Text colour as RRGGBB; null is automatic.</summary>
    public string? FontColor { get; init; }

    /// <summary>Background as RRGGBB; null is none.</summary>
    public string? Fill { get; init; }

    /// <summary>Number format code such as <c>0.00</c>, <c>#,##0</c>, <c>yyyy-mm-dd</c>, <c>@</c>; null is general, for dates <c>yyyy-mm-dd</c>.</summary>
    public string? NumberFormat { get; init; }

    public bool Wrap { get; init; }

    /// <summary>Thin lines on all four sides.</summary>
    public bool Border { get; init; }

    public HorizontalPlace Horizontal { get; init; }

    public VerticalPlace Vertical { get; init; }

    /// <summary>Whether the cell refuses input when its sheet is protected.</summary>
    public bool Locked { get; init; } = true;
}
