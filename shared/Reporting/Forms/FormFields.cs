using System.Xml.Linq;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;
using Platform.Reporting.Layers;

namespace Platform.Reporting.Forms;

/// <summary>
/// How QGIS shows the form's fields of a layer: Chinese headers, the form's drop-downs, and key columns that cannot be edited. Values are those of the workbook's
/// drop-downs, which the form's reader understands.
/// </summary>
internal sealed class FormFields(RuleSet rules)
{
    /// <summary>What QGIS stores as a missing value when it is chosen from a list.</summary>
    private const string NullValue = "{2839923C-8B7D-419E-B84B-CA2FE9B80EC7}";

    private readonly List<(string Field, string Alias)> _aliases = [];
    private readonly List<(string Field, IReadOnlyList<(string Shown, string Stored)> Choices)> _lists = [];
    private readonly List<string> _locked = [];

    /// <summary>A column of the form under the name that the layer has for it.</summary>
    public void Add(string field, FormColumn column)
    {
        _aliases.Add((field, column.Header.Zh));
        if (column.IsProtected)
        {
            _locked.Add(field);
        }
        else if (column.Type == FormColumnType.Code)
        {
            _lists.Add((field, [("（未填）", NullValue), .. FormText.Choices(column, rules).Select(choice => (choice, choice))]));
        }
    }

    /// <summary>One of the package's <see cref="AccompanyingColumns.Details"/>; other fields stay as they are.</summary>
    public void AddDetail(string field)
    {
        if (AccompanyingColumns.Details.TryGetValue(field, out var title))
        {
            AddLocked(field, title);
        }
    }

    /// <summary>A field that is shown and not filled in.</summary>
    public void AddLocked(string field, string alias, params IReadOnlyList<(string Shown, string Stored)> choices)
    {
        _aliases.Add((field, alias));
        _locked.Add(field);
        if (choices.Count > 0)
        {
            _lists.Add((field, choices));
        }
    }

    public object[] ToXml() =>
    [
        new XElement("fieldConfiguration", _lists.Select(list => new XElement("field", new XAttribute("name", list.Field), List(list.Choices)))),
        new XElement("aliases", _aliases.Select((alias, index) => new XElement(
            "alias", new XAttribute("index", index + 1), new XAttribute("field", alias.Field), new XAttribute("name", alias.Alias)))),
        new XElement("editable", _locked.Select(field => new XElement("field", new XAttribute("name", field), new XAttribute("editable", "0")))),
    ];

    private static XElement List(IEnumerable<(string Shown, string Stored)> choices) => new(
        "editWidget",
        new XAttribute("type", "ValueMap"),
        new XElement("config", new XElement(
            "Option",
            new XAttribute("type", "Map"),
            new XElement(
                "Option",
                new XAttribute("type", "List"),
                new XAttribute("name", "map"),
                choices.Select(choice => new XElement("Option", new XAttribute("type", "Map"), LayerStyle.Option(choice.Shown, choice.Stored)))))));
}
