using Platform.Domain.Profiles;
using Platform.Findings;
using Platform.Formats.Intake;
using Platform.Reporting.Forms;
using Platform.Storage;
using Platform.Storage.Blobs;

namespace Platform.Orchestrations.Tasks;

/// <summary>Makes the marked copy of an uploaded form and keeps it for download.</summary>
public sealed class MarkedForms(DerivedFiles files, Workspace workspace)
{
    private const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Writes the copy of an attempt's tables; does nothing where there is no table, e.g. for a GeoPackage.</summary>
    /// <returns>Whether there is a copy now.</returns>
    public async Task<bool> WriteAsync(Delivery delivery, IReadOnlyList<Finding> findings, RuleSet rules, string attempt, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        if (delivery.Tables.Count == 0)
            return false;
        using var temporary = workspace.NewFile(".xlsx");
        var stream = File.Create(temporary.Path);
        await using (stream.ConfigureAwait(false))
            MarkedFormWriter.Write(stream, delivery.Tables, findings, rules);
        await files.PutAsync(DerivedPaths.MarkedForm(attempt), temporary.Path, MediaType, cancellation: cancellation).ConfigureAwait(false);
        return true;
    }
}
