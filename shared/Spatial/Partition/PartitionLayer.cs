using Platform.Findings;
using Platform.Spatial.Areas;
using Platform.Spatial.Overlay;

namespace Platform.Spatial.Partition;

/// <summary>One of the layers that divide a subject.</summary>
/// <param name="Name">How findings name it.</param>
/// <param name="Rows">Its rows. Lines and points divide nothing.</param>
public sealed record PartitionLayer(string Name, IEnumerable<LayerRow> Rows);

/// <summary>How N layers together divide a subject: the area of every combination of their classes.</summary>
/// <param name="Subject">Row of the subject.</param>
/// <param name="AreaM2">Area of the subject, m², unrounded; 0 when it was refused.</param>
/// <param name="Parts">Combinations with an area above zero, in the order of their classes, layer by layer. Each place counts in exactly one of them, so
/// they add up to the subject but for rounding.</param>
/// <param name="Refusal">Why there is no result (invalid geometry, too complex); null when there is one.</param>
public sealed record SubjectPartition(long Subject, double AreaM2, IReadOnlyList<PartitionPart> Parts, Finding? Refusal = null)
{
    /// <summary>The parts' areas in their order as official values, 0.01 m², that add up exactly to the subject's.</summary>
    public AreaM2[] Official() => AreaApportionment.Split(Areas.AreaM2.Round(AreaM2), [.. Parts.Select(part => part.AreaM2)]);

    /// <summary>A subject that was refused.</summary>
    public static SubjectPartition Refused(long subject, Finding refusal) => new(subject, 0, [], refusal);
}

/// <summary>A combination of classes and its area within a subject.</summary>
/// <param name="Classes">For each layer, in their order, the classes that lie there, in ordinal order: none where the layer has no row, several where rows of
/// different classes overlap.</param>
/// <param name="AreaM2">Area, m², unrounded.</param>
public sealed record PartitionPart(IReadOnlyList<IReadOnlyList<string>> Classes, double AreaM2);
