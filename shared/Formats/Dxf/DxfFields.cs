using System.Text;
using Platform.Formats.Features;

namespace Platform.Formats.Dxf;

/// <summary>The fields of a drawing's layer.</summary>
internal static class DxfFields
{
    private const int Invisible = 60, Colour = 62;

    public static IReadOnlyList<Field> All { get; } =
    [
        new("layer", FieldType.Text),
        new("entity", FieldType.Text),
        new("handle", FieldType.Text),
        new("color", FieldType.Integer),
        new("linetype", FieldType.Text),
        new("block", FieldType.Text),
        new("text", FieldType.Text),
        new("paper_space", FieldType.Boolean),
        new("visible", FieldType.Boolean),
    ];

    /// <summary>The values in the order of <see cref="All"/>.</summary>
    public static object?[] Values(PlacedEntity placed, DxfDrawing drawing)
    {
        var entity = placed.Entity;
        var layer = placed.OnLayer;
        var isHidden = drawing.IsHidden(layer.Key(8)) || entity.Whole(Invisible) == 1;
        return
        [
            drawing.Text.Decode(layer.Text(8)).Trim() is { Length: > 0 } name ? name : "0",
            entity.Type,
            Named(drawing.Text.Decode(entity.Text(5))),
            entity.Has(Colour) ? (long)entity.Whole(Colour) : null,
            Named(drawing.Text.Decode(entity.Text(6))),
            placed.Insert is { } insert ? Named(drawing.Text.Decode(insert.Entity.Text(2))) : null,
            Named(TextOf(entity, drawing.Text)),
            placed.IsOnPaper,
            !isHidden,
        ];
    }

    private static string? Named(string text) => text.Trim() is { Length: > 0 } name ? name : null;

    private static string TextOf(DxfEntity entity, DxfText text)
    {
        if (entity.Type is "TEXT" or "ATTRIB")
        {
            return text.Decode(entity.Text(1));
        }

        if (entity.Type != "MTEXT")
        {
            return "";
        }

        // A long text comes in pieces of 250 characters (3), the last one as 1.
        var pieces = new StringBuilder();
        foreach (var tag in entity.Tags.Where(tag => tag.Code is 1 or 3))
        {
            pieces.Append(text.Decode(tag.Bytes));
        }

        return DxfText.Plain(pieces.ToString());
    }
}
