namespace Platform.Domain.Access;

/// <summary>Everything that somebody can do, as the access policy sees it. A function names exactly one.</summary>
public enum Operation
{
    /// <summary>Needs no sign-in: health, sign-in itself, the portal's files, the OpenAPI document.</summary>
    Anonymous,

    /// <summary>Reading what is published for everybody signed in: profiles, units, regions, layers, indicators.</summary>
    ReadReference,

    /// <summary>Reading a campaign's state and figures.</summary>
    ReadCampaign,

    /// <summary>Reading one task with its patches, findings and files.</summary>
    ReadTask,

    /// <summary>Reading one patch with its files: the unit's, or one that was passed on to the caller's district. Decided on the patch.</summary>
    ReadPatch,

    /// <summary>Reading what a unit passed on to a district: counts, package.</summary>
    ReadDistrict,

    /// <summary>Reading one's own, one's unit's or one's district's uploads.</summary>
    ReadUpload,

    /// <summary>Creating, issuing and closing campaigns; uploading change patches.</summary>
    ManageCampaign,

    /// <summary>Publishing layer versions by upload.</summary>
    UploadLayer,

    /// <summary>Asking for a ticket; the kind and the target are decided again on the body.</summary>
    RequestUpload,

    /// <summary>The bureau's work on a task: receive, sub-dispatch, recall, submit. Not for districts.</summary>
    WorkOnTask,

    /// <summary>Uploading answers: the unit for all its patches, a district for those passed on to it.</summary>
    UploadAnswers,

    /// <summary>The bureau's second person confirms the answers.</summary>
    CheckTask,

    /// <summary>The province extends, reassigns and reminds.</summary>
    SteerTask,

    /// <summary>The province returns or accepts answers.</summary>
    AuditTask,

    /// <summary>Starting an indicator refresh, reading the sweeper's reports.</summary>
    Operate,

    /// <summary>Reading what a department sent and what was delivered to it: the province, and the department itself.</summary>
    ReadExchange,

    /// <summary>Read the log of all decisions.</summary>
    ReadDecisions,
}
