using NetTopologySuite.Geometries;

namespace Platform.Spatial.Crs;

/// <summary>The transformation parameters that a province has registered. Immutable; empty by default.</summary>
/// <param name="Entries">Registered sets; of several that fit, the first is taken.</param>
public sealed record RegisteredParameters(IReadOnlyList<RegisteredParameterSet> Entries)
{
    /// <summary>Nothing is registered.</summary>
    public static RegisteredParameters None { get; } = new([]);

    /// <summary>Only the sets whose area of use covers <paramref name="degrees"/> (x = longitude).</summary>
    public RegisteredParameters Within(Envelope degrees) => new([.. Entries.Where(e => e.AreaOfUse.Covers(degrees))]);

    internal RegisteredParameterSet? Find(CrsDefinition source, CrsDefinition target) =>
        Entries.FirstOrDefault(e => e.Four is null
            ? IsDatumOf(e.Source, source) && IsDatumOf(e.Target, target)
            : e.Source == source && e.Target == target);

    private static bool IsDatumOf(CrsDefinition registered, CrsDefinition asked) =>
        registered.Datum == asked.Datum && (registered.Datum != CrsDatum.Other || registered == asked);
}

/// <summary>One registered set: seven parameters between datums, or four between two plane systems.</summary>
public sealed record RegisteredParameterSet
{
    private RegisteredParameterSet(CrsDefinition source, CrsDefinition target, ParameterProvenance provenance)
    {
        Source = source;
        Target = target;
        Provenance = provenance;
    }

    /// <summary>From; with seven parameters every CRS of its datum.</summary>
    public CrsDefinition Source { get; }

    /// <summary>To; with seven parameters every CRS of its datum.</summary>
    public CrsDefinition Target { get; }

    /// <summary>Seven parameters, if it is such a set.</summary>
    public SevenParameters? Seven { get; private init; }

    /// <summary>Four parameters, if it is such a set.</summary>
    public FourParameters? Four { get; private init; }

    /// <summary>Where the set holds, in degrees of longitude (x) and latitude (y).</summary>
    public Envelope AreaOfUse => Provenance.AreaOfUse;

    /// <summary>Where it comes from and how good it is.</summary>
    public ParameterProvenance Provenance { get; }

    /// <summary>A set of seven parameters between two datums.</summary>
    public static RegisteredParameterSet Of(CrsDefinition source, CrsDefinition target, SevenParameters seven, ParameterProvenance provenance) =>
        new(source, target, provenance) { Seven = seven };

    /// <summary>A set of four parameters between two plane systems.</summary>
    /// <exception cref="ArgumentException">One of the systems is in degrees.</exception>
    public static RegisteredParameterSet Of(CrsDefinition source, CrsDefinition target, FourParameters four, ParameterProvenance provenance)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        return source.IsGeographic || target.IsGeographic
            ? throw new ArgumentException($"Four parameters hold between plane systems, not {source} and {target}.", nameof(source))
            : new(source, target, provenance) { Four = four };
    }
}

/// <summary>Where a set of parameters comes from.</summary>
/// <param name="AreaOfUse">Degrees, x = longitude.</param>
/// <param name="Source">Document or office that determined it.</param>
/// <param name="AccuracyMetres">Root mean square at check points.</param>
public sealed record ParameterProvenance(Envelope AreaOfUse, string Source, double AccuracyMetres);

/// <summary>
/// Four parameters of a plane similarity: X = dx + k (x cos α − y sin α), Y = dy + k (x sin α + y cos α), with x = east, y = north.
/// </summary>
/// <param name="Dx">Metres east.</param>
/// <param name="Dy">Metres north.</param>
/// <param name="RotationSeconds">α, arc seconds, counter-clockwise.</param>
/// <param name="ScalePpm">k − 1 in parts per million.</param>
public readonly record struct FourParameters(double Dx, double Dy, double RotationSeconds, double ScalePpm)
{
    internal (double X, double Y) Apply(double x, double y)
    {
        var (sin, cos) = Math.SinCos(RotationSeconds / 3600 * Math.PI / 180);
        var k = 1 + (ScalePpm * 1e-6);
        return (Dx + (k * ((x * cos) - (y * sin))), Dy + (k * ((x * sin) + (y * cos))));
    }
}
