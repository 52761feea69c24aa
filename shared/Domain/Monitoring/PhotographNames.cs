using Platform.Domain.Texts;
using Platform.Findings;

namespace Platform.Domain.Monitoring;

/// <summary>Which patch a photograph belongs to, by the form's list or by its name; the rule stands at <see cref="Evidence"/>.</summary>
internal sealed class PhotographNames
{
    private readonly Dictionary<string, ChangePatch> _byNumber = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (string Key, Location Cell)> _listed = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ChangePatch> _byKey;
    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);

    public PhotographNames(IEnumerable<ChangePatch> patches, IReadOnlyList<MatchedRow> rows)
    {
        _byKey = patches.ToDictionary(patch => patch.Key, StringComparer.Ordinal);
        foreach (var patch in _byKey.Values)
        {
            _byNumber.TryAdd(FileText(patch.Number), patch);
        }

        foreach (var (row, issued) in rows)
        {
            foreach (var name in row[VerificationColumns.Photographs]?.Split(';') ?? [])
            {
                _listed.TryAdd(DeliveredText.Narrow(name[(name.LastIndexOfAny(['/', '\\']) + 1)..]), (issued.Key, row.CellOf(VerificationColumns.Photographs)));
            }
        }
    }

    /// <summary>The patch of a picture, or null.</summary>
    public ChangePatch? PatchOf(string fileName)
    {
        var name = DeliveredText.Narrow(fileName);
        _seen.Add(name);
        if (_listed.TryGetValue(name, out var listed) && _byKey.TryGetValue(listed.Key, out var named))
        {
            return named;
        }

        var stem = Path.GetFileNameWithoutExtension(name);
        for (var end = stem.Length; end > 0; end = stem.LastIndexOf('_', end - 1))
        {
            if (_byNumber.TryGetValue(stem[..end], out var patch))
            {
                return patch;
            }
        }

        return null;
    }

    /// <summary>Findings on listed pictures that were not there.</summary>
    public IEnumerable<Finding> Missing() => _listed.Where(l => !_seen.Contains(l.Key))
        .OrderBy(l => l.Value.Cell.Row).ThenBy(l => l.Key, StringComparer.Ordinal)
        .Select(l => MonitoringFindings.PhotoMissing.At(l.Value.Cell, l.Key));

    private static string FileText(string number) =>
        new([.. DeliveredText.Narrow(number).Select(c => c is '/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|' ? '-' : c)]);
}
