using Platform.Domain.Campaigns;
using Platform.Domain.Monitoring;

namespace Platform.Orchestrations.Campaigns;

/// <summary>What a look at a campaign shows.</summary>
/// <param name="State">Its state.</param>
/// <param name="WaitingUpload">The upload of patches that waits longest, if one does.</param>
/// <param name="Units">Units that have a task, sorted.</param>
public sealed record CampaignLook(CampaignState State, UploadKey? WaitingUpload, IReadOnlyList<string> Units);

/// <summary>A run of a campaign's patches.</summary>
public sealed record CampaignRange(string Campaign, PatchRange Range);
