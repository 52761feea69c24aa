using System.Globalization;
using System.Xml;

namespace Platform.Formats.Spreadsheets;

/// <summary>Writes a <see cref="CellRule"/> as a <c>dataValidation</c> element.</summary>
internal static class RuleXml
{
    public static void Write(XmlWriter xml, CellRule rule, ChoiceLists lists)
    {
        var (type, first, second) = Formulas(rule, lists);
        xml.WriteStartElement("dataValidation", SheetXml.Main);
        xml.WriteAttributeString("type", type);
        if (rule is TextLengthRule)
        {
            xml.WriteAttributeString("operator", "lessThanOrEqual");
        }

        xml.WriteAttributeString("allowBlank", "1");
        xml.WriteAttributeString("showInputMessage", "1");
        xml.WriteAttributeString("showErrorMessage", "1");
        WriteMessage(xml, "error", rule.Error, 225);
        WriteMessage(xml, "promptTitle", rule.PromptTitle, 32);
        WriteMessage(xml, "prompt", rule.Prompt, 255);
        xml.WriteAttributeString("sqref", SheetXml.Reference(rule.Range));
        xml.WriteElementString("formula1", SheetXml.Main, first);
        if (second is not null)
        {
            xml.WriteElementString("formula2", SheetXml.Main, second);
        }

        xml.WriteEndElement();
    }

    private static (string Type, string First, string? Second) Formulas(CellRule rule, ChoiceLists lists) => rule switch
    {
        ChoiceRule choice => ("list", lists.Formula(choice), null),
        NumberRule number => (number.WholeNumbers ? "whole" : "decimal", Text(number.Least), Text(number.Greatest)),
        DateRule date => ("date", Serial(date.Least), Serial(date.Greatest)),
        TextLengthRule length => ("textLength", Text(length.Greatest), null),
        _ => throw new ArgumentException($"Unknown rule {rule.GetType().Name}.", nameof(rule)),
    };

    private static void WriteMessage(XmlWriter xml, string name, string? text, int greatest)
    {
        if (text is null)
        {
            return;
        }

        if (text.Length > greatest)
        {
            throw new ArgumentException($"The {name} of a rule holds at most {greatest} characters: '{text}'.", nameof(text));
        }

        xml.WriteAttributeString(name, text);
    }

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Serial(DateOnly date) => Text((decimal)date.ToDateTime(TimeOnly.MinValue).ToOADate());
}
