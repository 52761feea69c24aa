using Microsoft.Extensions.Time.Testing;
using NetTopologySuite.Geometries;
using Platform.Domain.Campaigns;
using Platform.Domain.Indicators;
using Platform.Domain.Layers;
using Platform.Domain.Profiles;
using Platform.Formats;
using Platform.Spatial.Areas;
using Platform.Spatial.Overlay;
using Platform.Storage.Documents;
using Platform.Storage.Layers;
using Platform.Tests.Unit.Domain.Layers;

namespace Platform.Tests.Unit.Domain.Indicators;

/// <summary>Indicators that are computed from layers: the Cambridge profile with layers drawn for the test.</summary>
public sealed class LayerIndicatorTests : IDisposable
{
    private const string ProfileId = "cambridge";
    private const string Unit = "N01";
    private const double Side = 0.001;

    private static readonly Profile Shipped = ProfileLoader.LoadShipped(ProfileId).Required();
    private static readonly IndicatorCatalogue Catalogue = IndicatorCatalogue.Load(IndicatorCatalogue.ShippedFolder);

    private readonly string folder = Directory.CreateTempSubdirectory("layer-indicators-").FullName;
    private readonly List<SqliteDocumentStore> stores = [];
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly FileLayerStore artefacts;
    private int files;

    public LayerIndicatorTests() => artefacts = new FileLayerStore(Path.Combine(folder, "layers"), time);

    // A square well inside the unit.
    private static Polygon Square { get; } = SquareIn(Unit);

    public void Dispose()
    {
        stores.ForEach(store => store.Dispose());
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Theme_OverlappingPolygons_CountEachPlaceOnce()
    {
        var desk = Desk(out var layers);
        var half = Rectangle(Square.EnvelopeInternal.MinX, Square.EnvelopeInternal.MinY, Side / 2, Side);
        await PublishAsync(layers, "open-space", [Square, null], [half, null]);

        var set = await RefreshAsync(desk);

        var area = AreaM2.Round(AreaMeasure.Ellipsoidal.Of(Square)).Value;
        var extent = LayerMeasurer.ExtentM2(Shipped.UnitLists[0].Find(Unit)!)!.Value;
        Assert.Equal(area, ValueOf(set, "green-line-extent-area", Unit));
        Assert.Equal(0m, ValueOf(set, "green-line-extent-area", "N13"));
        Assert.Equal(area, ValueOf(set, "green-line-extent-area", IndicatorValue.WholeArea));
        Assert.Equal(Math.Round(extent / 1_000_000, 4, MidpointRounding.AwayFromZero), ValueOf(set, "extent-area", Unit));
    }

    [Fact]
    public async Task Theme_WithoutAllItsLayers_IsUnknownWithAReason_NeverZero()
    {
        var desk = Desk(out var layers);
        await PublishAsync(layers, "water-bodies", [Square, null]);

        var set = await RefreshAsync(desk);

        AssertUnknown(set, "blue-line-extent-area", "floodplain");
        AssertUnknown(set, "green-line-extent-area", "open-space");
        AssertUnknown(set, "plan-class-area", "plan-land-use");
        Assert.NotNull(ValueOf(set, "extent-area", Unit));
    }

    [Fact]
    public async Task Plan_IsMeasuredByTheClassesOfTheRuleSet()
    {
        var desk = Desk(out var layers);
        var next = Rectangle(Square.EnvelopeInternal.MaxX, Square.EnvelopeInternal.MinY, Side, Side);
        await PublishAsync(layers, "plan-land-use", [Square, "C-1"], [next, "BA"]);

        var set = await RefreshAsync(desk);

        var plan = set.Values.Where(v => v.Code == "plan-class-area" && v.Unit == Unit).ToDictionary(v => v.PlanClass!, v => v.Value);
        Assert.Equal(["B", "R"], plan.Keys.Order());
        Assert.Equal(AreaM2.Round(AreaMeasure.Ellipsoidal.Of(Square)).Value, plan["R"]);
        Assert.Equal(0m, set.Values.Single(v => v.Code == "plan-class-area" && v.Unit == "N13" && v.PlanClass == "R").Value);
    }

    [Fact]
    public async Task ANewVersionOfOneLayer_MeasuresItsThemeOnly_AndGivesWhatAFullRecomputeGives()
    {
        var desk = Desk(out var layers);
        await PublishAsync(layers, "open-space", [Square, null]);
        await PublishAsync(layers, "plan-land-use", [Square, "C-1"]);
        var first = await desk.BasisAsync(ProfileId, CancellationToken.None);
        await RefreshAsync(desk);
        Assert.Empty(await desk.MissingAsync(first!, CancellationToken.None));

        var moved = Rectangle(Square.EnvelopeInternal.MinX, Square.EnvelopeInternal.MinY, Side, Side / 2);
        await PublishAsync(layers, "open-space", [moved, null]);
        var second = await desk.BasisAsync(ProfileId, CancellationToken.None);
        Assert.Equal([LayerSubject.ThemeOf("green-line")], await desk.MissingAsync(second!, CancellationToken.None));
        var incremental = await RefreshAsync(desk);

        var fresh = Desk(out var copies);
        foreach (var version in await layers.ListAsync(ProfileId, null, CancellationToken.None))
            await copies.PublishAsync(version, CancellationToken.None);
        var full = await RefreshAsync(fresh);

        Assert.Equal(full.Id, incremental.Id);
        Assert.Equal(full.Values, incremental.Values);
        Assert.Equal(AreaM2.Round(AreaMeasure.Ellipsoidal.Of(moved)).Value, ValueOf(incremental, "green-line-extent-area", Unit));
    }

    [Fact]
    public async Task OtherExtents_MeasureEverythingAgain_AndAnOldBasisIsRefused()
    {
        var desk = Desk(out var layers);
        await PublishAsync(layers, "open-space", [Square, null]);
        await PublishAsync(layers, "plan-land-use", [Square, "C-1"]);
        await RefreshAsync(desk);
        var before = await desk.BasisAsync(ProfileId, CancellationToken.None);
        var list = Shipped.UnitLists[0];
        var changed = Shipped with { UnitLists = [list with { Units = [.. list.Units.Skip(1)] }] };

        var later = new LayerIndicatorDesk(
            stores[0], Catalogue, layers, new LayerMeasurer(artefacts, new AreaOverlay(threads: 1)), new ProfileCatalogue([changed], ProfileId), time);
        var basis = await later.BasisAsync(ProfileId, CancellationToken.None);

        Assert.Equal([LayerSubject.Plan, LayerSubject.ThemeOf("green-line")], await later.MissingAsync(basis!, CancellationToken.None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => later.MeasureAsync(before!, LayerSubject.Plan, CancellationToken.None));
    }

    [Fact]
    public async Task Basis_NamesVersionsAndHashesOfTheirFiles()
    {
        var desk = Desk(out var layers);
        var version = await PublishAsync(layers, "open-space", [Square, null]);

        var basis = (await desk.BasisAsync(ProfileId, CancellationToken.None))!;

        var layer = Assert.Single(basis.Find(LayerSubject.ThemeOf("green-line"))!.Layers);
        Assert.Equal(
            ("open-space", version.Id, version.ArtefactSha256, version.SourceSha256), (layer.Role, layer.Version, layer.ArtefactSha256, layer.SourceSha256));
        Assert.Equal("2015-01-01", basis.Period);
        Assert.Equal([LayerSubject.ThemeOf("green-line")], Catalogue.SubjectsOf("green-line-extent-area"));
        Assert.Empty(Catalogue.SubjectsOf("extent-area"));
    }

    [Theory]
    [InlineData("theme")]
    [InlineData("theme[colour=red]")]
    [InlineData("extent[code=x]")]
    [InlineData("count")]
    public void Parse_WhatLayersDoNotHave_IsRefused(string formula) =>
        Assert.Throws<FormatException>(() => Formula.Parse(formula, LayerMeasures.Vocabulary));

    [Theory]
    [InlineData("plan[class=R]", "30", null)]
    [InlineData("plan[class=each]", "12", null)]
    [InlineData("plan[class=nowhere]", null, "INDICATOR_CLASS_UNKNOWN")]
    [InlineData("plan / extent * 100", "50", null)]
    [InlineData("theme[code=gone] + 1", null, "INDICATOR_LAYERS_MISSING")]
    public void Evaluate_LayerFormula_GivesValueOrReason(string formula, string? expected, string? reason)
    {
        var plan = new UnitAreas("u", 50m, [new("B", 12m), new("R", 30m)], null);
        var gone = new UnitAreas("u", null, [], new LayerSubject("theme-gone", [], ["gone"]).WhyUnknown());
        var measures = new LayerMeasures(100m, "u", subject => subject == LayerSubject.Plan ? plan : gone, known => known == "R", "B");

        var value = Formula.Parse(formula, LayerMeasures.Vocabulary).Evaluate(measures);

        Assert.Equal(expected is null ? null : decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), value);
        Assert.Equal(reason, measures.Unknown?.Code);
    }

    private static void AssertUnknown(LayerIndicatorSet set, string code, string role)
    {
        var values = set.Values.Where(v => v.Code == code).ToList();
        Assert.Equal(Shipped.UnitLists[0].Units.Count + 1, values.Count);
        Assert.All(values, v => Assert.Null(v.Value));
        Assert.All(values, v => Assert.Equal("INDICATOR_LAYERS_MISSING", v.Unknown!.Code));
        Assert.All(values, v => Assert.Contains(role, v.Unknown!.MessageEn, StringComparison.Ordinal));
    }

    private static decimal? ValueOf(LayerIndicatorSet set, string code, string unit) => set.Values.Single(v => v.Code == code && v.Unit == unit).Value;

    private static async Task<LayerIndicatorSet> RefreshAsync(LayerIndicatorDesk desk)
    {
        var basis = (await desk.BasisAsync(ProfileId, CancellationToken.None))!;
        foreach (var subject in await desk.MissingAsync(basis, CancellationToken.None))
            await desk.MeasureAsync(basis, subject, CancellationToken.None);
        return (await desk.ReadSetAsync(ProfileId, await desk.ComposeAsync(basis, CancellationToken.None), CancellationToken.None))!;
    }

    private static Polygon SquareIn(string unit)
    {
        var centre = Shipped.UnitLists[0].Find(unit)!.Extent.InteriorPoint.Coordinate;
        var square = Rectangle(centre.X - Side, centre.Y - (Side / 2), Side, Side);
        Assert.True(Shipped.UnitLists[0].Find(unit)!.Extent.Covers(square));
        return square;
    }

    private static Polygon Rectangle(double x, double y, double width, double height) =>
        new(new LinearRing([new(x, y), new(x + width, y), new(x + width, y + height), new(x, y + height), new(x, y)]));

    private LayerIndicatorDesk Desk(out LayerCatalogue layers)
    {
        var store = SqliteDocumentStore.Open(Path.Combine(folder, $"documents-{stores.Count}.db"), Containers.All);
        stores.Add(store);
        layers = new LayerCatalogue(store);
        var measurer = new LayerMeasurer(artefacts, new AreaOverlay(threads: 1));
        return new LayerIndicatorDesk(store, Catalogue, layers, measurer, new ProfileCatalogue([Shipped], ProfileId), time);
    }

    private async Task<LayerVersion> PublishAsync(LayerCatalogue layers, string role, params object?[][] rows)
    {
        var schema = TestSchemas.Plan with { Role = role, Validity = new LayerValidity(), Fields = [TestSchemas.Plan.Fields[0] with { Required = false }], KeyField = null, DateField = null };
        var number = ++files;
        var delivered = new MemoryLayer(role, MemoryLayer.TextFields("CODE"), rows);
        var checkedLayer = new LayerCheck(schema, (_, text) => text).Run([delivered], new FindingLog()).Layer!;
        var path = Path.Combine(folder, $"{number}.gpkg");
        var publication = new Publication(
            ProfileId, new DateOnly(2015, 1, 1), DateTimeOffset.UnixEpoch.AddDays(number), "officer", $"{number:D64}", $"{role}.gpkg", 0);
        var version = LayerPublisher.Write(checkedLayer, path, publication);
        await artefacts.PutAsync(version.Id, path);
        return await layers.PublishAsync(version, CancellationToken.None);
    }
}
