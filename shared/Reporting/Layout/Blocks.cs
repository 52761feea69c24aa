using Platform.Reporting.Figures;

namespace Platform.Reporting.Layout;

/// <summary>A piece of the report in reading order; what it looks like is each writer's business.</summary>
internal abstract record Block;

/// <summary>A heading of level 1 or 2.</summary>
internal sealed record Heading(int Level, string Text) : Block;

/// <summary>A paragraph of running text.</summary>
internal sealed record BodyText(string Text) : Block;

/// <summary>A small paragraph: notes, disclaimers.</summary>
internal sealed record Note(string Text) : Block;

/// <summary>A table with its caption above it.</summary>
/// <param name="Caption">Caption with its number.</param>
/// <param name="Columns">Heads of the columns.</param>
/// <param name="Rows">Cells as printed.</param>
/// <param name="HasTotal">Whether the last row is the total.</param>
/// <param name="Widths">Relative widths of the columns.</param>
internal sealed record TableBlock(
    string Caption, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, bool HasTotal, IReadOnlyList<float> Widths) : Block;

/// <summary>A figure with its caption below it.</summary>
/// <param name="Figure">The picture and its caption.</param>
internal sealed record FigureBlock(Figure Figure) : Block;

/// <summary>What follows starts on a new page.</summary>
internal sealed record PageBreak : Block;

/// <summary>The report ready for the writers.</summary>
/// <param name="Title">Title of the title page.</param>
/// <param name="Subtitle">Period, in parentheses.</param>
/// <param name="TitleLines">What else stands on the title page.</param>
/// <param name="Blocks">The report in reading order.</param>
/// <param name="Language">BCP 47 language of the main text.</param>
internal sealed record ReportContent(
    string Title, string Subtitle, IReadOnlyList<string> TitleLines, IReadOnlyList<Block> Blocks, string Language)
{
    public IEnumerable<Figure> Figures => Blocks.OfType<FigureBlock>().Select(block => block.Figure);
}
