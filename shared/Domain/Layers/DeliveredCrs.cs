using NetTopologySuite.Geometries;
using Platform.Findings;
using Platform.Spatial.Crs;
using DeliveredSchema = Platform.Formats.Features.LayerSchema;
using Location = Platform.Findings.Location;

namespace Platform.Domain.Layers;

/// <summary>The CRS of a delivered layer, recognised, allowed, and with a way to EPSG:4490.</summary>
public sealed class DeliveredCrs
{
    private DeliveredCrs(CrsDefinition definition, CrsTransformation toGeographic)
    {
        Definition = definition;
        ToGeographic = toGeographic;
    }

    /// <summary>What the file states.</summary>
    public CrsDefinition Definition { get; }

    /// <summary>To EPSG:4490.</summary>
    public CrsTransformation ToGeographic { get; }

    /// <summary>Recognises the CRS that a layer states.</summary>
    /// <param name="delivered">The layer.</param>
    /// <param name="allowed">CRS that the schema allows, as <c>EPSG:n</c>; empty allows every CRS that can be transformed.</param>
    /// <param name="parameters">Parameters that the province registered.</param>
    /// <param name="findings">Gets the reason when the result is null, and what a user should know otherwise.</param>
    public static DeliveredCrs? Recognise(
        DeliveredSchema delivered, IReadOnlyList<string> allowed, RegisteredParameters parameters, ICollection<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(delivered);
        ArgumentNullException.ThrowIfNull(allowed);
        ArgumentNullException.ThrowIfNull(findings);
        var at = new Location(delivered.File, delivered.Name);
        if (Define(delivered, findings) is not { } definition)
        {
            return null;
        }

        if (allowed.Count > 0 && !allowed.Any(text => CrsId.TryParse(text, out var id) && id == definition.Id))
        {
            findings.Add(LayerFindings.CrsNotAllowed.At(at, definition, string.Join(", ", allowed)));
            return null;
        }

        if (!CrsTransformation.TryCreate(definition, CrsRegistry.Cgcs2000, parameters, out var transformation, out var impossible))
        {
            findings.Add(impossible with { Location = at });
            return null;
        }

        foreach (var hint in transformation.Findings)
        {
            findings.Add(hint with { Location = at });
        }

        return new DeliveredCrs(definition, transformation);
    }

    /// <summary>The CRS that a layer states, whether or not it can be transformed: enough to measure in its own plane.</summary>
    /// <param name="delivered">The layer.</param>
    /// <param name="findings">Gets the reason when the result is null.</param>
    public static CrsDefinition? Define(DeliveredSchema delivered, ICollection<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(delivered);
        ArgumentNullException.ThrowIfNull(findings);
        var definition = Find(delivered, new Location(delivered.File, delivered.Name), out var refusal);
        if (definition is null)
        {
            findings.Add(refusal!);
        }

        return definition;
    }

    /// <summary>Whether coordinates of this extent can be of this CRS where they are expected, and lie where registered parameters hold; null when they do.</summary>
    /// <param name="data">Extent as delivered.</param>
    /// <param name="expected">Where the data belong, degrees; null when anything goes.</param>
    /// <param name="at">The layer.</param>
    public Finding? Contradiction(Envelope data, Envelope? expected, Location at) =>
        data.IsNull ? null : (expected is null ? null : ExtentRecognition.Check(Definition, data, expected, at)) ?? ToGeographic.CheckAreaOfUse(data, at);

    // A code wins over a text; a text may itself be a code or URN.
    private static CrsDefinition? Find(DeliveredSchema delivered, Location at, out Finding? refusal)
    {
        var (text, epsg) = (delivered.Crs.Definition, delivered.Crs.Epsg);
        if (epsg is not null && (CrsRecognition.TryFromCode($"EPSG:{epsg}", at, out var byCode, out refusal) || text is null))
        {
            return byCode;
        }

        if (CrsId.TryParse(text, out _))
        {
            return CrsRecognition.TryFromCode(text, at, out var byName, out refusal) ? byName : null;
        }

        return CrsRecognition.TryFromWkt(text, at, out var byText, out refusal) ? byText : null;
    }
}
