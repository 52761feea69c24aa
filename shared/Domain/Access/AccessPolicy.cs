namespace Platform.Domain.Access;

/// <summary>What an operation is about, as far as it is known. An operation on all units has no unit.</summary>
/// <param name="Unit">Monitoring unit code; of an exchange, the department's code.</param>
/// <param name="Owner">Subject that the thing belongs to, e.g. who asked for an upload ticket.</param>
/// <param name="District">Region code of the district that the unit passed the thing on to: a patch, the part of a task, an upload of answers.</param>
public readonly record struct AccessTarget(string? Unit = null, string? Owner = null, string? District = null);

/// <summary>
/// The one place that decides who may do what on which data. Pure: no I/O, no state. What a role may do on a state (second person, no
/// self-approval) is decided by the task's own rules.
/// </summary>
public static class AccessPolicy
{
    /// <summary>True when <paramref name="who"/> may do <paramref name="operation"/> on <paramref name="target"/>.</summary>
    public static bool Allows(Principal who, Operation operation, AccessTarget target = default)
    {
        ArgumentNullException.ThrowIfNull(who);
        return operation switch
        {
            Operation.Anonymous => true,
            Operation.ReadReference => IsSignedIn(who),
            Operation.ReadCampaign => ReadsProvince(who) || WorksForBureau(who),
            Operation.ReadTask => ReadsProvince(who, target.Unit) || WorksForBureau(who, target.Unit),
            Operation.ReadPatch or Operation.ReadDistrict =>
                ReadsProvince(who, target.Unit) || WorksForBureau(who, target.Unit) || WorksForDistrict(who, target),
            Operation.ReadUpload => Owns(who, target) || ReadsProvince(who, target.Unit)
                || (target.Unit is not null && WorksForBureau(who, target.Unit)) || WorksForDistrict(who, target),
            Operation.ManageCampaign or Operation.UploadLayer or Operation.Operate => who.Has(Role.ProvinceOfficer, RoleGrant.Everywhere),
            Operation.ReadExchange => ReadsProvince(who) || (target.Unit is { } department && who.Has(Role.Department, department)),
            Operation.ReadDecisions => who.Has(Role.Auditor) || who.Has(Role.ProvinceOfficer, RoleGrant.Everywhere),
            Operation.RequestUpload => who.Has(Role.ProvinceOfficer) || who.Has(Role.Clerk),
            Operation.WorkOnTask => Holds(who, Role.Clerk, target.Unit),
            Operation.UploadAnswers => Holds(who, Role.Clerk, target.Unit) || (target.District is not null && who.Has(Role.Clerk, target.District)),
            Operation.CheckTask => Holds(who, Role.Checker, target.Unit),
            Operation.SteerTask => Holds(who, Role.ProvinceOfficer, target.Unit),
            Operation.AuditTask => Holds(who, Role.ProvinceReviewer, target.Unit),
            _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "unknown operation"),
        };
    }

    /// <summary>
    /// Whether lists that run over several units may show rows of <paramref name="unit"/>: what <see cref="Operation.ReadTask"/> says of it.
    /// </summary>
    public static bool MaySee(Principal who, string unit) => Allows(who, Operation.ReadTask, new AccessTarget(unit));

    /// <summary>True when the principal sees every unit, so that a list needs no filter.</summary>
    public static bool SeesEveryUnit(Principal who) => ReadsProvince(who, RoleGrant.Everywhere) || WorksForBureau(who, RoleGrant.Everywhere);

    private static bool IsSignedIn(Principal who) => who.Roles.Any(grant => grant.Role != Role.Public);

    private static bool Owns(Principal who, AccessTarget target) =>
        IsSignedIn(who) && target.Owner is not null && string.Equals(who.Subject, target.Owner, StringComparison.Ordinal);

    private static bool ReadsProvince(Principal who, string? unit = null) =>
        who.Has(Role.Auditor) || Holds(who, Role.ProvinceOfficer, unit) || Holds(who, Role.ProvinceReviewer, unit);

    private static bool WorksForBureau(Principal who, string? unit = null) => Holds(who, Role.Clerk, unit) || Holds(who, Role.Checker, unit);

    private static bool WorksForDistrict(Principal who, AccessTarget target) => target.District is not null && WorksForBureau(who, target.District);

    private static bool Holds(Principal who, Role role, string? unit) => unit is null ? who.Has(role) : who.Has(role, unit);
}
