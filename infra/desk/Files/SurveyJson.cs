using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NetTopologySuite.Geometries;
using Platform.Findings;
using Platform.Formats.Features;

namespace Platform.Desk.Files;

/// <summary>A survey as one JSON document: <c>{"features":N,"layers":[…],"findings":[…]}</c>.</summary>
internal static class SurveyJson
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Survey survey, bool english) => new JsonObject
    {
        ["features"] = survey.Features,
        ["layers"] = new JsonArray([.. survey.Layers.Select(Layer)]),
        ["findings"] = new JsonArray([.. survey.Findings.Items.Select(finding => FindingOf(finding, english))]),
    }.ToJsonString(Options);

    private static JsonObject Layer(LayerSummary layer) => new()
    {
        ["name"] = layer.Name,
        ["file"] = layer.File,
        ["geometry"] = layer.Geometry.ToString(),
        ["features"] = layer.Features,
        ["crs"] = layer.Crs,
        ["extent"] = layer.Extent is { } extent ? Extent(extent) : null,
        ["fields"] = new JsonArray([.. layer.Fields.Select(FieldOf)]),
    };

    private static JsonArray Extent(Envelope extent) => [extent.MinX, extent.MinY, extent.MaxX, extent.MaxY];

    private static JsonObject FieldOf(Field field) => new() { ["name"] = field.Name, ["type"] = field.Type.ToString() };

    private static JsonObject FindingOf(Finding finding, bool english) => new()
    {
        ["code"] = finding.Code,
        ["severity"] = finding.Severity.ToString().ToLowerInvariant(),
        ["message"] = english ? finding.MessageEn : finding.Message,
        ["file"] = finding.Location.File,
        ["layer"] = finding.Location.Layer,
        ["row"] = finding.Location.Row,
        ["coordinate"] = finding.Location is { X: { } x, Y: { } y } && double.IsFinite(x) && double.IsFinite(y) ? new JsonArray(x, y) : null,
    };
}
