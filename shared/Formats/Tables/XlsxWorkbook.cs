using Platform.Findings;
using Platform.Formats.Archives;
using Platform.Formats.Sources;

namespace Platform.Formats.Tables;

/// <summary>
/// Opens workbooks (ECMA-376, transitional and strict) for streaming. Macros, formulas, links and pictures are never looked at; a formula counts with its
/// stored result.
/// </summary>
public static class XlsxWorkbook
{
    /// <summary>The worksheets in the order of the workbook.</summary>
    /// <param name="source">The file; must stay usable while rows are read.</param>
    /// <param name="path">Its path inside the delivery, for findings.</param>
    /// <param name="findings">Receives what is wrong.</param>
    /// <returns>No worksheets when it cannot be read; then the reason is among the findings.</returns>
    public static IReadOnlyList<ITable> Open(IRangeSource source, string path, FindingLog findings)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(findings);
        if (SafeArchive.Open(source, path, ArchiveLimits.Workbook, findings) is not { } archive)
        {
            return [];
        }

        try
        {
            var package = new XlsxPackage(archive, new Location(path));
            var shared = new Lazy<SharedStrings>(() => SharedStrings.Read(package));
            var styles = new Lazy<DateStyles>(() => DateStyles.Read(package));
            return [.. package.Sheets.Select(sheet => new XlsxSheet(package, sheet, shared, styles, findings))];
        }
        catch (RefusedException refused)
        {
            findings.Add(refused.Finding);
            return [];
        }
    }
}
