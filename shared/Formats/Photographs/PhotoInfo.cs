namespace Platform.Formats.Photographs;

/// <summary>What a photograph says of itself. Everything may be missing; what is there has been checked for range.</summary>
public sealed record PhotoInfo
{
    /// <summary>Width in pixels as stored, before any rotation.</summary>
    public int? Width { get; init; }

    /// <summary>Height in pixels as stored, before any rotation.</summary>
    public int? Height { get; init; }

    /// <summary>Time of exposure by the device's clock, kind Unspecified: local time unless <see cref="UtcOffset"/> says which.</summary>
    public DateTime? TakenAt { get; init; }

    /// <summary>Offset of the device's clock from UTC, where it is recorded.</summary>
    public TimeSpan? UtcOffset { get; init; }

    /// <summary>Longitude in degrees, east positive, nominally WGS 84 (phones sold in China may store displaced coordinates).</summary>
    public double? Longitude { get; init; }

    /// <summary>Latitude in degrees, north positive.</summary>
    public double? Latitude { get; init; }

    /// <summary>Direction of view in degrees clockwise from north, 0 to 360.</summary>
    public double? Bearing { get; init; }

    /// <summary>Whether the bearing counts from magnetic instead of true north.</summary>
    public bool IsBearingMagnetic { get; init; }
}
