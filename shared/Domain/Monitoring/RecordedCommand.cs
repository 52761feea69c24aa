using System.Text.Json.Serialization;

namespace Platform.Domain.Monitoring;

/// <summary>
/// A command as the history keeps it: whole, so that deciding it again gives the same state. Closed: what is not listed here cannot be recorded, and a
/// record of a kind that this program does not know cannot be read. The names are written down for ever; a command may gain members, never lose them.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(OpenCampaign), "openCampaign")]
[JsonDerivedType(typeof(CampaignCommand.BeginImport), "beginImport")]
[JsonDerivedType(typeof(CampaignCommand.CountPatches), "countPatches")]
[JsonDerivedType(typeof(CampaignCommand.OrderIssue), "orderIssue")]
[JsonDerivedType(typeof(CampaignCommand.FinishIssue), "finishIssue")]
[JsonDerivedType(typeof(CampaignCommand.OrderClose), "orderClose")]
[JsonDerivedType(typeof(CampaignCommand.Publish), "publish")]
[JsonDerivedType(typeof(TaskCommand.Receive), "receive")]
[JsonDerivedType(typeof(TaskCommand.SubDispatch), "subDispatch")]
[JsonDerivedType(typeof(TaskCommand.Recall), "recall")]
[JsonDerivedType(typeof(TaskCommand.RecordAnswers), "recordAnswers")]
[JsonDerivedType(typeof(TaskCommand.AttachLetter), "attachLetter")]
[JsonDerivedType(typeof(TaskCommand.Check), "check")]
[JsonDerivedType(typeof(TaskCommand.Submit), "submit")]
[JsonDerivedType(typeof(TaskCommand.ReturnTask), "returnTask")]
[JsonDerivedType(typeof(TaskCommand.ReturnPatches), "returnPatches")]
[JsonDerivedType(typeof(TaskCommand.Accept), "accept")]
[JsonDerivedType(typeof(TaskCommand.Extend), "extend")]
[JsonDerivedType(typeof(TaskCommand.Reassign), "reassign")]
[JsonDerivedType(typeof(TaskCommand.Remind), "remind")]
[JsonDerivedType(typeof(TaskCommand.Escalate), "escalate")]
[JsonDerivedType(typeof(TaskCommand.NoteBreach), "noteBreach")]
[JsonDerivedType(typeof(TaskCommand.CloseUnanswered), "closeUnanswered")]
public abstract record RecordedCommand
{
    private protected RecordedCommand()
    {
    }
}

/// <summary>A campaign was opened.</summary>
/// <param name="Profile">Profile id.</param>
/// <param name="Title">Title.</param>
/// <param name="TitleEn">Title in English, if given.</param>
/// <param name="Period">Period, e.g. <c>2014-2015</c>.</param>
public sealed record OpenCampaign(string Profile, string Title, string? TitleEn, string Period) : RecordedCommand;
