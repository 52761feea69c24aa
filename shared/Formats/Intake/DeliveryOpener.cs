using Platform.Findings;
using Platform.Formats.Archives;
using Platform.Formats.Dxf;
using Platform.Formats.FlatGeobuf;
using Platform.Formats.GeoJson;
using Platform.Formats.GeoPackages;
using Platform.Formats.Gml;
using Platform.Formats.Shapefiles;
using Platform.Formats.Sources;
using Platform.Formats.Tables;

namespace Platform.Formats.Intake;

/// <summary>Takes files in one by one and sorts them into layers, tables and attachments.</summary>
internal sealed class DeliveryOpener(string name, DeliveryLimits limits, CancellationToken cancellation)
{
    private readonly FindingLog _findings = new();
    private readonly Delivery.Contents _contents = new();
    private readonly List<IDisposable> _owned = [];

    /// <summary>Runs what adds the files and wraps up.</summary>
    public Delivery Open(Action add)
    {
        try
        {
            Guarded(add);
            if (_contents.Layers.Count + _contents.Tables.Count == 0 && !_findings.HasErrors)
            {
                _findings.Add(FormatFindings.NothingToRead.At(new Location(name)));
            }

            return new Delivery(name, _contents, _findings, _owned);
        }
        catch
        {
            _owned.ForEach(o => o.Dispose());
            throw;
        }
    }

    /// <summary>Ties the life of a resource to the delivery.</summary>
    public T Own<T>(T resource)
        where T : IDisposable
    {
        _owned.Insert(0, resource);
        return resource;
    }

    /// <summary>Adds the one file of the delivery, which may be an archive or compressed.</summary>
    /// <param name="file">The file.</param>
    /// <param name="openRange">Opens it for random access.</param>
    public void AddSingle(DeliveredFile file, Func<IRangeSource> openRange)
    {
        Require(file.Length > 0, FormatFindings.FileEmpty, file);
        var kind = FileKinds.Of(file);
        if (kind == FileKind.Zip)
        {
            Mention(kind, file);
            AddArchive(file, openRange());
            return;
        }

        Require(file.Length <= limits.MaxFileBytes, FormatFindings.FileTooLarge, file, limits.MaxFileBytes);
        switch (kind)
        {
            case FileKind.Gzip: AddUnpacked(file); break;
            case FileKind.Workbook: AddWorkbook(file, openRange()); break;
            case FileKind.ShapefilePart: throw new RefusedException(FormatFindings.ShapefileNeedsSiblings.At(new Location(file.Path), file.Extension));
            case FileKind.GeoPackage:
                Mention(kind, file);
                AddGeoPackage(file, file.LocalPath is null ? InBlocks(file, openRange()) : openRange());
                break;
            default: AddPlain(file, kind, isAlone: true); break;
        }
    }

    /// <summary>Adds the files of a folder or archive.</summary>
    public void AddAll(IEnumerable<DeliveredFile> files)
    {
        var wanted = files.Where(f => !IsNoise(f.Path)).ToList();
        foreach (var set in ShapefileSet.Group(wanted))
        {
            cancellation.ThrowIfCancellationRequested();
            if (ShapefileLayer.Open(set, _findings) is { } layer)
            {
                _contents.Layers.Add(layer);
            }
        }

        foreach (var file in wanted.Where(f => !ShapefileSet.IsPart(f)))
        {
            cancellation.ThrowIfCancellationRequested();
            Guarded(() => AddMember(file));
        }
    }

    /// <summary>Files that operating systems leave behind.</summary>
    private static bool IsNoise(string path) =>
        path.Contains("__MACOSX/", StringComparison.Ordinal)
        || path[(path.LastIndexOf('/') + 1)..] is ".DS_Store" or "Thumbs.db" or "desktop.ini";

    private void AddArchive(DeliveredFile file, IRangeSource range)
    {
        if (SafeArchive.Open(range, file.Path, limits.Archive, _findings) is { } archive)
        {
            AddAll(archive.Entries.Where(e => !e.IsFolder).Select(e => new DeliveredFile($"{file.Path}!/{e.Path}", e.Length, () => archive.OpenEntry(e))));
        }
    }

    private void AddMember(DeliveredFile file)
    {
        Require(file.Length <= limits.MaxFileBytes, FormatFindings.FileTooLarge, file, limits.MaxFileBytes);
        var kind = FileKinds.Of(file);
        if (kind == FileKind.Workbook)
        {
            AddWorkbook(file, Own(new FileRange(LocalCopy(file))));
        }
        else if (kind is FileKind.Zip or FileKind.Gzip)
        {
            AddAttachment(file, kind);
        }
        else
        {
            AddPlain(file, kind, isAlone: false);
        }
    }

    private void AddUnpacked(DeliveredFile file)
    {
        var unpacked = GzipFile.Unpack(file, limits);
        var kind = FileKinds.Of(unpacked);
        Require(kind is FileKind.GeoJson or FileKind.Csv or FileKind.GeoPackage or FileKind.FlatGeobuf or FileKind.Gml or FileKind.Dxf, FormatFindings.FileUnsupported, file, unpacked.Name);
        AddPlain(unpacked, kind, isAlone: true);
    }

    private void AddPlain(DeliveredFile file, FileKind kind, bool isAlone)
    {
        Mention(kind, file);
        switch (kind)
        {
            case FileKind.GeoJson: AddGeoJson(file); break;
            case FileKind.Csv: AddCsv(file); break;
            case FileKind.GeoPackage: AddGeoPackage(file, Own(new FileRange(file.LocalPath ?? LocalCopy(file)))); break;
            case FileKind.FlatGeobuf: AddFlatGeobuf(file); break;
            case FileKind.Gml: _contents.Layers.AddRange(GmlFile.Open(file, _findings, cancellation)); break;
            case FileKind.Dxf: AddDrawing(file); break;
            case FileKind.CompoundFile when isAlone || file.Extension is ".xls" or ".xlsx":
                throw new RefusedException(CompoundFile.WhyRefused(file).At(new Location(file.Path)));
            case FileKind.Unknown when isAlone: throw new RefusedException(FormatFindings.FileUnsupported.At(new Location(file.Path), file.Extension));
            default: AddAttachment(file, kind); break;
        }
    }

    private void AddAttachment(DeliveredFile file, FileKind kind)
    {
        if (kind != FileKind.Attachment)
        {
            _findings.Add(FormatFindings.FileNotRead.At(new Location(file.Path), file.Name));
        }

        _contents.Attachments.Add(file);
    }

    private void AddGeoJson(DeliveredFile file)
    {
        if (GeoJsonLayer.Open(file, Path.GetFileNameWithoutExtension(file.Name), _findings, cancellation) is { } layer)
        {
            _contents.Layers.Add(layer);
        }
    }

    private void AddCsv(DeliveredFile file)
    {
        if (CsvTable.Open(file, _findings) is not { } table)
        {
            return;
        }

        _contents.Tables.Add(table);
        if (CsvLayer.Find(table) is { } layer)
        {
            _contents.Layers.Add(layer);
        }
    }

    private void AddFlatGeobuf(DeliveredFile file)
    {
        if (FlatGeobufLayer.Open(file, Path.GetFileNameWithoutExtension(file.Name), _findings) is { } layer)
        {
            _contents.Layers.Add(layer);
        }
    }

    private void AddDrawing(DeliveredFile file)
    {
        if (DxfLayer.Open(file, Path.GetFileNameWithoutExtension(file.Name), _findings, cancellation) is { } layer)
        {
            _contents.Layers.Add(layer);
        }
    }

    private void AddGeoPackage(DeliveredFile file, IRangeSource range) => _contents.Layers.AddRange(GeoPackageFile.Open(range, file.Path, _findings, cancellation));

    /// <summary>A file that lies elsewhere, read where it lies as long as its reader does not jump about too much.</summary>
    private BlockRange InBlocks(DeliveredFile file, IRangeSource range) => new(range, () => Own(new FileRange(LocalCopy(file))));

    private void AddWorkbook(DeliveredFile file, IRangeSource range)
    {
        Mention(FileKind.Workbook, file);
        _contents.Tables.AddRange(XlsxWorkbook.Open(range, file.Path, _findings));
    }

    /// <summary>A private copy on disk, deleted with the delivery.</summary>
    private string LocalCopy(DeliveredFile file) => Own(TemporaryCopy.Of(file, limits.TemporaryFolder, cancellation)).Path;

    private void Mention(FileKind kind, DeliveredFile file)
    {
        if (!FileKinds.IsUsual(kind, file.Extension))
        {
            _findings.Add(FormatFindings.FileContentMismatch.At(new Location(file.Path), file.Extension, FileKinds.Name(kind)));
        }
    }

    private void Guarded(Action action)
    {
        try
        {
            action();
        }
        catch (RefusedException refused)
        {
            _findings.Add(refused.Finding);
        }
    }

    private static void Require(bool condition, FindingKind kind, DeliveredFile file, params object?[] arguments)
    {
        if (!condition)
        {
            throw new RefusedException(kind.At(new Location(file.Path), arguments));
        }
    }
}
