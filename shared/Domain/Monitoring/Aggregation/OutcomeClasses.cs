namespace Platform.Domain.Monitoring.Aggregation;

/// <summary>
/// Keys and names of the classes that an outcome can be in. The keys are the codes of the rule sets' lists, of
/// <c>outcomes.csv</c> and <c>report.json</c>; the names are the deck's.
/// </summary>
public static class OutcomeClasses
{
    /// <summary>Key of the class of outcomes that do not record the attribute.</summary>
    public const string NotRecordedKey = "not-recorded";

    /// <summary>Key of the cell of patches whose theme could not be judged.</summary>
    public const string UnknownKey = "unknown";

    private static readonly ClassLabel NotRecorded = new(NotRecordedKey, "未记录", "Not recorded");

    /// <summary>Approval status, in the order of <see cref="ApprovalStatus"/>.</summary>
    public static IReadOnlyList<ClassLabel> Approval { get; } =
    [
        new("approved", "经审批", "Approved"),
        new("unapproved", "未经审批", "Unapproved"),
        new("exempt", "不需审批", "Exempt"),
    ];

    /// <summary>Legality, in the order of <see cref="Monitoring.Legality"/>.</summary>
    public static IReadOnlyList<ClassLabel> Legality { get; } =
    [
        new("legal", "不属于违法建设", "Not illegal"),
        new("illegal", "属于违法建设", "Illegal"),
    ];

    /// <summary>Conformity, in the order of <see cref="Monitoring.Conformity"/>, then "not recorded".</summary>
    public static IReadOnlyList<ClassLabel> Conformity { get; } =
    [
        new("conforms", "符合", "Conforms"),
        new("does-not-conform", "不符合", "Does not conform"),
        new("not-determinable", "无法判定", "Not determinable"),
        NotRecorded,
    ];

    /// <summary>Construction state, in the order of <see cref="ConstructionState"/>, then "not recorded".</summary>
    public static IReadOnlyList<ClassLabel> Construction { get; } =
    [
        new("not-started", "未动工", "Not started"),
        new("under-way", "在建", "Under way"),
        new("completed", "已建成", "Completed"),
        new("demolished", "已拆除", "Demolished"),
        NotRecorded,
    ];

    public static string KeyOf(ApprovalStatus value) => Approval[(int)value].Key;

    public static string KeyOf(Legality value) => Legality[(int)value].Key;

    public static string KeyOf(Conformity? value) => value is { } known ? Conformity[(int)known].Key : NotRecordedKey;

    public static string KeyOf(ConstructionState? value) => value is { } known ? Construction[(int)known].Key : NotRecordedKey;

    /// <summary>The value of a key in one of the lists above; false for any other text, <see cref="NotRecordedKey"/> included.</summary>
    public static bool TryParse<TValue>(IReadOnlyList<ClassLabel> classes, string key, out TValue value)
        where TValue : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(classes);
        var values = Enum.GetValues<TValue>();
        for (var index = 0; index < values.Length; index++)
        {
            if (classes[index].Key == key)
            {
                value = values[index];
                return true;
            }
        }

        value = default;
        return false;
    }
}
