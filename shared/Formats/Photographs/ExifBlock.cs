using System.Globalization;
using Platform.Findings;

namespace Platform.Formats.Photographs;

/// <summary>
/// The EXIF data of one photograph (CIPA DC-008, a TIFF structure of at most 64 KB): the main directory and the two it points to are read,
/// links to further directories are not followed.
/// </summary>
internal sealed class ExifBlock(ReadOnlyMemory<byte> bytes, Location at)
{
    private const ushort DateTimeTag = 0x0132;
    private const ushort ExifDirectoryTag = 0x8769;
    private const ushort GpsDirectoryTag = 0x8825;
    private const ushort OriginalTimeTag = 0x9003;
    private const ushort OriginalOffsetTag = 0x9011;

    /// <summary>Adds what the data say; faults are added to the findings.</summary>
    public PhotoInfo Read(PhotoInfo info, ICollection<Finding> findings)
    {
        if (TiffDirectory.Open(bytes, out var fault) is not { } main)
        {
            findings.Add(FormatFindings.PhotoExifDamaged.At(at, fault));
            findings.Add(FormatFindings.PhotoNoTime.At(at));
            findings.Add(FormatFindings.PhotoNoPosition.At(at));
            return info;
        }

        info = ReadTime(main, info, findings);
        return ReadPosition(main, info, findings);
    }

    private PhotoInfo ReadTime(TiffDirectory main, PhotoInfo info, ICollection<Finding> findings)
    {
        var exif = Follow(main, ExifDirectoryTag, findings);
        var text = exif?.Text(OriginalTimeTag) ?? main.Text(DateTimeTag);
        if (!DateTime.TryParseExact(text, "yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var taken))
        {
            findings.Add(FormatFindings.PhotoNoTime.At(at));
            return info;
        }

        var offset = exif?.Text(OriginalOffsetTag) is { Length: 6 } spelled
            && TimeSpan.TryParseExact(spelled.AsSpan(1), @"hh\:mm", CultureInfo.InvariantCulture, out var amount)
            ? spelled[0] == '-' ? -amount : amount
            : (TimeSpan?)null;
        return info with { TakenAt = taken, UtcOffset = offset };
    }

    private PhotoInfo ReadPosition(TiffDirectory main, PhotoInfo info, ICollection<Finding> findings)
    {
        if (Follow(main, GpsDirectoryTag, findings) is not { } gps)
        {
            findings.Add(FormatFindings.PhotoNoPosition.At(at));
            return info;
        }

        const ushort Direction = 0x11, DirectionReference = 0x10;
        var bearing = gps.Rationals(Direction) is [{ } direction, ..] && direction is >= 0 and <= 360 ? direction : (double?)null;
        info = info with { Bearing = bearing, IsBearingMagnetic = gps.Text(DirectionReference) == "M" };
        var (latitude, longitude) = (Angle(gps, 1, 2, 'S'), Angle(gps, 3, 4, 'W'));
        if (latitude is null || longitude is null)
        {
            findings.Add(FormatFindings.PhotoNoPosition.At(at));
            return info;
        }

        // Devices without a fix write zeros.
        if (Math.Abs(latitude.Value) > 90 || Math.Abs(longitude.Value) > 180 || (latitude == 0 && longitude == 0))
        {
            findings.Add(FormatFindings.PhotoPositionInvalid.At(
                at, string.Create(CultureInfo.InvariantCulture, $"{longitude:R}, {latitude:R}")));
            return info;
        }

        return info with { Latitude = latitude, Longitude = longitude };
    }

    private TiffDirectory? Follow(TiffDirectory main, ushort tag, ICollection<Finding> findings)
    {
        if (main.Number(tag) is not { } offset)
        {
            return null;
        }

        var directory = main.At(offset, out var fault);
        if (directory is null)
        {
            findings.Add(FormatFindings.PhotoExifDamaged.At(at, fault));
        }

        return directory;
    }

    /// <summary>Degrees, minutes and seconds with a reference letter, as signed degrees.</summary>
    private static double? Angle(TiffDirectory gps, ushort referenceTag, ushort tag, char negative)
    {
        if (gps.Rationals(tag) is not [{ } degrees, { } minutes, { } seconds] || gps.Text(referenceTag) is not { Length: > 0 } reference)
        {
            return null;
        }

        var angle = degrees + (minutes / 60) + (seconds / 3600);
        return char.ToUpperInvariant(reference[0]) == negative ? -angle : angle;
    }
}
