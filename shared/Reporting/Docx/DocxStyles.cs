using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Platform.Reporting.Docx;

/// <summary>The styles of the report.</summary>
internal static class DocxStyles
{
    public const string Body = "ReportBody";
    public const string Title = "ReportTitle";
    public const string Subtitle = "ReportSubtitle";
    public const string TitleLine = "ReportTitleLine";
    public const string Heading1 = "Heading1";
    public const string Heading2 = "Heading2";
    public const string TableCaption = "ReportTableCaption";
    public const string FigureCaption = "ReportFigureCaption";
    public const string Cell = "ReportCell";
    public const string Note = "ReportNote";
    public const string Gap = "ReportGap";
    public const string Footer = "ReportFooter";

    private const string FangSong = "仿宋";
    private const string SongTi = "宋体";
    private const string HeiTi = "黑体";

    public static Styles Make(string language) => new(
        new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle(
                Fonts(FangSong), new FontSize { Val = "32" }, new Languages { Val = "en-US", EastAsia = language == "en" ? "zh-CN" : language }))),
        Style(Body, "Report body", FangSong, 16, new Spacing(Line: 28), firstLineCharacters: 2, justification: JustificationValues.Both),
        Style(Title, "Report title", SongTi, 26, new Spacing(Before: 150, After: 24), bold: true, justification: JustificationValues.Center),
        Style(Subtitle, "Report subtitle", SongTi, 18, new Spacing(After: 180), justification: JustificationValues.Center),
        Style(TitleLine, "Report title line", FangSong, 16, new Spacing(After: 10), justification: JustificationValues.Center),
        Style(Heading1, "heading 1", HeiTi, 16, new Spacing(Before: 12, After: 6, Line: 28), keepNext: true, outline: 0),
        Style(Heading2, "heading 2", HeiTi, 14, new Spacing(Before: 8, After: 4, Line: 26), keepNext: true, outline: 1),
        Style(TableCaption, "Table caption", HeiTi, 10.5, new Spacing(Before: 10, After: 4), keepNext: true, justification: JustificationValues.Center),
        Style(FigureCaption, "Figure caption", HeiTi, 10.5, new Spacing(Before: 2, After: 12), justification: JustificationValues.Center),
        Style(Cell, "Table cell", SongTi, 10, new Spacing(Before: 2, After: 2), justification: JustificationValues.Center),
        Style(Note, "Report note", SongTi, 10.5, new Spacing(After: 4)),
        Style(Gap, "Report gap", SongTi, 6, new Spacing()),
        Style(Footer, "footer", SongTi, 14, new Spacing(), justification: JustificationValues.Center));

    public static RunFonts Fonts(string eastAsia) =>
        new() { Ascii = "Times New Roman", HighAnsi = "Times New Roman", EastAsia = eastAsia, ComplexScript = "Times New Roman" };

    private static Style Style(
        string id, string name, string font, double points, Spacing spacing, bool bold = false, bool keepNext = false,
        int firstLineCharacters = 0, int? outline = null, JustificationValues? justification = null)
    {
        var paragraph = new StyleParagraphProperties();
        if (keepNext)
        {
            paragraph.Append(new KeepNext());
        }

        paragraph.Append(spacing.Element());
        if (firstLineCharacters > 0)
        {
            paragraph.Append(new Indentation
            {
                FirstLineChars = firstLineCharacters * 100, FirstLine = Whole(firstLineCharacters * points * 20),
            });
        }

        if (justification is { } placed)
        {
            paragraph.Append(new Justification { Val = placed });
        }

        if (outline is { } level)
        {
            paragraph.Append(new OutlineLevel { Val = level });
        }

        var run = new StyleRunProperties(Fonts(font));
        if (bold)
        {
            run.Append(new Bold());
        }

        run.Append(new FontSize { Val = Whole(points * 2) });
        return new Style(new StyleName { Val = name }, new PrimaryStyle(), paragraph, run) { Type = StyleValues.Paragraph, StyleId = id, CustomStyle = IsCustom(id) };
    }

    private static OnOffValue? IsCustom(string id) => id.StartsWith("Report", StringComparison.Ordinal) ? new OnOffValue(true) : null;

    private static string Whole(double value) => ((int)Math.Round(value)).ToString(CultureInfo.InvariantCulture);

    /// <summary>Space before and after and exact line height, in points; 0 leaves the line to the font.</summary>
    private sealed record Spacing(double Before = 0, double After = 0, double Line = 0)
    {
        public SpacingBetweenLines Element()
        {
            var element = new SpacingBetweenLines { Before = Whole(Before * 20), After = Whole(After * 20) };
            if (Line > 0)
            {
                element.Line = Whole(Line * 20);
                element.LineRule = LineSpacingRuleValues.Exact;
            }

            return element;
        }
    }
}
