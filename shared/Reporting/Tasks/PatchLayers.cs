using System.Globalization;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;
using Platform.Formats.Features;
using Platform.Formats.GeoPackages;
using Platform.Reporting.Forms;
using Platform.Reporting.Layers;

namespace Platform.Reporting.Tasks;

/// <summary>
/// The package's GeoPackage: layer <c>patches</c> with the form's columns and everything known of a patch, layer <c>unit_extent</c>, and a style that QGIS
/// picks up. A bureau may fill in the form's columns there and upload the file as it is.
/// </summary>
internal static class PatchLayers
{
    private const string PatchLayer = "patches";
    private const string ExtentLayer = "unit_extent";
    private const int Epsg = 4490;

    private static readonly (Field Field, Func<TaskPatch, object?> Value)[] Details =
    [
        (new("period", FieldType.Text), item => item.Patch.Period),
        (new("before_image_date", FieldType.Date), item => item.Patch.BeforeImageDate),
        (new("after_image_date", FieldType.Date), item => item.Patch.AfterImageDate),
        (new("sensor", FieldType.Text), item => item.Patch.Sensor),
        (new("resolution_m", FieldType.Decimal), item => item.Patch.ResolutionM),
        (new("interpreter_note", FieldType.Text), item => item.Patch.Note),
        (new("planar_area_m2", FieldType.Decimal), item => item.Patch.PlanarAreaM2),
        (new("unit_shares", FieldType.Text), item => Join(item.Patch.Shares.Select(share => (share.Unit, (object?)share.AreaM2)))),
        (new("plan_classes_m2", FieldType.Text), item => Join(item.Prejudgement.PlanClasses.Select(share => (share.Class, (object?)share.AreaM2)))),
        (new("plan_uncovered_m2", FieldType.Decimal), item => item.Prejudgement.UncoveredM2),
        (new("control_lines_m2", FieldType.Text), item => Join(item.Prejudgement.Themes.Where(theme => theme.IsHit).Select(theme => (theme.Theme, (object?)theme.AreaM2)))),
        (new("control_lines_unknown", FieldType.Text), item => string.Join("; ", item.Prejudgement.Themes.Where(theme => !theme.Known).Select(theme => theme.Theme))),
        (new("permits", FieldType.Text), item => Join(item.Prejudgement.Permits.Select(permit => ($"{permit.Type} {permit.Number}", (object?)permit.DecisionDate)))),
        (new("suggested_approval", FieldType.Text), item => Domain.Monitoring.Aggregation.OutcomeClasses.KeyOf(item.Prejudgement.SuggestedApproval)),
        (new("prejudged_conformity", FieldType.Text), item => Domain.Monitoring.Aggregation.OutcomeClasses.KeyOf(item.Prejudgement.Conformity)),
        (new("reasons", FieldType.Text), item => string.Join("; ", item.Prejudgement.Reasons.Select(reason => reason.Code))),
        (new("source_file", FieldType.Text), item => item.Patch.Source.File),
        (new("source_layer", FieldType.Text), item => item.Patch.Source.Layer),
        (new("source_row", FieldType.Integer), item => item.Patch.Source.Row),
        (new("source_sha256", FieldType.Text), item => item.Patch.Source.Sha256),
    ];

    public static void Write(string path, TaskPackageRequest request, CancellationToken cancellation) =>
        GeoPackageWriter.Write(path, [Patches(request), Extent(request), Styles(request.Rules)], cancellation);

    private static LayerToWrite Styles(RuleSet rules)
    {
        var fields = new FormFields(rules);
        foreach (var column in VerificationColumns.For(rules))
        {
            fields.Add(column.Key, column);
        }

        foreach (var (field, _) in Details)
        {
            fields.AddDetail(field.Name);
        }

        return StyleTable.Of(
            LayerStyle.Of(PatchLayer, LayerStyle.Single(AreaSymbol.Patch), LayerStyle.Labels(VerificationColumns.PatchNumber), fields.ToXml()),
            LayerStyle.Of(ExtentLayer, LayerStyle.Single(AreaSymbol.Hollow)));
    }

    private static LayerToWrite Patches(TaskPackageRequest request)
    {
        var columns = VerificationColumns.For(request.Rules);
        var fields = columns.Select(FieldOf).Concat(Details.Select(detail => detail.Field)).ToArray();
        var rows = request.Patches.Select(item => new FeatureToWrite(
            item.Patch.Shape,
            [.. columns.Select(column => IssuedCells.Value(column, item, request.Rules)), .. Details.Select(detail => detail.Value(item))]));
        return new LayerToWrite(new LayerSchema(PatchLayer, "", GeometryKind.MultiPolygon, fields, CrsDefinition.FromEpsg(Epsg), request.PatchCount), rows)
        {
            Title = $"{request.Unit.Name.Zh}变化图斑", IndexedFields = [VerificationColumns.PatchNumber, VerificationColumns.PatchKey],
        };
    }

    private static LayerToWrite Extent(TaskPackageRequest request) => new(
        new LayerSchema(
            ExtentLayer, "", GeometryKind.MultiPolygon, [new("code", FieldType.Text), new("name", FieldType.Text), new("label", FieldType.Text)],
            CrsDefinition.FromEpsg(Epsg), 1),
        [new FeatureToWrite(request.Unit.Extent, [request.Unit.Code, request.Unit.Name.Zh, request.UnitList.ExtentLabel.Zh])])
    {
        Title = $"{request.Unit.Name.Zh}监测范围",
        Description = request.UnitList.ExtentLabel.Zh,
    };

    private static Field FieldOf(FormColumn column) => new(column.Key, column.Type == FormColumnType.Area ? FieldType.Decimal : FieldType.Text);

    private static string Join(IEnumerable<(string Key, object? Value)> items) => string.Join(
        "; ", items.Select(item => string.Create(CultureInfo.InvariantCulture, $"{item.Key}={(item.Value is DateOnly date ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : item.Value)}")));
}
