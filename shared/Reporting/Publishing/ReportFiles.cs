using Platform.Domain.Monitoring.Aggregation;
using Platform.Reporting.Docx;
using Platform.Reporting.Layout;
using Platform.Reporting.Maps;
using Platform.Reporting.Pdf;
using Platform.Reporting.Xlsx;

namespace Platform.Reporting.Publishing;

/// <summary>One file of a published report.</summary>
/// <param name="Name">Path inside the report with <c>/</c>.</param>
/// <param name="MediaType">Media type.</param>
/// <param name="WriteTo">Writes its bytes; equal reports give equal bytes, except <c>generated</c> in <c>report.json</c>.</param>
public sealed record ReportFile(string Name, string MediaType, Action<Stream> WriteTo);

/// <summary>Makes the files of a report: <c>report.json</c>, <c>.xlsx</c>, <c>.docx</c>, <c>.pdf</c> and one PNG per figure.</summary>
public static class ReportFiles
{
    public const string Json = "report.json";
    public const string Xlsx = "report.xlsx";
    public const string Docx = "report.docx";
    public const string Pdf = "report.pdf";

    private const string FigureFolder = "figures";

    /// <summary>The files in a fixed order, each made only when it is written, so that one at a time is in memory.</summary>
    /// <param name="report">The figures.</param>
    /// <param name="map">Patches and units for the maps; null puts charts in their place and says so.</param>
    /// <param name="language">Language of the documents.</param>
    /// <param name="generatedAt">Clock value for <c>generated</c>.</param>
    public static IReadOnlyList<ReportFile> Make(ReportModel report, MapContent? map, ReportLanguage language, DateTimeOffset generatedAt)
    {
        var content = ReportLayout.Build(report, map, language);
        return
        [
            new ReportFile(Json, "application/json", target => ReportJson.Write(target, report, generatedAt)),
            new ReportFile(
                Xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                target => ReportWorkbook.Write(target, report, language == ReportLanguage.English)),
            new ReportFile(
                Docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", target => DocxWriter.Write(target, content)),
            new ReportFile(Pdf, "application/pdf", target => PdfWriter.Write(target, content)),
            .. content.Figures.Select(figure => new ReportFile($"{FigureFolder}/{figure.Name}.png", "image/png", target => figure.WritePng(target))),
        ];
    }

    /// <summary>
    /// Writes all files into a folder. They are made beside it first and put in place when all are complete, so that no half-made report is left. Figures of
    /// an earlier report in the same folder are removed; other files stay.
    /// </summary>
    public static void WriteTo(string folder, IReadOnlyList<ReportFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        Directory.CreateDirectory(folder);
        var staging = Path.Combine(folder, ".partial");
        try
        {
            foreach (var file in files)
            {
                var path = Path.Combine(staging, file.Name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                using var stream = File.Create(path);
                file.WriteTo(stream);
            }

            RemoveFigures(folder);
            foreach (var file in files)
            {
                var path = Path.Combine(folder, file.Name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.Move(Path.Combine(staging, file.Name), path, overwrite: true);
            }
        }
        finally
        {
            if (Directory.Exists(staging))
            {
                Directory.Delete(staging, recursive: true);
            }
        }
    }

    private static void RemoveFigures(string folder)
    {
        var figures = Path.Combine(folder, FigureFolder);
        if (!Directory.Exists(figures))
        {
            return;
        }

        foreach (var path in Directory.EnumerateFiles(figures, "figure-*.png").ToArray())
        {
            File.Delete(path);
        }
    }
}
