namespace Platform.Orchestrations.Remaking;

/// <summary>What a lost file was.</summary>
public enum LostKind
{
    /// <summary>The package of a task.</summary>
    Package,

    /// <summary>A published report; its files are made together.</summary>
    Report,

    /// <summary>The marked copy of a form.</summary>
    MarkedForm,

    /// <summary>The package of a district's part of a task, which is made when it is first asked for.</summary>
    DistrictPackage,
}

/// <summary>A derived file that the documents list and the storage does not have; see docs/decisions/0007.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Campaign">Campaign id.</param>
/// <param name="Unit">For a package: its unit.</param>
/// <param name="Upload">For a marked form: the upload that it marks.</param>
/// <param name="District">For a district's package: the district.</param>
/// <param name="Version">For a district's package: its content when it was asked for.</param>
public sealed record LostFile(LostKind Kind, string Campaign, string? Unit, UploadKey? Upload, string? District = null, string? Version = null)
{
    public static LostFile Package(string campaign, string unit) => new(LostKind.Package, campaign, unit, null);

    public static LostFile Report(string campaign) => new(LostKind.Report, campaign, null, null);

    public static LostFile MarkedForm(string campaign, UploadKey upload) => new(LostKind.MarkedForm, campaign, null, upload);

    public static LostFile DistrictPackage(string campaign, string unit, string district, string version) =>
        new(LostKind.DistrictPackage, campaign, unit, null, district, version);

    /// <summary>The instance that makes it again: one at a time for each file.</summary>
    public string Instance => Kind switch
    {
        LostKind.Package => $"remake-package-{Campaign}-{Unit}",
        LostKind.DistrictPackage => $"remake-package-{Campaign}-{Unit}-{District}-{Version}",
        LostKind.Report => $"remake-report-{Campaign}",
        _ => $"remake-form-{Upload!.Attempt.Replace(':', '-')}",
    };
}
