namespace Platform.Domain.Monitoring.Aggregation;

/// <summary>Keys of the report's tables, as in <c>report.json</c> under <c>tables</c>.</summary>
public static class TableKeys
{
    /// <summary>By approval status (审批情况).</summary>
    public const string Approval = "approval";

    /// <summary>By legality (是否违法建设).</summary>
    public const string Legality = "legality";

    /// <summary>By monitoring unit.</summary>
    public const string Unit = "unit";

    /// <summary>By size of the patch (面积分级).</summary>
    public const string Size = "size";

    /// <summary>By conformity with the plan (是否符合总规).</summary>
    public const string Conformity = "conformity";

    /// <summary>By construction state (建设状态).</summary>
    public const string Construction = "construction";

    /// <summary>Patches in each control-line theme (管控线), and those for which the theme is unknown.</summary>
    public const string Theme = "theme";

    /// <summary>Unit × approval status.</summary>
    public const string UnitApproval = "unitApproval";

    /// <summary>Unit × legality.</summary>
    public const string UnitLegality = "unitLegality";

    /// <summary>Patches without a valid answer at closing, by unit; they are in no other table.</summary>
    public const string Unanswered = "unanswered";
}
