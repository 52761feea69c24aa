using System.Globalization;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Layers;
using Platform.Domain.Profiles;

namespace Platform.Domain.Indicators;

/// <summary>
/// Computes and keeps indicators of layers. Incremental: a subject is measured again only when one of its layer versions or the monitoring extents changed (for the
/// plan also the rule set); values are then composed from the measurements, so that a full recompute gives the same. Every step may run twice.
/// </summary>
public sealed class LayerIndicatorDesk(
    IDocumentStore store, IndicatorCatalogue catalogue, LayerCatalogue layers, LayerMeasurer measurer, ProfileCatalogue profiles, TimeProvider time)
{
    private const string Part = "layers";

    /// <summary>What indicators rest on today; null when no indicator is computed from layers, or the profile has no rules or units today.</summary>
    public async Task<LayerBasis?> BasisAsync(string profileId, CancellationToken cancellation)
    {
        var profile = profiles.Required(profileId);
        var today = profile.Calendar.DayOf(time.GetUtcNow());
        var wanted = catalogue.LayerSubjects;
        if (wanted.Count == 0 || profile.UnitsAt(today) is not { } units || profile.RuleSetAt(today) is not { } rules)
            return null;
        var current = new Dictionary<string, LayerVersion>(StringComparer.Ordinal);
        foreach (var version in (await layers.ListAsync(profileId, null, cancellation).ConfigureAwait(false)).Where(v => v.ValidFrom <= today))
            current[version.Role] = version;
        var subjects = wanted.Select(code => SubjectOf(code, RolesOf(code, profile, rules), profile, current)).ToList();
        var used = subjects.SelectMany(subject => subject.Layers).Select(layer => current[layer.Role].ValidFrom);
        var period = used.Append(units.ValidFrom).Max().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new LayerBasis(profileId, period, units.Id, LayerMeasurer.ExtentSha256(units), rules.Id, rules.Version, subjects);
    }

    /// <summary>Codes of the subjects that can be measured and are not yet.</summary>
    public async Task<IReadOnlyList<string>> MissingAsync(LayerBasis basis, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(basis);
        var missing = new List<string>();
        foreach (var subject in basis.Subjects.Where(subject => subject.IsKnown))
        {
            if (await ReadAsync(basis, subject, cancellation).ConfigureAwait(false) is null)
                missing.Add(subject.Code);
        }

        return missing;
    }

    /// <summary>Measures one subject and keeps the result.</summary>
    /// <exception cref="InvalidOperationException">The profile's extents are not those of the basis any more; the next refresh has another basis.</exception>
    public async Task MeasureAsync(LayerBasis basis, string subject, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(basis);
        var (units, rules) = RulesOf(basis);
        var measured = basis.Find(subject)!;
        var measurement = await measurer.MeasureAsync(units, rules, measured, basis.MeasurementIdOf(measured), cancellation).ConfigureAwait(false);
        await store.UpsertAsync(
            Containers.Indicators, PartitionKey.Of(basis.Profile, Part), LayerMeasurement.DocumentType, measurement.Id, measurement, cancellation)
            .ConfigureAwait(false);
    }

    /// <summary>Composes the values of every indicator of layers and keeps them; readers see them after the switch.</summary>
    /// <returns>Id of the set.</returns>
    public async Task<string> ComposeAsync(LayerBasis basis, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(basis);
        var (units, rules) = RulesOf(basis);
        var measurements = new Dictionary<string, LayerMeasurement>(StringComparer.Ordinal);
        foreach (var subject in basis.Subjects.Where(subject => subject.IsKnown))
        {
            measurements[subject.Code] = await ReadAsync(basis, subject, cancellation).ConfigureAwait(false)
                ?? throw new InvalidOperationException($"{basis.Profile}: {subject.Code} is not measured.");
        }

        var values = new LayerValues(catalogue, basis, units, rules, measurements).All();
        var set = new LayerIndicatorSet(basis.IdOf(catalogue.Sha256), basis, catalogue.Sha256, values);
        await store.UpsertAsync(
            Containers.Indicators, PartitionKey.Of(basis.Profile, Part), LayerIndicatorSet.DocumentType, set.Id, set, cancellation).ConfigureAwait(false);
        return set.Id;
    }

    /// <summary>A composed set, or null.</summary>
    public async Task<LayerIndicatorSet?> ReadSetAsync(string profile, string id, CancellationToken cancellation) =>
        (await store.ReadAsync<LayerIndicatorSet>(Containers.Indicators, PartitionKey.Of(profile, Part), id, cancellation).ConfigureAwait(false))?.Value;

    private async Task<LayerMeasurement?> ReadAsync(LayerBasis basis, LayerSubject subject, CancellationToken cancellation) =>
        (await store.ReadAsync<LayerMeasurement>(
            Containers.Indicators, PartitionKey.Of(basis.Profile, Part), basis.MeasurementIdOf(subject), cancellation).ConfigureAwait(false))?.Value;

    private (UnitList Units, RuleSet Rules) RulesOf(LayerBasis basis)
    {
        var profile = profiles.Required(basis.Profile);
        return profile.UnitList(basis.UnitList) is { } units && LayerMeasurer.ExtentSha256(units) == basis.ExtentSha256
            && profile.RuleSet(basis.RuleSet) is { } rules && rules.Version == basis.RuleSetVersion
            ? (units, rules)
            : throw new InvalidOperationException($"The units or rules of {basis.Profile} changed since this refresh began; start another.");
    }

    private static IReadOnlyList<string> RolesOf(string subject, Profile profile, RuleSet rules) => subject == LayerSubject.Plan
        ? [.. profile.LayerSchemas.Where(schema => schema.Kind == LayerKind.PlanLandUse).Select(schema => schema.Role)]
        : rules.ControlThemes.FirstOrDefault(theme => LayerSubject.ThemeOf(theme.Code) == subject)?.LayerRoles ?? [];

    private static LayerSubject SubjectOf(
        string code, IReadOnlyList<string> roles, Profile profile, Dictionary<string, LayerVersion> current)
    {
        var there = roles.Where(role => current.ContainsKey(role) && profile.Layer(role)!.Geometry.Contains(LayerGeometry.Polygon))
            .Order(StringComparer.Ordinal).ToList();
        var measured = there.Select(role => current[role])
            .Select(v => new MeasuredLayer(v.Role, v.Id, v.ArtefactSha256, v.SourceSha256, v.SourceFile));
        return new LayerSubject(code, [.. measured], [.. roles.Except(there, StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }
}
