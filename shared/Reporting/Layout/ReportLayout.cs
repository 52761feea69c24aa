using Platform.Domain.Monitoring.Aggregation;
using Platform.Reporting.Figures;
using Platform.Reporting.Maps;

namespace Platform.Reporting.Layout;

/// <summary>
/// Puts the report in reading order. Tables 1 to 3 and figures 1 to 7 are always there, so that the sentences can name table 2, figure 6, table 3 and
/// figure 7 as the deck does; what follows is numbered as it comes.
/// </summary>
internal sealed class ReportLayout
{
    private static readonly string[] Numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

    private readonly ReportModel _report;
    private readonly Wording _words;
    private readonly MapContent? _map;
    private readonly TableText _tables;
    private readonly FigureSet _figures;
    private readonly List<Block> _blocks = [];
    private int _section;
    private int _table;
    private int _figure;

    private ReportLayout(ReportModel report, MapContent? map, Wording words)
    {
        (_report, _map, _words) = (report, map, words);
        (_tables, _figures) = (new TableText(report, words), new FigureSet(report, words));
    }

    public static ReportContent Build(ReportModel report, MapContent? map, ReportLanguage language)
    {
        var words = new Wording(language == ReportLanguage.English);
        var layout = new ReportLayout(report, map, words);
        layout.AddSections();
        if (language == ReportLanguage.ChineseWithEnglishAnnex)
        {
            layout.AddEnglishAnnex();
        }

        var header = report.Header;
        return new ReportContent(
            words.Pick(header.Title),
            words.Pick($"（{Period(header.Period)}）", $"({header.Period})"),
            [.. TitleLines(header, words)],
            layout._blocks,
            words.Pick("zh-CN", "en"));
    }

    /// <summary>The deck writes a period of years as 2014—2015年.</summary>
    private static string Period(string period)
    {
        var years = period.Split('-');
        return years.Length == 2 && years.All(year => year.Length == 4 && year.All(char.IsAsciiDigit)) ? $"{years[0]}—{years[1]}年" : period;
    }

    private static IEnumerable<string> TitleLines(ReportHeader header, Wording words)
    {
        foreach (var line in new[] { header.Publisher, header.Disclaimer })
        {
            if (line is not null)
            {
                yield return words.Pick(line);
            }
        }
    }

    private void AddSections()
    {
        Section("监测概况", "Overview", "overview");
        _blocks.Add(_tables.Units(++_table));
        AddFigure(_figures.Sizes);
        AddFigure(_figures.UnitCounts);
        AddFigure(_figures.UnitAreas);
        AddFigure(number => _figures.UnitClasses(number, TableKeys.UnitApproval, "units-approval", "分监测单元审批情况图", "approval status by monitoring unit"));
        AddFigure(number => _figures.UnitClasses(number, TableKeys.UnitLegality, "units-legality", "分监测单元违法建设情况图", "legality by monitoring unit"));
        Section("变化图斑审批情况", "Approval status", TableKeys.Approval);
        AddTable(TableKeys.Approval);
        AddMapOrRings(TableKeys.Approval, "审批情况图", "approval status", patch => patch.Approval is { } value ? OutcomeClasses.KeyOf(value) : null);
        Section("变化图斑违法建设情况", "Legality", TableKeys.Legality);
        AddTable(TableKeys.Legality);
        AddMapOrRings(TableKeys.Legality, "违法建设情况图", "legality", patch => patch.Legality is { } value ? OutcomeClasses.KeyOf(value) : null);
        AddOptional();
        AddByUnit();
        AddSources();
    }

    private void AddOptional()
    {
        if (_report.Table(TableKeys.Conformity) is not null)
        {
            Section("用地性质与总体规划符合情况", "Conformity with the plan", TableKeys.Conformity);
            AddTable(TableKeys.Conformity);
            AddFigure(number => _figures.Rings(number, TableKeys.Conformity, "conformity", "符合总规情况图", "conformity with the plan"));
        }

        if (_report.Table(TableKeys.Construction) is not null)
        {
            Section("建设状态", "Construction state", TableKeys.Construction);
            AddTable(TableKeys.Construction);
            AddFigure(number => _figures.Rings(number, TableKeys.Construction, "construction", "建设状态图", "construction state"));
        }

        if (_report.Table(TableKeys.Theme) is { } themes)
        {
            Section("涉及管控线情况", "Control lines", TableKeys.Theme);
            _blocks.Add(_tables.Themes(themes, ++_table));
            AddFigure(_figures.Themes);
        }

        if (_report.Table(TableKeys.Unanswered) is not null)
        {
            Section("未反馈核查结果的图斑", "Patches without a verification result", TableKeys.Unanswered);
            AddTable(TableKeys.Unanswered);
        }
    }

    private void AddByUnit()
    {
        Section("分监测单元情况", "By monitoring unit");
        _blocks.Add(_tables.Cross(_report[TableKeys.UnitApproval], ++_table));
        _blocks.Add(_tables.Cross(_report[TableKeys.UnitLegality], ++_table));
        AddTable(TableKeys.Size);
    }

    private void AddSources()
    {
        Section("数据来源与说明", "Sources and notes");
        foreach (var note in _report.Notes)
        {
            _blocks.Add(new Note(_words.Pick(note.Chinese, note.English)));
        }

        if (_map is null)
        {
            _blocks.Add(new Note(_words.Pick(
                "本次生成未提供图斑图形，报告不含变化图斑分布图，以统计图代替。", "No patch geometry was given: charts stand in place of the maps.")));
        }

        _blocks.Add(new Note(_words.Pick(
            "面积为按椭球面计算的图斑面积之和；各项比例分别四舍五入，合计可能不等于 100%。",
            "Areas are sums of ellipsoidal patch areas; every percentage is rounded for itself, so that a column need not add up to 100.")));
        foreach (var remark in _report.Header.Remarks)
        {
            _blocks.Add(new Note(_words.Pick(remark)));
        }

        if (_report.Sources.Count > 0)
        {
            _blocks.Add(new TableBlock(
                _words.Pick($"表 {++_table}：数据来源表", $"Table {_table}. Sources"),
                [_words.Pick("文件", "File"), "SHA-256", _words.Pick("行数", "Rows")],
                [.. _report.Sources.Select(source => (IReadOnlyList<string>)[source.Path, source.Sha256, Wording.Count(source.Rows)])],
                HasTotal: false,
                [1.6f, 3f, 0.6f]));
        }
    }

    private void AddEnglishAnnex()
    {
        var words = new Wording(english: true);
        var tables = new TableText(_report, words);
        _blocks.Add(new PageBreak());
        _blocks.Add(new Heading(1, "Annex: summary in English"));
        foreach (var sentence in _report.Narrative)
        {
            _blocks.Add(new BodyText(sentence.English));
        }

        _blocks.Add(tables.Simple(_report[TableKeys.Approval], ReportReferences.ApprovalTable));
        _blocks.Add(tables.Simple(_report[TableKeys.Legality], ReportReferences.LegalityTable));
    }

    private void Section(string chinese, string english, string? sentenceKey = null)
    {
        _blocks.Add(new Heading(1, _words.Pick($"{Numerals[_section]}、{chinese}", $"{_section + 1}. {english}")));
        _section++;
        if (sentenceKey is not null && _report.Sentence(sentenceKey) is { } sentence)
        {
            _blocks.Add(new BodyText(_words.Pick(sentence.Chinese, sentence.English)));
        }
    }

    private void AddTable(string key) => _blocks.Add(_tables.Simple(_report[key], ++_table));

    private void AddFigure(Func<int, Figure> make) => _blocks.Add(new FigureBlock(make(++_figure)));

    private void AddMapOrRings(string key, string chinese, string english, Func<MapPatch, string?> classOf) => AddFigure(number => _map is null
        ? _figures.Rings(number, key, key, chinese, english)
        : _figures.Map(number, key, key, chinese, english, _map, classOf));
}
