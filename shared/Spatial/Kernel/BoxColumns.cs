using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Platform.Spatial.Kernel;

/// <summary>Extents column by column, so that four are looked at at once. Those that fill up a group of four are empty: they meet nothing.</summary>
/// <param name="capacity">Extents there is room for from the start: a multiple of four.</param>
internal sealed class BoxColumns(int capacity = 0)
{
    private const int Lanes = 4;

    private double[] _minX = new double[capacity];
    private double[] _minY = new double[capacity];
    private double[] _maxX = new double[capacity];
    private double[] _maxY = new double[capacity];

    /// <summary>Extents in use.</summary>
    public int Count { get; private set; }

    /// <summary>One of the extents.</summary>
    public Box this[int i] => new(_minX[i], _minY[i], _maxX[i], _maxY[i]);

    /// <summary>Forgets all extents.</summary>
    public void Clear() => Count = 0;

    /// <summary>Starts anew with as many empty extents.</summary>
    public void Clear(int count)
    {
        Count = count;
        var padded = (count + Lanes - 1) & ~(Lanes - 1);
        if (_minX.Length < padded)
            Resize(2 * padded);
        _minX.AsSpan(0, padded).Fill(double.PositiveInfinity);
        _minY.AsSpan(0, padded).Fill(double.PositiveInfinity);
        _maxX.AsSpan(0, padded).Fill(double.NegativeInfinity);
        _maxY.AsSpan(0, padded).Fill(double.NegativeInfinity);
    }

    /// <summary>Adds an extent.</summary>
    public void Add(in Box box)
    {
        if (Count == _minX.Length)
            Resize(Math.Max(16, 2 * Count));
        Set(Count++, box);
    }

    /// <summary>Fills the last group of four up.</summary>
    public void Pad()
    {
        while (Count % Lanes != 0)
            Add(Box.Empty);
    }

    /// <summary>Puts an extent in its place.</summary>
    public void Set(int i, in Box box) => (_minX[i], _minY[i], _maxX[i], _maxY[i]) = (box.MinX, box.MinY, box.MaxX, box.MaxY);

    /// <summary>Makes an extent that of two points.</summary>
    public void Set(int i, double x0, double y0, double x1, double y1)
    {
        (_minX[i], _maxX[i]) = (Math.Min(x0, x1), Math.Max(x0, x1));
        (_minY[i], _maxY[i]) = (Math.Min(y0, y1), Math.Max(y0, y1));
    }

    /// <summary>Extends an extent around one of others.</summary>
    public void Extend(int i, BoxColumns other, int j)
    {
        (_minX[i], _maxX[i]) = (Math.Min(_minX[i], other._minX[j]), Math.Max(_maxX[i], other._maxX[j]));
        (_minY[i], _maxY[i]) = (Math.Min(_minY[i], other._minY[j]), Math.Max(_maxY[i], other._maxY[j]));
    }

    /// <summary>Whether an extent meets, or touches, one of others.</summary>
    public bool Meets(int i, BoxColumns other, int j) =>
        _minX[i] <= other._maxX[j] && other._minX[j] <= _maxX[i] && _minY[i] <= other._maxY[j] && other._minY[j] <= _maxY[i];

    /// <summary>One bit for each of the four extents from <paramref name="group"/> on that meets, or touches, one of others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Meeting(BoxColumns of, int i, int group)
    {
        var met = Vector256.LessThanOrEqual(Load(_minX, group), Vector256.Create(of._maxX[i]))
            & Vector256.GreaterThanOrEqual(Load(_maxX, group), Vector256.Create(of._minX[i]))
            & Vector256.LessThanOrEqual(Load(_minY, group), Vector256.Create(of._maxY[i]))
            & Vector256.GreaterThanOrEqual(Load(_maxY, group), Vector256.Create(of._minY[i]));
        return met.ExtractMostSignificantBits();
    }

    /// <summary>One bit for each of the four extents from <paramref name="group"/> on that shares more than a boundary with a box.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Overlapping(int group, in Box box)
    {
        var met = Vector256.LessThan(Load(_minX, group), Vector256.Create(box.MaxX))
            & Vector256.GreaterThan(Load(_maxX, group), Vector256.Create(box.MinX))
            & Vector256.LessThan(Load(_minY, group), Vector256.Create(box.MaxY))
            & Vector256.GreaterThan(Load(_maxY, group), Vector256.Create(box.MinY));
        return met.ExtractMostSignificantBits();
    }

    /// <summary>One bit for each of the four extents from <paramref name="group"/> on that shares heights with a box and does not lie to its right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint NotRightOf(int group, double low, double high, double maxX)
    {
        var met = Vector256.LessThan(Load(_minX, group), Vector256.Create(maxX))
            & Vector256.LessThan(Load(_minY, group), Vector256.Create(high))
            & Vector256.GreaterThan(Load(_maxY, group), Vector256.Create(low));
        return met.ExtractMostSignificantBits();
    }

    private void Resize(int size)
    {
        Array.Resize(ref _minX, size);
        Array.Resize(ref _minY, size);
        Array.Resize(ref _maxX, size);
        Array.Resize(ref _maxY, size);
    }

    private static Vector256<double> Load(double[] column, int at) =>
        Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(column), (nuint)at);
}
