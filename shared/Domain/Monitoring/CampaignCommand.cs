namespace Platform.Domain.Monitoring;

/// <summary>Something that somebody wants to happen to a <see cref="Campaign"/>.</summary>
public abstract record CampaignCommand : RecordedCommand
{
    private protected CampaignCommand()
    {
    }

    /// <summary>
    /// An upload of change patches is about to be imported. Changes the campaign's version, so that an issue ordered on what was there before is refused.
    /// </summary>
    /// <param name="Attempt">The upload attempt.</param>
    public sealed record BeginImport(string Attempt) : CampaignCommand;

    /// <summary>An upload of change patches was imported.</summary>
    /// <param name="PatchCount">Patches of the campaign after the import.</param>
    public sealed record CountPatches(int PatchCount) : CampaignCommand;

    /// <summary>The province orders the issue. From here patches and pins are fixed.</summary>
    /// <param name="DueDate">Last day for answers, in the profile's zone.</param>
    /// <param name="Today">Today in the profile's zone.</param>
    /// <param name="Pins">What the campaign is judged against.</param>
    public sealed record OrderIssue(DateOnly DueDate, DateOnly Today, CampaignPins Pins) : CampaignCommand;

    /// <summary>All tasks and packages are out.</summary>
    public sealed record FinishIssue : CampaignCommand;

    /// <summary>All tasks are accepted, or the province closes the campaign early.</summary>
    /// <param name="TasksOutstanding">Tasks that are not accepted.</param>
    /// <param name="Reason">Mandatory while tasks are outstanding.</param>
    public sealed record OrderClose(int TasksOutstanding, string? Reason) : CampaignCommand;

    /// <summary>The report is written.</summary>
    public sealed record Publish : CampaignCommand;
}
