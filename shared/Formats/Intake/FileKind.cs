using Platform.Formats.FlatGeobuf;
using Platform.Formats.Sources;

namespace Platform.Formats.Intake;

/// <summary>What a file is, judged by its first bytes and, where those say nothing, by its extension.</summary>
internal enum FileKind
{
    Unknown,
    Zip,
    Workbook,
    GeoPackage,
    GeoJson,
    Csv,
    Gzip,
    ShapefilePart,
    FlatGeobuf,
    Gml,
    Dxf,

    /// <summary>OLE compound file: old Office formats and encrypted workbooks.</summary>
    CompoundFile,

    /// <summary>A known kind that stays an attachment: photographs, PDF, text.</summary>
    Attachment,
}

/// <summary>Tells file kinds apart.</summary>
internal static class FileKinds
{
    private const int HeadLength = 64;

    public static FileKind Of(DeliveredFile file)
    {
        var bytes = new byte[HeadLength];
        using var stream = file.Open();
        var head = bytes.AsSpan(0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        return ByContent(head, file.Extension) ?? ByExtension(file.Extension, head);
    }

    /// <summary>How the kind is called in messages.</summary>
    public static string Name(FileKind kind) => kind switch
    {
        FileKind.Zip => "ZIP",
        FileKind.Workbook => "XLSX",
        FileKind.GeoPackage => "SQLite/GeoPackage",
        FileKind.GeoJson => "JSON",
        FileKind.Gzip => "GZIP",
        FileKind.Dxf => "DXF",
        _ => kind.ToString(),
    };

    /// <summary>Whether the extension is one that files of this kind carry.</summary>
    public static bool IsUsual(FileKind kind, string extension) => kind switch
    {
        FileKind.Zip => extension is ".zip" or ".shz",
        FileKind.Workbook => extension is ".xlsx" or ".xlsm" or ".xltx",
        FileKind.GeoPackage => extension is ".gpkg" or ".gpkx",
        FileKind.GeoJson => extension is ".geojson" or ".json" or ".geojsonl" or ".geojsons" or ".ndjson" or ".jsonl",
        FileKind.FlatGeobuf => extension is ".fgb",
        FileKind.Dxf => extension is ".dxf",
        FileKind.Gzip => extension is ".gz",
        _ => true,
    };

    private static FileKind? ByContent(ReadOnlySpan<byte> head, string extension)
    {
        if (head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8))
        {
            return extension is ".xlsx" or ".xlsm" or ".xltx" or ".xlsb" ? FileKind.Workbook : extension is ".docx" or ".pptx" ? FileKind.Attachment : FileKind.Zip;
        }

        if (head.StartsWith("SQLite format 3\0"u8))
        {
            return FileKind.GeoPackage;
        }

        if (head is [0x1F, 0x8B, ..])
        {
            return FileKind.Gzip;
        }

        if (head.StartsWith(FlatGeobufHeader.Magic))
        {
            return FileKind.FlatGeobuf;
        }

        if (head.StartsWith("AutoCAD Binary DXF"u8))
        {
            return FileKind.Dxf;
        }

        return head is [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] ? FileKind.CompoundFile : null;
    }

    private static FileKind ByExtension(string extension, ReadOnlySpan<byte> head)
    {
        switch (extension)
        {
            case ".zip" or ".shz": return FileKind.Zip;
            case ".xlsx" or ".xlsm" or ".xltx": return FileKind.Workbook;
            case ".gpkg" or ".gpkx": return FileKind.GeoPackage;
            case ".geojson" or ".json" or ".geojsonl" or ".geojsons" or ".ndjson" or ".jsonl": return FileKind.GeoJson;
            case ".csv" or ".tsv": return FileKind.Csv;
            case ".gz": return FileKind.Gzip;
            case ".fgb": return FileKind.FlatGeobuf;
            case ".gml": return FileKind.Gml;
            case ".dxf": return FileKind.Dxf;
            case ".shp" or ".shx" or ".dbf" or ".prj" or ".cpg" or ".sbn" or ".sbx" or ".qix": return FileKind.ShapefilePart;
            case ".jpg" or ".jpeg" or ".png" or ".pdf" or ".txt" or ".md" or ".doc" or ".docx": return FileKind.Attachment;
        }

        var start = head.StartsWith("\uFEFF"u8) ? head[3..].TrimStart(" \r\n\t"u8) : head.TrimStart(" \r\n\t"u8);
        return start is [(byte)'{', ..] ? FileKind.GeoJson : FileKind.Unknown;
    }
}
