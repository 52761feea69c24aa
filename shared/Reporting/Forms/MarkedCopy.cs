using System.Globalization;
using Platform.Domain.Profiles;
using Platform.Domain.Submissions;
using Platform.Findings;
using Platform.Formats.Features;
using Platform.Formats.GeoJson;
using Platform.Formats.Intake;
using Platform.Formats.Packaging;

namespace Platform.Reporting.Forms;

/// <summary>
/// The copy of an upload of answers in which the bad rows are marked, in the kind of file in which they came; several files come in a zip. It can be mended and
/// uploaded as it is: what the check added is passed over. Equal uploads with equal findings give equal bytes; rows are streamed.
/// </summary>
public sealed class MarkedCopy
{
    private readonly IReadOnlyList<(MarkedFormKind Kind, Action<Stream, CancellationToken> Write)> _files;

    private MarkedCopy(IReadOnlyList<(MarkedFormKind Kind, Action<Stream, CancellationToken> Write)> files) => _files = files;

    /// <summary>What kind of file the copy is.</summary>
    public MarkedFormKind Kind => _files.Count == 1 ? _files[0].Kind : MarkedFormKind.Archive;

    /// <summary>
    /// The copy of an upload: of every file of layers at which an error points, and of the tables when an error points at one of them or no file of layers is
    /// copied.
    /// </summary>
    /// <param name="delivery">The upload; must stay open until the copy is written.</param>
    /// <param name="findings">What is wrong, pointing at file, layer and row as the form's reader does.</param>
    /// <param name="rules">Rule set of the task.</param>
    /// <param name="temporaryFolder">Room for a GeoPackage in the making.</param>
    /// <returns>Null when the upload holds no answers that could be marked.</returns>
    public static MarkedCopy? Of(Delivery delivery, IReadOnlyList<Finding> findings, RuleSet rules, string temporaryFolder)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentNullException.ThrowIfNull(findings);
        var wrong = findings.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Location.File ?? "").ToHashSet(StringComparer.Ordinal);
        var tables = delivery.Tables.Select(table => table.File).ToHashSet(StringComparer.Ordinal);
        var files = delivery.Layers.GroupBy(layer => layer.Schema.File, StringComparer.Ordinal)
            .Where(file => wrong.Contains(file.Key) && !tables.Contains(file.Key))
            .Where(file => file.Any(layer => MarkedLayer.Of(layer, findings, rules) is not null))
            .Select(file => FileOf([.. file], findings, rules, temporaryFolder)).ToList();
        if (tables.Count > 0 && (files.Count == 0 || tables.Overlaps(wrong)))
        {
            files.Insert(0, (MarkedFormKind.Workbook, (target, _) => MarkedFormWriter.Write(target, delivery.Tables, findings, rules)));
        }

        return files.Count == 0 ? null : new MarkedCopy(files);
    }

    /// <param name="target">Receives the copy; stays open.</param>
    /// <param name="cancellation">Stops between rows.</param>
    public void Write(Stream target, CancellationToken cancellation = default)
    {
        if (_files.Count == 1)
        {
            _files[0].Write(target, cancellation);
            return;
        }

        DeterministicZip.Write(target, _files.Select((file, index) => (
            string.Create(CultureInfo.InvariantCulture, $"marked-form-{index + 1}{file.Kind.Extension()}"),
            (Action<Stream>)(stream => file.Write(stream, cancellation)))));
    }

    private static (MarkedFormKind Kind, Action<Stream, CancellationToken> Write) FileOf(
        List<IFeatureLayer> layers, IReadOnlyList<Finding> findings, RuleSet rules, string temporaryFolder) => layers is [GeoJsonLayer single]
        ? (MarkedFormKind.GeoJson, (target, cancellation) => MarkedLayerFile.WriteGeoJson(target, single, findings, rules, cancellation))
        : (MarkedFormKind.GeoPackage, (target, cancellation) =>
            MarkedLayerFile.WriteGeoPackage(target, layers, findings, rules, temporaryFolder, cancellation));
}
