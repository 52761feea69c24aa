using System.Globalization;
using Platform.Findings;
using Platform.Formats.Features;
using Platform.Formats.Sources;
using Platform.Formats.SqliteFiles;

namespace Platform.Formats.GeoPackages;

/// <summary>
/// A GeoPackage of somebody else. Nothing in it is run: views, virtual tables, triggers and computed columns stay what is written. What cannot be
/// read is found where it is read: the catalogue and the beginning of every layer on opening, the rest by whoever reads the rows.
/// </summary>
public static class GeoPackageFile
{
    private static readonly uint[] s_applications = [GeoPackageTables.GpkgApplicationId, 0x47503130, 0x47503131];

    /// <summary>Opens a file that nobody writes to.</summary>
    /// <param name="source">Its bytes, usable as long as the layers are read.</param>
    /// <param name="path">Its path inside the delivery, for findings.</param>
    /// <param name="findings">Receives what is wrong, now and while layers are read.</param>
    /// <param name="cancellation">Stops reading the catalogue.</param>
    /// <returns>The layers and attribute tables in the order of their registration; none when the file cannot be read, then the reason is among the findings.</returns>
    public static IReadOnlyList<IFeatureLayer> Open(IRangeSource source, string path, FindingLog findings, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(findings);
        var at = new Location(path);
        try
        {
            var file = new DatabaseFile(source, at);
            Judge(file.Header, at, findings);
            return new GeoPackageCatalogue(file, findings, cancellation).ReadLayers();
        }
        catch (RefusedException refused)
        {
            findings.Add(refused.Finding);
            return [];
        }
    }

    private static void Judge(DatabaseHeader header, Location at, FindingLog findings)
    {
        if (header.IsLogged)
        {
            findings.Add(FormatFindings.GeoPackageJournal.At(at));
        }

        if (!s_applications.Contains(header.ApplicationId))
        {
            findings.Add(FormatFindings.GeoPackageApplicationId.At(at, header.ApplicationId.ToString("X8", CultureInfo.InvariantCulture)));
        }
    }
}
