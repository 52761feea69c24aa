namespace Platform.Spatial.Kernel;

/// <summary>Cuts a range of latitude into equal bands of at most <see cref="EllipsoidalWeight.BandDegrees"/>.</summary>
internal struct LatitudeBands(double low, double high)
{
    private readonly int _count = Math.Max(1, (int)Math.Ceiling((high - low) / EllipsoidalWeight.BandDegrees));
    private int _next;

    /// <summary>The band under the enumerator.</summary>
    public (double Low, double High) Current { readonly get; private set; } = (low, low);

    /// <summary>This.</summary>
    public readonly LatitudeBands GetEnumerator() => this;

    /// <summary>Goes to the next band.</summary>
    public bool MoveNext()
    {
        if (_next == _count)
            return false;

        _next++;
        Current = (Current.High, _next == _count ? high : low + ((high - low) * _next / _count));
        return true;
    }
}
