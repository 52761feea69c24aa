using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Domain.Access;
using Platform.Domain.Campaigns;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;
using Platform.Domain.Samples;
using Platform.Domain.Submissions;
using Platform.Embedded.Composition;
using Platform.Embedded.Hosting;
using Platform.Functions;
using Platform.Functions.Composition;
using Platform.Functions.Composition.Local;
using Platform.Orchestrations.Campaigns;

namespace Platform.Tests.EndToEnd.Scenarios;

/// <summary>
/// The whole platform, started once for all scenarios: the program's own composition, a free port, an empty data directory, its own Azurite. Holds two
/// layers and one issued campaign, in which every scenario has a monitoring unit to itself.
/// </summary>
public sealed class ScenarioPlatform : IAsyncLifetime
{
    /// <summary>The issued campaign.</summary>
    public const string Campaign = "scenarios";

    /// <summary>Patches of each unit of <see cref="Campaign"/>.</summary>
    public const int PatchesPerUnit = 3;

    private const string ProfileId = "cambridge";
    private const string Password = "scenario-password";

    /// <summary>An Azurite of its own.</summary>
    internal static readonly string[] DevelopmentStorage =
        ["--AzureWebJobsStorage=UseDevelopmentStorage=true", "--AZURITE_BLOB_PORT=0", "--AZURITE_QUEUE_PORT=0"];

    private static readonly string[] Units = ["N01", "N02", "N03", "N04", "N05", "N06", "N07", "N08", "N09", "N10"];

    private static readonly (string Role, string File)[] Layers =
        [("historic-districts", "cambridge_historic_districts.geojson"), ("plan-land-use", "cambridge_zoning_districts.geojson")];

    private readonly Action<IServiceCollection> replace;
    private readonly Dictionary<string, Caller> people = new(StringComparer.Ordinal);
    private IHost? host;

    public ScenarioPlatform()
        : this(Directory.CreateTempSubdirectory("scenarios-").FullName, _ => { })
    {
    }

    /// <summary>A platform of a test's own, which says when it starts.</summary>
    /// <param name="root">Its data directory.</param>
    /// <param name="replace">Replaces services.</param>
    internal ScenarioPlatform(string root, Action<IServiceCollection> replace)
    {
        Root = root;
        this.replace = replace;
    }

    internal string Root { get; }

    /// <summary>Settings of its own, as on the command line.</summary>
    internal string[] Settings { get; init; } = [];

    /// <summary>Which types are searched for functions.</summary>
    internal Func<Type, bool> HasFunctions { get; init; } = _ => true;

    internal IServiceProvider Services => host!.Services;

    internal Caller Officer => people["officer"];

    internal Caller Reviewer => people["reviewer"];

    internal Uri Address => Services.GetRequiredService<EmbeddedHostInfo>().BaseAddress!;

    internal string RawArchive => Path.Combine(Root, "raw");

    internal string StorageConnection => Services.GetRequiredService<IConfiguration>()["AzureWebJobsStorage"]!;

    internal ShiftedClock Clock { get; } = new();

    public async Task InitializeAsync()
    {
        if (!NodeFactAttribute.CanRun)
            return;
        await StartAsync();
        await PublishLayersAsync();
        await IssueAsync(Campaign, Units, PatchesPerUnit);
    }

    /// <summary>Starts it; officer and reviewer can sign in then.</summary>
    internal async Task StartAsync()
    {
        host = Build(DevelopmentStorage);
        await host.StartAsync();
        await PersonAsync("officer", RoleGrant.Of(Role.ProvinceOfficer));
        await PersonAsync("reviewer", RoleGrant.Of(Role.ProvinceReviewer));
    }

    /// <summary>The two layers that every campaign is judged by.</summary>
    internal Task PublishLayersAsync() => Task.WhenAll(Layers.Select(layer => UploadLayerAsync(layer.Role, layer.File)));

    /// <summary>Stops it and signs everybody out; it can be started again.</summary>
    internal async Task StopAsync()
    {
        foreach (var person in people.Values)
            person.Dispose();
        people.Clear();
        if (host is null)
            return;
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
        host = null;
    }

    /// <summary>The program's composition on this data directory, not started.</summary>
    internal IHost Build(params string[] storage) => PlatformHost.Build(
        [$"--contentRoot={AppContext.BaseDirectory}", $"--PLATFORM_DATA_DIR={Root}", "--port=0", .. storage, .. Settings],
        builder =>
        {
            builder.AddOneMachine();
            builder.Services.AddSingleton<TimeProvider>(Clock);
            replace(builder.Services);
            builder.ConfigureEmbeddedHost(options =>
            {
                options.Output = TextWriter.Null;
                foreach (var assembly in new[] { typeof(PlatformHost).Assembly, typeof(MonitoringCampaign).Assembly })
                {
                    foreach (var type in assembly.GetTypes().Where(type => type.IsClass && HasFunctions(type)))
                        options.FunctionTypes.Add(type);
                }
            });
        });

    public async Task DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Root, recursive: true);
    }

    /// <summary>Somebody with these roles, signed in; the account is made at the first call.</summary>
    internal async Task<Caller> PersonAsync(string name, params RoleGrant[] roles)
    {
        if (people.TryGetValue(name, out var known))
            return known;
        var added = await Services.GetRequiredService<IAccountStore>().AddAsync(name, Password, name, roles);
        Assert.True(added is AccountOutcome.Done or AccountOutcome.NameTaken, added.ToString());
        return people[name] = await Caller.SignInAsync(Address, name, Password);
    }

    /// <summary>Opens a campaign for change patches.</summary>
    internal Task<Campaign> OpenAsync(string campaign, string profile = ProfileId) => Officer.PostAsync<Campaign>("api/campaigns", Order(campaign, campaign, profile));

    /// <summary>The order to open a campaign.</summary>
    internal static NewCampaign Order(string campaign, string title, string profile = ProfileId) =>
        new(campaign, profile, $"情景 {title}", $"Scenario {title}", SyntheticPatches.Period);

    /// <summary>Patches in a unit; those skipped are left to other campaigns, because what one campaign has settled is not issued again by the next.</summary>
    internal IReadOnlyList<SyntheticPatch> PatchesIn(string unit, int count, int skip = 0, string profile = ProfileId) =>
        [.. SyntheticPatches.In(Profile(profile).UnitLists[0], unit, skip + count).Skip(skip)];

    /// <summary>Opens a campaign with so many patches in each unit, and issues it.</summary>
    internal async Task IssueAsync(
        string campaign, IReadOnlyList<string> units, int patchesPerUnit, int skip = 0, string profile = ProfileId, string cover = "parcel")
    {
        await OpenAsync(campaign, profile);
        var file = SyntheticPatches.GeoPackage(units.SelectMany(unit => PatchesIn(unit, patchesPerUnit, skip, profile)), cover);
        var attempt = await Officer.UploadAsync(PatchesOf(campaign, "图斑.gpkg"), file);
        Assert.Equal((AttemptState.Taken, units.Count * patchesPerUnit), (attempt.State, attempt.RowsTaken));
        await Officer.PostAsync<Campaign>($"api/campaigns/{campaign}/issue", new IssueOrder(null));
        await Officer.UntilAsync<Campaign>($"api/campaigns/{campaign}", c => c.State == CampaignState.Issued);
    }

    /// <summary>A ticket request for change patches.</summary>
    internal static TicketRequest PatchesOf(string campaign, string name) =>
        new() { Kind = SubmissionKind.Patches, Campaign = campaign, Name = name, Size = 0 };

    /// <summary>A unit's bureau with its clerk and its checker, and the patches of its task.</summary>
    internal async Task<Bureau> BureauAsync(string unit, string campaign = Campaign)
    {
        var code = unit.ToLower(CultureInfo.InvariantCulture);
        var clerk = await PersonAsync($"clerk-{code}", RoleGrant.Of(Role.Clerk, unit));
        var checker = await PersonAsync($"checker-{code}", RoleGrant.Of(Role.Checker, unit));
        var issued = await clerk.GetAsync<Campaign>($"api/campaigns/{campaign}");
        var rules = Profile(issued.Profile).RuleSet(issued.Pins!.RuleSet)!;
        var bureau = new Bureau(clerk, checker, campaign, unit, rules);
        await bureau.ReadPatchesAsync();
        return bureau;
    }

    /// <summary>A bureau that has received its task.</summary>
    internal async Task<Bureau> ReceivedAsync(string unit, string campaign = Campaign)
    {
        var bureau = await BureauAsync(unit, campaign);
        await bureau.OrderAsync("receive");
        return bureau;
    }

    private Profile Profile(string id) => Services.GetRequiredService<ProfileCatalogue>().Required(id);

    private async Task UploadLayerAsync(string role, string file)
    {
        var request = new TicketRequest
        {
            Kind = SubmissionKind.Layer, Profile = ProfileId, Role = role, ValidFrom = new DateOnly(2000, 1, 1), Name = file, Size = 0,
        };
        var content = await File.ReadAllBytesAsync(Path.Combine(SampleManifest.ShippedDirectory(ProfileId), file));
        var attempt = await Officer.UploadAsync(request, content);
        Assert.Equal(AttemptState.Taken, attempt.State);
        Assert.NotNull(attempt.LayerVersion);
    }
}

/// <summary>The system's clock, ahead by as much as a scenario says.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}

[CollectionDefinition(Name)]
public sealed class ScenarioGroup : ICollectionFixture<ScenarioPlatform>
{
    public const string Name = "Scenarios";
}
