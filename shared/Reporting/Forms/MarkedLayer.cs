using System.Globalization;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;
using Platform.Findings;
using Platform.Formats.Features;
using Platform.Reporting.Layers;

namespace Platform.Reporting.Forms;

/// <summary>
/// A layer of answers as it goes back: every row as delivered, in front of its fields what became of the row and why. Fields that an earlier check put there are
/// replaced.
/// </summary>
internal sealed class MarkedLayer
{
    private static readonly AreaSymbol ReturnedSymbol = new("224,32,32,90", "224,32,32,255", "0.8");
    private static readonly AreaSymbol TakenSymbol = new("46,155,79,60", "46,125,60,255", "0.5");
    private static readonly AreaSymbol OtherSymbol = new("150,150,150,40", "110,110,110,255", "0.4");

    private static readonly (string Shown, string Stored)[] Statuses =
        [("退回，需修改", RowChecks.Returned), ("已采纳", RowChecks.Taken), ("未填报", RowChecks.Blank)];

    private readonly IFeatureLayer _source;
    private readonly IReadOnlyList<FormColumn?> _columns;
    private readonly RowChecks _checks;
    private readonly (int Index, Field Field)[] _kept;

    private MarkedLayer(IFeatureLayer source, IReadOnlyList<FormColumn?> columns, IReadOnlyList<Finding> findings)
    {
        _source = source;
        _columns = columns;
        _checks = new RowChecks(source.Schema, columns, findings);
        var names = new HashSet<string>(AccompanyingColumns.Check, StringComparer.OrdinalIgnoreCase);
        _kept =
        [
            .. source.Schema.Fields.Select((field, index) => (Index: index, Field: field))
                .Where(entry => !AccompanyingColumns.Check.Contains(entry.Field.Name, StringComparer.OrdinalIgnoreCase))
                .Select(entry => (entry.Index, entry.Field with { Name = Free(entry.Field.Name, names) })),
        ];
    }

    /// <returns>Null when the layer is no form.</returns>
    public static MarkedLayer? Of(IFeatureLayer source, IReadOnlyList<Finding> findings, RuleSet rules)
    {
        var columns = VerificationReader.ColumnsOf(source.Schema, rules);
        return columns.Count == 0 ? null : new MarkedLayer(source, columns, findings);
    }

    /// <summary>The layer to write. The rows are read twice: once now, to see whether their geometries are what the layer declares.</summary>
    public LayerToWrite ToWrite(CancellationToken cancellation)
    {
        Field[] fields = [.. AccompanyingColumns.Check.Select(name => new Field(name, FieldType.Text)), .. _kept.Select(entry => entry.Field)];
        var schema = _source.Schema with { Fields = fields };
        return new LayerToWrite(
            _source.ReadRows(cancellation).All(row => row.Geometry is null || schema.Geometry.Holds(row.Geometry)) ? schema : schema with { Geometry = GeometryKind.Any },
            _source.ReadRows(cancellation).Select(Row));
    }

    /// <summary>Bad rows red, taken ones green; the form's fields as in the task's package.</summary>
    public LayerStyle Style(RuleSet rules)
    {
        var fields = new FormFields(rules);
        fields.AddLocked(AccompanyingColumns.CheckStatus, "校验结果", Statuses);
        fields.AddLocked(AccompanyingColumns.CheckCodes, "问题代码");
        fields.AddLocked(AccompanyingColumns.CheckZh, AccompanyingColumns.Comment);
        fields.AddLocked(AccompanyingColumns.CheckEn, "校验意见（英文）");
        foreach (var (index, field) in _kept)
        {
            if (_columns[index] is { } column)
            {
                fields.Add(field.Name, column);
            }
            else
            {
                fields.AddDetail(field.Name);
            }
        }

        return LayerStyle.Of(
            _source.Schema.Name,
            LayerStyle.Categories(
                AccompanyingColumns.CheckStatus,
                [(RowChecks.Returned, Statuses[0].Shown, ReturnedSymbol), (RowChecks.Taken, Statuses[1].Shown, TakenSymbol), ("", Statuses[2].Shown, OtherSymbol)]),
            _kept.FirstOrDefault(entry => _columns[entry.Index] is { Key: VerificationColumns.PatchNumber }).Field is { } number ? LayerStyle.Labels(number.Name) : null,
            fields.ToXml());
    }

    private FeatureToWrite Row(FeatureRow row)
    {
        var check = _checks.Of(row);
        return new FeatureToWrite(
            row.Geometry,
            [
                check.Status,
                Join("; ", check.Findings.Select(finding => finding.Code)),
                Join("\n", check.Findings.Select(finding => finding.Message)),
                Join("\n", check.Findings.Select(finding => finding.MessageEn)),
                .. _kept.Select(entry => row.Values[entry.Index]),
            ],
            long.TryParse(row.Id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) ? id : null);
    }

    private static string? Join(string separator, IEnumerable<string> texts) => string.Join(separator, texts.Distinct()) is { Length: > 0 } text ? text : null;

    /// <summary>The name, numbered when another field of the layer has it already in another case: a GeoPackage does not tell them apart.</summary>
    private static string Free(string name, HashSet<string> taken)
    {
        var free = name;
        for (var number = 2; !taken.Add(free); number++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{name}_{number}");
        }

        return free;
    }
}
