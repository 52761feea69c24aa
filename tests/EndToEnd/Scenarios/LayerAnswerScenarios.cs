using Platform.Domain.Campaigns;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;
using Platform.Domain.Submissions;
using Platform.Formats.Features;
using Platform.Formats.GeoJson;
using Platform.Formats.GeoPackages;
using Platform.Formats.Intake;

namespace Platform.Tests.EndToEnd.Scenarios;

/// <summary>A bureau that answers in the layer of its package: good rows are taken, bad rows come back marked in the same kind of file.</summary>
[Collection(ScenarioGroup.Name)]
public sealed class LayerAnswerScenarios(ScenarioPlatform platform)
{
    [NodeFact]
    public Task BadRowsOfAGeoPackage_ComeBackMarked_AndAreTakenWhenMended() =>
        AnswerAsync("N06", "patches.gpkg", MarkedFormKind.GeoPackage, "application/geopackage+sqlite3");

    [NodeFact]
    public Task BadRowsOfAGeoJson_ComeBackMarked_AndAreTakenWhenMended() =>
        AnswerAsync("N07", "patches.geojson", MarkedFormKind.GeoJson, "application/geo+json");

    private async Task AnswerAsync(string unit, string name, MarkedFormKind kind, string mediaType)
    {
        var campaign = $"layers-{unit.ToLower(System.Globalization.CultureInfo.InvariantCulture)}";
        await platform.IssueAsync(campaign, [unit], 3, skip: 30);
        var bureau = await platform.ReceivedAsync(unit, campaign);

        // Filled in the package's own layer: one row good, one with a word that no list has, one left open.
        var issued = await PackageLayerAsync(bureau);
        var first = await bureau.UploadAsync(Edited(name, issued, row => row switch { 0 => "经审批了", 1 => "未经审批", _ => null }), name);

        Assert.Equal((AttemptState.PartlyTaken, 1, 1, kind), (first.State, first.RowsTaken, first.RowsRefused, first.MarkedForm));
        Assert.DoesNotContain("ANSWER_COLUMN_UNKNOWN", (await bureau.Clerk.FindingsAsync(first)).Select(finding => finding.Code));
        var marked = await MarkedAsync(bureau, first, mediaType);
        Assert.Equal(["returned", "taken", "blank"], Column(name, marked, AccompanyingColumns.CheckStatus));
        Assert.Contains("审批情况", Column(name, marked, AccompanyingColumns.CheckZh)[0], StringComparison.Ordinal);

        // Mended in the marked copy, which goes back as it is.
        var second = await bureau.UploadAsync(Edited(name, marked, row => row == 2 ? null : "未经审批"), name);

        Assert.Equal((AttemptState.Taken, 2, 0), (second.State, second.RowsTaken, second.RowsRefused));
        Assert.Equal(new TaskCounts(3, 2, 0, 0), (await bureau.TaskAsync()).Counts);
    }

    private static async Task<byte[]> PackageLayerAsync(Bureau bureau)
    {
        using var package = new System.IO.Compression.ZipArchive(new MemoryStream(await bureau.Clerk.DownloadAsync($"{bureau.Path}/package")));
        using var from = package.GetEntry("patches.gpkg")!.Open();
        using var to = new MemoryStream();
        await from.CopyToAsync(to);
        return to.ToArray();
    }

    private static async Task<byte[]> MarkedAsync(Bureau bureau, Attempt attempt, string mediaType)
    {
        var answer = await bureau.Clerk.Http.GetAsync($"api/uploads/{attempt.Ticket}/attempts/{attempt.Id}/marked-form");
        Assert.Equal(mediaType, answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("marked-form" + attempt.MarkedForm!.Value.Extension(), answer.Content.Headers.ContentDisposition?.FileName);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    /// <summary>The layer of patches with answers put in, as a program that edits layers would save it.</summary>
    private static byte[] Edited(string name, byte[] content, Func<long, string?> approval)
    {
        using var delivery = Open(content, name);
        var layer = Form(delivery);
        string[] answered = [AnswerFields.IsReal, AnswerFields.ActualUse, AnswerFields.ConstructionState, AnswerFields.Approval, AnswerFields.Legality];
        var rows = layer.ReadRows().Select(row =>
        {
            object?[] values = [.. row.Values];
            string?[] answers = approval(row.Index) is { } text ? ["是", "R", "completed", text, "illegal"] : new string?[5];
            foreach (var (column, answer) in answered.Zip(answers))
                values[layer.Schema.IndexOf(column)] = answer;
            return new FeatureToWrite(row.Geometry, values);
        }).ToList();
        var edited = new LayerToWrite(layer.Schema with { Name = "patches" }, rows);
        if (name.EndsWith(".geojson", StringComparison.Ordinal))
        {
            using var json = new MemoryStream();
            GeoJsonWriter.Write(json, edited);
            return json.ToArray();
        }

        var path = Path.Combine(Path.GetTempPath(), $"edited-{Guid.NewGuid():N}.gpkg");
        try
        {
            GeoPackageWriter.Write(path, [edited]);
            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static List<string> Column(string name, byte[] content, string column)
    {
        using var delivery = Open(content, name);
        var layer = Form(delivery);
        return [.. layer.ReadRows().Select(row => row.Values[layer.Schema.IndexOf(column)] as string ?? "")];
    }

    private static IFeatureLayer Form(Delivery delivery) => delivery.Layers.Single(layer => layer.Schema.IndexOf(VerificationColumns.PatchKey) >= 0);

    private static Delivery Open(byte[] content, string name) => Deliveries.Open(new MemoryStream(content), name, DeliveryLimits.Evidence);
}
