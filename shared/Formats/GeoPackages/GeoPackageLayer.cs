using Platform.Findings;
using Platform.Formats.Features;
using Platform.Formats.SqliteFiles;

namespace Platform.Formats.GeoPackages;

/// <summary>A layer or attribute table of a GeoPackage, in the order of its rowids.</summary>
internal sealed class GeoPackageLayer(FeatureTable table, LayerSchema schema, FindingLog findings) : IFeatureLayer
{
    public LayerSchema Schema => schema;

    public IEnumerable<FeatureRow> ReadRows(CancellationToken cancellation = default)
    {
        if (Open() is not { } rows)
        {
            yield break;
        }

        var decoder = new FeatureDecoder(rows, table, schema);
        for (long index = 0; Advance(rows); index++)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return decoder.Decode(index);
        }
    }

    private TableReader? Open()
    {
        try
        {
            return table.Open(new Location(schema.File, schema.Name));
        }
        catch (RefusedException damaged)
        {
            findings.Add(damaged.Finding);
            return null;
        }
    }

    private bool Advance(TableReader rows)
    {
        try
        {
            return rows.Read();
        }
        catch (RefusedException damaged)
        {
            findings.Add(damaged.Finding);
            return false;
        }
    }
}
