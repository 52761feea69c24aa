using NetTopologySuite.Geometries;
using Platform.Findings;
using Platform.Spatial.Crs;
using Location = Platform.Findings.Location;

namespace Platform.Domain.Profiles;

/// <summary>One set of transformation parameters that the province has registered, in <c>profile.json</c>: seven between datums or four between plane systems.</summary>
public sealed record CrsParameterEntry
{
    /// <summary>From: <c>EPSG:n</c>, or well-known text for a local grid.</summary>
    public required string Source { get; init; }

    /// <summary>To: <c>EPSG:n</c>, or well-known text.</summary>
    public required string Target { get; init; }

    /// <summary>Bursa–Wolf, position vector convention.</summary>
    public SevenEntry? Seven { get; init; }

    /// <summary>Plane similarity.</summary>
    public FourEntry? Four { get; init; }

    /// <summary>Where it holds: west, south, east, north, degrees.</summary>
    public required IReadOnlyList<double> AreaOfUse { get; init; }

    /// <summary>Document or office that determined it.</summary>
    public required string Document { get; init; }

    /// <summary>Root mean square at check points, metres.</summary>
    public required double AccuracyMetres { get; init; }

    /// <summary>All sets, or findings with the member that is wrong.</summary>
    internal static RegisteredParameters ReadAll(IReadOnlyList<CrsParameterEntry> entries, ICollection<Finding> findings) =>
        new([.. entries.Select((entry, i) => entry.Read($"crsParameters.{i}", findings)).OfType<RegisteredParameterSet>()]);

    private RegisteredParameterSet? Read(string field, ICollection<Finding> findings)
    {
        var (source, target) = (Find(Source, $"{field}.source", findings), Find(Target, $"{field}.target", findings));
        var isPlane = source is { IsGeographic: false } && target is { IsGeographic: false };
        var faults = findings.Count;
        if (AreaOfUse is not [>= -180 and var west, >= -90 and var south, <= 180 and var east, <= 90 and var north] || !(west < east && south < north))
            findings.Add(Fault($"{field}.areaOfUse", string.Join(", ", AreaOfUse), "west, south, east, north"));
        if ((Seven is null) == (Four is null) || (Four is not null && source is not null && target is not null && !isPlane))
            findings.Add(Fault(field, $"{Source} → {Target}", "seven between datums, or four between plane systems"));
        if (!(AccuracyMetres > 0 && double.IsFinite(AccuracyMetres)) || string.IsNullOrWhiteSpace(Document))
            findings.Add(Fault($"{field}.document", Document, "document and accuracy in metres"));
        if (source is null || target is null || findings.Count > faults)
            return null;

        var provenance = new ParameterProvenance(new Envelope(AreaOfUse[0], AreaOfUse[2], AreaOfUse[1], AreaOfUse[3]), Document, AccuracyMetres);
        return Seven is not null
            ? RegisteredParameterSet.Of(source, target, Seven.ToParameters(), provenance)
            : RegisteredParameterSet.Of(source, target, Four!.ToParameters(), provenance);
    }

    private static CrsDefinition? Find(string text, string field, ICollection<Finding> findings)
    {
        CrsDefinition? found;
        var isKnown = CrsId.TryParse(text, out _)
            ? CrsRecognition.TryFromCode(text, Location.Whole, out found, out _)
            : CrsRecognition.TryFromWkt(text, Location.Whole, out found, out _);
        if (!isKnown)
            findings.Add(Fault(field, text, "EPSG:n, WKT"));
        return isKnown ? found : null;
    }

    private static Finding Fault(string field, string value, string expected) =>
        DomainFindings.ProfileValueInvalid.At(new Location("profile.json", Field: field), field, value, expected);
}

/// <summary>Seven parameters as they are written: metres, arc seconds, parts per million. None may be left out.</summary>
public sealed record SevenEntry
{
    public required double Dx { get; init; }

    public required double Dy { get; init; }

    public required double Dz { get; init; }

    public required double RxSeconds { get; init; }

    public required double RySeconds { get; init; }

    public required double RzSeconds { get; init; }

    public required double ScalePpm { get; init; }

    internal SevenParameters ToParameters() => new(Dx, Dy, Dz, RxSeconds, RySeconds, RzSeconds, ScalePpm);
}

/// <summary>Four parameters as they are written: metres, arc seconds, parts per million. None may be left out.</summary>
public sealed record FourEntry
{
    public required double Dx { get; init; }

    public required double Dy { get; init; }

    public required double RotationSeconds { get; init; }

    public required double ScalePpm { get; init; }

    internal FourParameters ToParameters() => new(Dx, Dy, RotationSeconds, ScalePpm);
}
