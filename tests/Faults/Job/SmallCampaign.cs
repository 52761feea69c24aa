using Platform.Domain.Access;
using Platform.Domain.Campaigns;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;
using Platform.Domain.Submissions;
using Platform.Functions;
using Platform.Functions.Http;
using Platform.Storage;
using Platform.Storage.Identity;

namespace Platform.Tests.Faults.Job;

/// <summary>
/// The main job, small: two layers, 24 patches in three units, one bureau with a bad row, a return and a second round (XLSX in a zip), one that answers in GeoJSON and
/// sends everything twice, one that is not through when the province closes; audit, report, indicators. Through the public interface only.
/// </summary>
internal sealed class SmallCampaign(Uri platform, int seed)
{
    /// <summary>Id of the campaign.</summary>
    public const string Id = "small";

    /// <summary>Profile of the campaign.</summary>
    public const string ProfileId = "cambridge";

    private const string Password = "fault-run-only";
    private const int PatchesPerUnit = 8;
    private const string Campaign = $"api/campaigns/{Id}";

    private static readonly string[] Codes = ["N01", "N02", "N03"];
    private static readonly (string Role, string File, int Most)[] Layers =
        [("plan-land-use", "cambridge_zoning_districts.geojson", 12), ("historic-districts", "cambridge_historic_districts.geojson", 1)];

    private readonly Profile profile = ProfileCatalogue.Load(ProfileLoader.ShippedRoot, ProfileId).Required(ProfileId);

    /// <summary>What the clients have receipts for.</summary>
    public Receipts Receipts { get; } = new();

    /// <summary>Whether the clock may be set forward by hours and days now: not before the issue, because the tasks say by which day they are due, counted from that of the issue.</summary>
    public bool ClockMayJump { get; private set; }

    /// <summary>
    /// Whether the clock may be set back now. Of two answers, and of an answer and a return, the later by the clock counts; a clock that goes back between them
    /// changes what the bureau has said, and no program can know.
    /// </summary>
    public bool ClockMayGoBack { get; private set; } = true;

    /// <summary>The province's officer.</summary>
    public Person Officer { get; } = new(platform, "officer", Password);

    /// <summary>Adds the accounts to an empty data directory.</summary>
    public static async Task AddAccountsAsync(string dataDirectory)
    {
        var paths = new PlatformPaths(dataDirectory);
        paths.Create();
        var accounts = new FileAccountStore(paths.Keys);
        await AddAsync(accounts, "officer", RoleGrant.Of(Role.ProvinceOfficer));
        await AddAsync(accounts, "reviewer", RoleGrant.Of(Role.ProvinceReviewer));
        foreach (var code in Codes)
        {
            await AddAsync(accounts, Clerk(code), RoleGrant.Of(Role.Clerk, code));
            await AddAsync(accounts, Checker(code), RoleGrant.Of(Role.Checker, code));
        }
    }

    /// <summary>Runs the job to its end.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await Task.WhenAll(Layers.Select(layer => UploadLayerAsync(layer.Role, layer.File, layer.Most, cancellation)));
        await OpenAsync(cancellation);
        await Officer.OrderAsync($"{Campaign}/issue", new IssueOrder(null), () => IsAsync(s => s > CampaignState.Draft, cancellation), cancellation);
        var issued = await Officer.UntilAsync<Campaign>(Campaign, c => c.State == CampaignState.Issued, cancellation);
        ClockMayJump = true;
        var answers = new Answers(profile.RuleSet(issued.Pins!.RuleSet)!, seed);
        using var reviewer = new Person(platform, "reviewer", Password);
        await Task.WhenAll(
            TwoRoundsAsync(Bureau("N01", reviewer), answers, cancellation),
            TwiceAsync(Bureau("N02", reviewer), answers, cancellation),
            HalfAsync(Bureau("N03", reviewer), answers, cancellation));
        await Officer.OrderAsync(
            $"{Campaign}/close", new CloseOrder("因汛期提前结束"), () => IsAsync(s => s > CampaignState.Issued, cancellation), cancellation);
        await Officer.UntilAsync<Campaign>(Campaign, c => c.State == CampaignState.Published, cancellation);
        await RefreshIndicatorsAsync(cancellation);
    }

    private static string Clerk(string unit) => $"clerk-{unit.ToLowerInvariant()}";

    private static string Checker(string unit) => $"checker-{unit.ToLowerInvariant()}";

    private static async Task AddAsync(FileAccountStore accounts, string name, RoleGrant role)
    {
        var added = await accounts.AddAsync(name, Password, name, [role]);
        if (added != AccountOutcome.Done)
            throw new InvalidOperationException($"The account {name} could not be added: {added}.");
    }

    private BureauWork Bureau(string unit, Person reviewer) => new(
        new Person(platform, Clerk(unit), Password), new Person(platform, Checker(unit), Password), reviewer, Id, unit, Receipts);

    private async Task<bool> IsAsync(Func<CampaignState, bool> state, CancellationToken cancellation) =>
        state((await Officer.GetAsync<Campaign>(Campaign, cancellation)).State);

    private Task<Attempt> UploadLayerAsync(string role, string file, int most, CancellationToken cancellation)
    {
        var request = new TicketRequest
        {
            Kind = SubmissionKind.Layer, Profile = ProfileId, Role = role, ValidFrom = new DateOnly(2000, 1, 1), Name = file, Size = 0,
        };
        return new Upload(Officer, request, SmallPatches.Layer(file, most), Receipts).RunAsync(cancellation);
    }

    private async Task OpenAsync(CancellationToken cancellation)
    {
        var campaign = new NewCampaign(Id, ProfileId, "小监测期", "A small campaign", SmallPatches.Period);
        await Officer.OrderAsync("api/campaigns", campaign, async () =>
            (await Officer.ListAsync<Campaign>("api/campaigns", cancellation)).Any(c => c.Id == Id), cancellation);
        var content = SmallPatches.Make(profile.UnitLists[0], Codes, PatchesPerUnit, seed);
        await UploadPatchesAsync("图斑.geojson", content, cancellation);
        await UploadPatchesAsync("图斑（重发）.geojson", content, cancellation);
    }

    private Task<Attempt> UploadPatchesAsync(string name, byte[] content, CancellationToken cancellation) => new Upload(
        Officer, new TicketRequest { Kind = SubmissionKind.Patches, Campaign = Id, Name = name, Size = 0 }, content, Receipts).RunAsync(cancellation);

    private async Task TwoRoundsAsync(BureauWork bureau, Answers answers, CancellationToken cancellation)
    {
        using var atWork = bureau;
        ClockMayGoBack = false;
        var patches = await bureau.ReceiveAsync(cancellation);
        await bureau.UploadAsync("核查结果.zip", answers.Zip(patches, 0, spoilt: patches[2].PatchKey), cancellation);
        await bureau.UploadAsync("补正.xlsx", answers.Workbook([patches[2]], 0), cancellation);
        await bureau.SubmitAsync(cancellation);
        await bureau.ReturnAsync(patches[4], "位置不符", cancellation);
        await bureau.UploadAsync("第二轮.zip", answers.Zip([patches[4]], 1), cancellation);
        await bureau.SubmitAsync(cancellation);
        await bureau.AcceptAsync(cancellation);
        ClockMayGoBack = true;
    }

    private static async Task TwiceAsync(BureauWork bureau, Answers answers, CancellationToken cancellation)
    {
        using var atWork = bureau;
        var content = answers.GeoJsonZip(await bureau.ReceiveAsync(cancellation), 0);
        await bureau.UploadAsync("核查结果.zip", content, cancellation);
        await bureau.UploadAsync("核查结果（重发）.zip", content, cancellation);
        await bureau.SubmitAsync(cancellation);
        await bureau.AcceptAsync(cancellation);
    }

    private static async Task HalfAsync(BureauWork bureau, Answers answers, CancellationToken cancellation)
    {
        using var atWork = bureau;
        var patches = await bureau.ReceiveAsync(cancellation);
        await bureau.UploadAsync("一半.xlsx", answers.Workbook([.. patches.Take(PatchesPerUnit / 2)], 0), cancellation);
    }

    private async Task RefreshIndicatorsAsync(CancellationToken cancellation)
    {
        // A request whose answer was lost may or may not have started the refresh: the values tell. Those of layers alone may come from a night that has passed.
        while (!(await Officer.GetAsync<IReadOnlyList<IndicatorValueView>>($"api/indicators/values?profile={ProfileId}&unit=*", cancellation)).Any(value => value.Lineage.Campaign == Id))
        {
            await Officer.PostAsync<RefreshStarted>($"api/indicators/refresh?profile={ProfileId}", null, cancellation);
            await Task.Delay(TimeSpan.FromMilliseconds(300), cancellation);
        }
    }
}
