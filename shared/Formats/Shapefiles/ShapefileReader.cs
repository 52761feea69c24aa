using NetTopologySuite.Geometries;
using Platform.Findings;
using Platform.Formats.Dbase;
using Platform.Formats.Features;
using Platform.Formats.Geometries;
using Location = Platform.Findings.Location;

namespace Platform.Formats.Shapefiles;

/// <summary>One pass over a shapefile: takes a record of the .shp and one of the .dbf at a time.</summary>
internal sealed class ShapefileReader : IDisposable
{
    /// <summary>Stands for a row that is marked as deleted.</summary>
    public static readonly FeatureRow Deleted = new(-1, null, null, [], []);

    private readonly LayerSchema _schema;
    private readonly DbfTable? _table;
    private readonly FindingLog _findings;
    private readonly ShapeCursor? _shapes;
    private readonly Stream? _records;
    private readonly byte[] _record;
    private long _row = -1;
    private bool _saidDeleted;

    /// <summary>Faults while opening are added to the findings; then there are no rows.</summary>
    public ShapefileReader(ShapefileSet set, LayerSchema schema, DbfTable? table, FindingLog findings)
    {
        _schema = schema;
        _table = table;
        _findings = findings;
        _record = new byte[table?.Header.RecordLength ?? 0];
        try
        {
            _shapes = set.Main is null ? null : new ShapeCursor(set.Main, OpenIndex(set), findings);
            _records = table?.OpenRecords();
        }
        catch (RefusedException refused)
        {
            findings.Add(refused.Finding);
            IsBroken = true;
        }
    }

    private bool IsBroken { get; set; }

    /// <summary>The next row, or null at the end; why it ended is among the findings.</summary>
    public FeatureRow? Next()
    {
        if (IsBroken)
        {
            return null;
        }

        try
        {
            return ReadNext();
        }
        catch (RefusedException refused)
        {
            _findings.Add(refused.Finding);
            IsBroken = true;
            return null;
        }
    }

    public void Dispose()
    {
        _shapes?.Dispose();
        _records?.Dispose();
    }

    private static RecordIndex OpenIndex(ShapefileSet set)
    {
        if (set.Index is null)
        {
            return new RecordIndex(null);
        }

        var stream = set.Index.Open();
        var header = new byte[ShapeHeader.Length];
        return new RecordIndex(stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) == header.Length ? stream : null);
    }

    private FeatureRow? ReadNext()
    {
        ReadOnlySpan<byte> content = default;
        var hasShape = _shapes?.MoveNext(out content);
        var hasRecord = ReadRecord();
        if (hasShape != true && hasRecord != true)
        {
            return null;
        }

        if (hasShape == false || (hasShape == true && hasRecord == false))
        {
            CountRest();
            return null;
        }

        _row++;
        var at = new Location(_schema.File, _schema.Name, _row);
        if (hasRecord == true && _table!.IsDeleted(_record, _row, ref _saidDeleted))
        {
            return Deleted;
        }

        var findings = new List<Finding>();
        var geometry = hasShape == true ? Decode(content, at, findings) : null;
        var values = hasRecord == true ? _table!.Decode(_record, at, findings) : [];
        return new FeatureRow(_row, null, geometry, values, findings);
    }

    private Geometry? Decode(ReadOnlySpan<byte> record, Location at, List<Finding> findings)
    {
        var row = new RowGeometry(at, findings);
        try
        {
            return record.IsEmpty
                ? throw row.Refuse(FormatFindings.GeometryTooLarge, ShapeCursor.MaxRecord)
                : ShapeRecord.Decode(record, _shapes!.Header, row);
        }
        catch (RefusedException refused)
        {
            findings.Add(refused.Finding);
            return null;
        }
    }

    /// <summary>Whether a record was read, or null when there is no table.</summary>
    private bool? ReadRecord()
    {
        if (_table is null)
        {
            return null;
        }

        return _row + 1 < _table.Header.Records && _records!.ReadAtLeast(_record, _record.Length, throwOnEndOfStream: false) == _record.Length;
    }

    /// <summary>One of the two files has ended before the other: counts the rest of the .shp and says so.</summary>
    private void CountRest()
    {
        while (_shapes!.MoveNext(out _))
        {
            // Only the count matters now.
        }

        if (_table is not null)
        {
            _findings.Add(FormatFindings.ShapefileCountMismatch.At(new Location(_schema.File), _shapes.Count, _table.Header.Records));
        }
    }
}
