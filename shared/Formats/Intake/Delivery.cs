using Platform.Formats.Features;
using Platform.Formats.Sources;
using Platform.Formats.Tables;

namespace Platform.Formats.Intake;

/// <summary>
/// What somebody delivered, opened: its layers, tables and other files, and what is wrong with it. Dispose it when the rows are read;
/// that deletes its temporary files. Not for use from several threads.
/// </summary>
public sealed class Delivery : IDisposable
{
    private readonly IReadOnlyList<IDisposable> _owned;

    internal Delivery(string name, Contents contents, FindingLog findings, IReadOnlyList<IDisposable> owned)
    {
        Name = name;
        Layers = contents.Layers;
        Tables = contents.Tables;
        Attachments = contents.Attachments;
        Findings = findings;
        _owned = owned;
    }

    /// <summary>File name as delivered.</summary>
    public string Name { get; }

    /// <summary>Feature layers in path and file order.</summary>
    public IReadOnlyList<IFeatureLayer> Layers { get; }

    /// <summary>Worksheets and CSV files. A CSV with coordinate columns is a table and a layer.</summary>
    public IReadOnlyList<ITable> Tables { get; }

    /// <summary>Files of the delivery that are neither layer nor table: photographs, confirmation letters, notes.</summary>
    public IReadOnlyList<DeliveredFile> Attachments { get; }

    /// <summary>Findings on the delivery, its files and layers. Grows while rows are read; findings on rows travel with the row.</summary>
    public FindingLog Findings { get; }

    /// <summary>Whether there is anything to read.</summary>
    public bool IsReadable => Layers.Count + Tables.Count > 0;

    public void Dispose()
    {
        foreach (var resource in _owned)
        {
            resource.Dispose();
        }
    }

    internal sealed class Contents
    {
        public List<IFeatureLayer> Layers { get; } = [];

        public List<ITable> Tables { get; } = [];

        public List<DeliveredFile> Attachments { get; } = [];
    }
}
