using System.Globalization;
using System.Text;

namespace Platform.Reporting.Tasks;

/// <summary>The texts that explain a package.</summary>
internal static class PackageText
{
    public const string ReadMe = "README.txt";
    public const string Form = "核查表.xlsx";
    public const string GeoPackage = "patches.gpkg";
    public const string MapFolder = "maps";

    /// <summary>What the bureau has to do, step by step.</summary>
    public static IReadOnlyList<string> Steps(TaskPackageRequest request) =>
    [
        $"1. 本表由系统生成，共 {request.PatchCount} 个变化图斑，由{request.Task.Bureau}负责核查。",
        $"2. 请于 {Date(request.Task.ReceiptDueAt, request)} 前在系统中签收，于 {Date(request.Task.DueAt, request)} 前提交核查结果。",
        "3. 灰色列为图斑信息，已锁定，不得修改、删除或移动；黄色表头的列由核查人员填写，带下拉列表的列请从列表中选择。",
        "4. 可以分批上传：未填写的行不作处理；同一图斑多次上传的，以最后一次有效提交为准。",
        "5. 照片与本表压缩为一个 zip 上传，“照片文件名”列填写压缩包内的文件名。",
        "6. 系统逐行校验，未通过的行连同原因退回，修改后重新上传即可；通过的行不受影响。",
        request.District is null
            ? "7. 全部填报后由本单位另一名人员复核，附签字盖章的确认函（PDF）提交省厅审核。"
            : $"7. 上传时注明区县代码 {request.District.Code}；只采用转派给本区县的图斑。校核、确认函和上报由{request.Task.Bureau}负责。",
    ];

    /// <summary>The package's <c>README.txt</c>: UTF-8 with byte order mark and CRLF, only characters that GB 18030 systems show as well.</summary>
    public static byte[] ReadMeBytes(TaskPackageRequest request)
    {
        string[] lines =
        [
            request.Campaign.Title,
            $"监测单元：{request.Unit.Name.Zh}（{request.Unit.Code}）",
            $"负责单位：{request.Task.Bureau}",
            .. District(request),
            $"监测期：{request.Campaign.Period}",
            $"图斑数量：{request.PatchCount}",
            $"规则集：{request.Rules.Title.Zh}（{request.Rules.Id}）",
            "",
            "文件说明",
            $"  {Form}：预填核查表，含填写说明和代码表",
            $"  {GeoPackage}：图斑矢量数据（CGCS2000 经纬度，EPSG:4490），可用 QGIS、ArcGIS Pro 打开；也可在图层 patches 中直接填写后上传",
            $"  {MapFolder}/：每个图斑一张位置示意图",
            "",
            "填报步骤",
            .. Steps(request).Select(step => "  " + step),
            "",
            $"{request.UnitList.ExtentLabel.Zh}",
            .. request.Profile.Settings.Disclaimers.Select(disclaimer => disclaimer.Zh),
        ];
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(string.Join("\r\n", lines) + "\r\n")];
    }

    private static IEnumerable<string> District(TaskPackageRequest request) => request.District is { } district
        ? [$"转派区县：{district.Name?.Zh}（{district.Code}）；本包只含转派给该区县的图斑"]
        : [];

    /// <summary>The day on which an instant falls in the profile's zone.</summary>
    private static string Date(DateTimeOffset instant, TaskPackageRequest request) =>
        TimeZoneInfo.ConvertTime(instant, request.Profile.Zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
