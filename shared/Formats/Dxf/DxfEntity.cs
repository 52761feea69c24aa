using System.Text;

namespace Platform.Formats.Dxf;

/// <summary>An entity: its type, its groups, and the vertices or attributes that follow it as entities of their own.</summary>
/// <param name="type">Name of the type, <c>LWPOLYLINE</c> for instance.</param>
internal sealed class DxfEntity(string type)
{
    /// <summary>Greatest number of groups of one entity with its followers.</summary>
    public const int MaxTags = 1_000_000;

    public string Type => type;

    public List<DxfTag> Tags { get; } = [];

    /// <summary>VERTEX entities of a POLYLINE, ATTRIB entities of an INSERT.</summary>
    public List<DxfEntity> Followers { get; } = [];

    /// <summary>Whether groups were left out because there are too many.</summary>
    public bool IsTooLarge { get; set; }

    /// <summary>Bytes of the first text group with this code.</summary>
    public byte[]? Text(int code)
    {
        foreach (var tag in Tags)
        {
            if (tag.Code == code)
            {
                return tag.Bytes;
            }
        }

        return null;
    }

    /// <summary>The first number with this code.</summary>
    public double Number(int code, double missing = 0)
    {
        foreach (var tag in Tags)
        {
            if (tag.Code == code)
            {
                return tag.Number;
            }
        }

        return missing;
    }

    /// <summary>The first whole number with this code.</summary>
    public int Whole(int code, int missing = 0) => Number(code, missing) is >= int.MinValue and <= int.MaxValue and var number ? (int)number : missing;

    /// <summary>The point whose x has this code, y the code plus 10, z plus 20.</summary>
    public DxfPoint Point(int code) => new(Number(code), Number(code + 10), Number(code + 20));

    /// <summary>Whether there is a group with this code.</summary>
    public bool Has(int code) => Tags.Exists(tag => tag.Code == code);

    /// <summary>A name of the entity's own kind (layer, block, line type) as bytes that can be a key.</summary>
    public string Key(int code) => Text(code) is { } bytes ? Encoding.Latin1.GetString(bytes).Trim().ToUpperInvariant() : "";
}
