using Platform.Domain.Profiles;
using Platform.Domain.Submissions;
using Platform.Findings;
using Platform.Formats.Intake;
using Platform.Reporting.Forms;
using Platform.Storage;
using Platform.Storage.Derived;

namespace Platform.Orchestrations.Tasks;

/// <summary>Makes the marked copy of uploaded answers and keeps it for download.</summary>
public sealed class MarkedForms(IDerivedFiles files, Workspace workspace)
{
    /// <summary>Writes the copy of an attempt's answers.</summary>
    /// <returns>Its kind; null where the upload has no answers that could be marked.</returns>
    public async Task<MarkedFormKind?> WriteAsync(
        Delivery delivery, IReadOnlyList<Finding> findings, RuleSet rules, string attempt, CancellationToken cancellation)
    {
        if (MarkedCopy.Of(delivery, findings, rules, workspace.Root) is not { } copy)
            return null;
        using var temporary = workspace.NewFile(copy.Kind.Extension());
        var stream = File.Create(temporary.Path);
        await using (stream.ConfigureAwait(false))
            copy.Write(stream, cancellation);
        await files.PutAsync(DerivedPaths.MarkedForm(attempt, copy.Kind), temporary.Path, copy.Kind.MediaType(), cancellation: cancellation)
            .ConfigureAwait(false);
        return copy.Kind;
    }
}
