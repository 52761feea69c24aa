using System.Text;
using Platform.Formats.Sources;

namespace Platform.Formats.Dxf;

/// <summary>
/// Walks a drawing entity by entity: what begins with a group 0. VERTEX and ATTRIB entities are gathered with the POLYLINE or INSERT they
/// follow. The variables of the HEADER come as one entity.
/// </summary>
internal sealed class DxfSections : IDisposable
{
    private readonly DxfTagReader _tags;
    private DxfEntity? _ahead;

    /// <exception cref="Platform.Findings.RefusedException">No DXF.</exception>
    public DxfSections(DeliveredFile file)
    {
        _tags = new DxfTagReader(file);
        while (_tags.Read(out var tag))
        {
            if (tag.Code == 0)
            {
                _ahead = new DxfEntity(Name(tag));
                return;
            }
        }
    }

    /// <summary>Name of the section; empty outside of any.</summary>
    public string Section { get; private set; } = "";

    /// <summary>The current entity.</summary>
    public DxfEntity Entity { get; private set; } = new("");

    /// <summary>Whether the end mark was reached.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Moves to the next entity; false at the end.</summary>
    /// <exception cref="Platform.Findings.RefusedException">The file is damaged or breaks off.</exception>
    public bool Next()
    {
        while (ReadOne() is { } entity)
        {
            switch (entity.Type)
            {
                case "SECTION":
                    Section = entity.Key(2);
                    if (Section == "HEADER")
                    {
                        Entity = entity;
                        return true;
                    }

                    break;
                case "ENDSEC":
                    Section = "";
                    break;
                default:
                    Gather(entity);
                    Entity = entity;
                    return true;
            }
        }

        return false;
    }

    public void Dispose() => _tags.Dispose();

    private static string Name(DxfTag tag) => tag.Bytes is { } bytes ? Encoding.Latin1.GetString(bytes).Trim().ToUpperInvariant() : "";

    private void Gather(DxfEntity entity)
    {
        var follower = entity.Type switch
        {
            "POLYLINE" => "VERTEX",
            "INSERT" when entity.Whole(66) == 1 => "ATTRIB",
            _ => null,
        };
        if (follower is null)
        {
            return;
        }

        var total = entity.Tags.Count;
        while (_ahead?.Type == follower && ReadOne() is { } next)
        {
            total += next.Tags.Count;
            entity.IsTooLarge |= total > DxfEntity.MaxTags;
            if (!entity.IsTooLarge)
            {
                entity.Followers.Add(next);
            }
        }

        if (_ahead?.Type == "SEQEND")
        {
            ReadOne();
        }
    }

    /// <summary>The entity whose group 0 has been read already, with its groups; null at the end mark or the end of the file.</summary>
    private DxfEntity? ReadOne()
    {
        if (_ahead is not { } entity)
        {
            return null;
        }

        _ahead = null;
        if (entity.Type == "EOF")
        {
            HasEnded = true;
            return null;
        }

        while (_tags.Read(out var tag))
        {
            if (tag.Code == 0)
            {
                _ahead = new DxfEntity(Name(tag));
                break;
            }

            if (entity.Tags.Count >= DxfEntity.MaxTags)
            {
                entity.IsTooLarge = true;
            }
            else if (tag.Code < 1000)
            {
                entity.Tags.Add(tag);
            }
        }

        return entity;
    }
}
