using System.Text;
using System.Text.RegularExpressions;
using Platform.Findings;
using Platform.Formats.Features;
using Platform.Formats.Sources;
using Location = Platform.Findings.Location;

namespace Platform.Formats.Dxf;

/// <summary>A block: entities that INSERT places.</summary>
/// <param name="BasePoint">Point of the block that comes to lie where it is inserted.</param>
/// <param name="Entities">Its entities.</param>
internal sealed record DxfBlock(DxfPoint BasePoint, IReadOnlyList<DxfEntity> Entities);

/// <summary>What a drawing says apart from its entities: release, code page, layers that are off, blocks, and a CRS if it has GEODATA.</summary>
internal sealed partial class DxfDrawing
{
    private const int MaxBlockTags = 1_500_000;
    private const int MaxGeoData = 1 << 20;
    private readonly Dictionary<string, DxfBlock> _blocks = [];
    private readonly HashSet<string> _hiddenLayers = [];
    private readonly StringBuilder _geoData = new();
    private readonly Location _at;
    private string? _version;
    private string? _codePage;
    private int _blockTags;
    private bool _hasEnded;
    private bool _hasEntities;

    private DxfDrawing(DeliveredFile file, FindingLog findings, CancellationToken cancellation)
    {
        _at = new Location(file.Path);
        using (var reader = new DxfSections(file))
        {
            while (reader.Next())
            {
                cancellation.ThrowIfCancellationRequested();
                Take(reader, findings);
            }

            _hasEnded = reader.HasEnded;
        }

        Text = new DxfText(_version, _codePage);
    }

    public DxfText Text { get; }

    /// <summary>The CRS of the GEODATA object; missing without one.</summary>
    public CrsDefinition Crs => Alias().Match(_geoData.ToString()) is { Success: true } match && int.TryParse(match.Groups[1].ValueSpan, out var epsg)
        ? new CrsDefinition(null, epsg, "GEODATA")
        : CrsDefinition.Missing;

    /// <summary>Reads a drawing to its end.</summary>
    /// <exception cref="RefusedException">No DXF that can be read, or it breaks off.</exception>
    public static DxfDrawing Read(DeliveredFile file, FindingLog findings, CancellationToken cancellation)
    {
        var drawing = new DxfDrawing(file, findings, cancellation);
        if (!drawing._hasEnded)
        {
            throw new RefusedException(FormatFindings.DxfTruncated.At(drawing._at, file.Length));
        }

        if (!drawing._hasEntities)
        {
            findings.Add(FormatFindings.DxfNoEntities.At(drawing._at));
        }

        return drawing;
    }

    /// <summary>The block, or null when it is not defined.</summary>
    public DxfBlock? Block(string key) => _blocks.GetValueOrDefault(key);

    /// <summary>Whether the layer is off or frozen.</summary>
    public bool IsHidden(string layerKey) => _hiddenLayers.Contains(layerKey);

    private void Take(DxfSections reader, FindingLog findings)
    {
        switch (reader.Section)
        {
            case "HEADER": TakeVariables(reader.Entity); break;
            case "TABLES" when reader.Entity.Type == "LAYER": TakeLayer(reader.Entity); break;
            case "BLOCKS" when reader.Entity.Type == "BLOCK": TakeBlock(reader, findings); break;
            case "ENTITIES":
                _hasEntities = true;
                break;
            case "OBJECTS" when reader.Entity.Type == "GEODATA": TakeGeoData(reader.Entity); break;
        }
    }

    /// <summary>Variables are pairs: 9 with the name, then the value.</summary>
    private void TakeVariables(DxfEntity header)
    {
        for (var i = 0; i + 1 < header.Tags.Count; i++)
        {
            if (header.Tags[i] is { Code: 9 } name)
            {
                var value = header.Tags[i + 1].Bytes is { } bytes ? Encoding.Latin1.GetString(bytes).Trim() : null;
                _version = name.Is("$ACADVER"u8) ? value : _version;
                _codePage = name.Is("$DWGCODEPAGE"u8) ? value : _codePage;
            }
        }
    }

    private void TakeLayer(DxfEntity layer)
    {
        const int Frozen = 1;
        if ((layer.Whole(70) & Frozen) != 0 || layer.Whole(62) < 0)
        {
            _hiddenLayers.Add(layer.Key(2));
        }
    }

    private void TakeBlock(DxfSections reader, FindingLog findings)
    {
        var block = reader.Entity;
        var entities = new List<DxfEntity>();
        while (reader.Next() && reader.Section == "BLOCKS" && reader.Entity.Type != "ENDBLK")
        {
            _blockTags += reader.Entity.Tags.Count + reader.Entity.Followers.Sum(follower => follower.Tags.Count);
            if (_blockTags > MaxBlockTags)
            {
                throw new RefusedException(FormatFindings.DxfBlocksTooLarge.At(_at, MaxBlockTags));
            }

            if (DxfShapes.IsKnown(reader.Entity.Type))
            {
                entities.Add(reader.Entity);
            }
            else if (reader.Entity.Type != "ATTDEF")
            {
                findings.Add(FormatFindings.DxfEntityIgnored.At(_at, reader.Entity.Type));
            }
        }

        _blocks[block.Key(2)] = new DxfBlock(block.Point(10), entities);
    }

    private void TakeGeoData(DxfEntity geoData)
    {
        foreach (var tag in geoData.Tags)
        {
            if (tag is { Code: 301 or 303, Bytes: { } bytes } && _geoData.Length < MaxGeoData)
            {
                _geoData.Append(Encoding.Latin1.GetString(bytes));
            }
        }
    }

    [GeneratedRegex("<Alias id=\"(\\d{4,6})\" type=\"CoordinateSystem\">")]
    private static partial Regex Alias();
}
