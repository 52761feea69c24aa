using Platform.Findings;
using Location = Platform.Findings.Location;

namespace Platform.Formats.Dxf;

/// <summary>An entity and where it lies.</summary>
/// <param name="Entity">The entity.</param>
/// <param name="Placement">From its coordinates to the world's.</param>
/// <param name="Insert">The INSERT that placed its block, which may lie in a block itself; null outside of blocks.</param>
internal sealed record PlacedEntity(DxfEntity Entity, DxfPlacement Placement, PlacedEntity? Insert)
{
    private const int PaperSpace = 67;

    /// <summary>The entity whose layer counts: what lies on layer 0 of a block lies on the layer of its INSERT.</summary>
    public DxfEntity OnLayer => Insert is not null && Entity.Key(8) is ("" or "0") ? Insert.OnLayer : Entity;

    /// <summary>Whether it, or what its blocks are inserted into, lies on a sheet and not in the drawing.</summary>
    public bool IsOnPaper => Entity.Whole(PaperSpace) == 1 || Insert is { IsOnPaper: true };
}

/// <summary>
/// Takes inserted blocks apart. Blocks may insert each other by the power of their depth, and themselves: depth and number of entities are
/// limited, and what is beyond the limit is a finding.
/// </summary>
internal sealed class DxfExpansion(DxfDrawing drawing, Location at, FindingLog findings)
{
    private const int MaxDepth = 16;
    private const int MaxEntities = 2_000_000;
    private readonly HashSet<string> _open = [];
    private int _placed;

    /// <summary>The entity, or those of its block.</summary>
    public IEnumerable<PlacedEntity> Expand(DxfEntity entity) => Expand(new PlacedEntity(entity, DxfPlacement.Identity, null), depth: 0);

    private IEnumerable<PlacedEntity> Expand(PlacedEntity placed, int depth)
    {
        switch (placed.Entity.Type)
        {
            case "INSERT":
                return ExpandInsert(placed, depth);
            case "DIMENSION":
                return ExpandBlock(placed, DxfPlacement.Identity, depth);
            case var type when DxfShapes.IsKnown(type):
                return [placed];
            default:
                findings.Add(FormatFindings.DxfEntityIgnored.At(at with { Layer = null }, placed.Entity.Type));
                return [];
        }
    }

    /// <summary>The entities of the block once per row and column, and the attributes.</summary>
    private IEnumerable<PlacedEntity> ExpandInsert(PlacedEntity insert, int depth)
    {
        var entity = insert.Entity;
        var (columns, rows) = (Math.Max(1, entity.Whole(70)), Math.Max(1, entity.Whole(71)));
        var basePoint = drawing.Block(entity.Key(2))?.BasePoint ?? default;
        for (var cell = 0L; cell < (long)columns * rows && HasRoom(); cell++)
        {
            var placement = DxfPlacement.OfInsert(entity, basePoint, cell % columns * entity.Number(44), cell / columns * entity.Number(45));
            foreach (var inside in ExpandBlock(insert, placement, depth))
            {
                yield return inside;
            }
        }

        foreach (var attribute in entity.Followers)
        {
            yield return new PlacedEntity(attribute, insert.Placement, insert);
        }
    }

    private IEnumerable<PlacedEntity> ExpandBlock(PlacedEntity insert, DxfPlacement placement, int depth)
    {
        var key = insert.Entity.Key(2);
        if (drawing.Block(key) is not { } block)
        {
            Add(FormatFindings.DxfBlockMissing, insert);
            _placed++;
            yield break;
        }

        if (depth >= MaxDepth || !_open.Add(key))
        {
            Add(FormatFindings.DxfBlockRecursive, insert);
            _placed++;
            yield break;
        }

        try
        {
            foreach (var entity in block.Entities.TakeWhile(_ => HasRoom()))
            {
                _placed++;
                foreach (var inside in Expand(new PlacedEntity(entity, insert.Placement.After(placement), insert), depth + 1))
                {
                    yield return inside;
                }
            }

            _placed++;
        }
        finally
        {
            _open.Remove(key);
        }
    }

    private bool HasRoom()
    {
        if (_placed < MaxEntities)
        {
            return true;
        }

        findings.Add(FormatFindings.DxfTooManyInserts.At(at with { Layer = null }, MaxEntities));
        return false;
    }

    private void Add(FindingKind kind, PlacedEntity insert) => findings.Add(kind.At(at with { Layer = null }, drawing.Text.Decode(insert.Entity.Text(2)).Trim()));
}
