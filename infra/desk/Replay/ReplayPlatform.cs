using Microsoft.Extensions.Logging.Abstractions;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Indicators;
using Platform.Domain.Profiles;
using Platform.Domain.Submissions;
using Platform.Orchestrations;
using Platform.Orchestrations.Campaigns;
using Platform.Orchestrations.Ingest;
using Platform.Orchestrations.Tasks;
using Platform.Spatial.Overlay;
using Platform.Storage;
using Platform.Storage.Derived;
using Platform.Storage.Documents;
using Platform.Storage.Layers;

namespace Platform.Desk.Replay;

/// <summary>The platform without host, engine, blobs and network: the same desks and activities over files of one folder. One thread uses it.</summary>
internal sealed class ReplayPlatform : IDisposable
{
    private readonly SqliteDocumentStore documents;
    private readonly string work;

    /// <param name="folder">The folder that everything is made in; empty.</param>
    /// <param name="archive">The raw archive.</param>
    /// <param name="profiles">Profiles.</param>
    /// <param name="indicators">Indicator definitions.</param>
    /// <param name="script">The decisions.</param>
    /// <param name="clock">The replay's clock.</param>
    public ReplayPlatform(
        string folder, RawFolder archive, ProfileCatalogue profiles, IndicatorCatalogue indicators, ReplayScript script, ReplayClock clock)
    {
        work = Path.Combine(folder, "work");
        var workspace = new Workspace(Path.Combine(work, "files"));
        documents = SqliteDocumentStore.Open(Path.Combine(work, "documents.db"), Containers.All);
        Store = new WatchedStore(documents, script);
        Files = Path.Combine(folder, "files");
        var layers = new FileLayerStore(Path.Combine(folder, "layers"), TimeProvider.System);
        var (derived, overlay) = (new FolderDerivedFiles(Files), new AreaOverlay());
        var (patches, catalogue, deliveries) = (new PatchDesk(Store), new LayerCatalogue(Store), new RawDeliveries(archive, workspace));
        var outcomes = new OutcomeReader(patches, profiles);
        Campaigns = new CampaignDesk(Store, profiles, clock);
        Tasks = new TaskDesk(Store, clock);
        Answers = new AnswerDesk(Store, patches, Tasks, clock);
        Tickets = new TicketDesk(Store, profiles, clock);
        Receipts = new ReceiptDesk(Store, archive, Tickets, clock);
        Attempts = new AttemptDesk(Store, clock);
        Uploads = new UploadActivities(Tickets, Attempts, patches, Answers, NullLogger<UploadActivities>.Instance);
        Intake = new AnswerIntake(Campaigns, Tasks, patches, Answers, Attempts, deliveries, new MarkedForms(derived, workspace), profiles);
        Ingest = new IngestActivities(Tickets, Attempts, deliveries, layers, catalogue, profiles, workspace, clock);
        Imports = new ImportActivities(Campaigns, Tickets, Attempts, patches, deliveries, profiles, overlay, Store, workspace);
        Prejudging = new PrejudgeActivities(Campaigns, patches, layers, profiles, overlay);
        Issuing = new IssueActivities(Campaigns, new TaskPackages(patches, layers, derived, profiles, workspace), profiles, Store);
        Reporting = new ReportActivities(Campaigns, outcomes, derived, profiles, Store, workspace, clock);
        Indicators = new IndicatorDesk(Store, indicators, Campaigns, outcomes, profiles, clock);
        LayerIndicators = new LayerIndicatorDesk(Store, indicators, catalogue, new LayerMeasurer(layers, overlay), profiles, clock);
    }

    public WatchedStore Store { get; }

    /// <summary>Where packages, reports and marked forms are.</summary>
    public string Files { get; }

    public CampaignDesk Campaigns { get; }

    public TaskDesk Tasks { get; }

    public AnswerDesk Answers { get; }

    public TicketDesk Tickets { get; }

    public ReceiptDesk Receipts { get; }

    public AttemptDesk Attempts { get; }

    public UploadActivities Uploads { get; }

    public AnswerIntake Intake { get; }

    public IngestActivities Ingest { get; }

    public ImportActivities Imports { get; }

    public PrejudgeActivities Prejudging { get; }

    public IssueActivities Issuing { get; }

    public ReportActivities Reporting { get; }

    public IndicatorDesk Indicators { get; }

    public LayerIndicatorDesk LayerIndicators { get; }

    public void Dispose()
    {
        documents.Dispose();
        Directory.Delete(work, recursive: true);
    }
}
