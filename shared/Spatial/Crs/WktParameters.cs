namespace Platform.Spatial.Crs;

/// <summary>Projection method and parameters of a projected CRS under common names, whichever dialect of well-known text states
/// them.</summary>
internal sealed class WktParameters
{
    private static readonly Dictionary<string, string> CommonNames = new()
    {
        ["latitudeofnaturalorigin"] = "latitudeoforigin",
        ["latitudeoffalseorigin"] = "latitudeoforigin",
        ["longitudeofnaturalorigin"] = "centralmeridian",
        ["longitudeoffalseorigin"] = "centralmeridian",
        ["scalefactoratnaturalorigin"] = "scalefactor",
        ["eastingatfalseorigin"] = "falseeasting",
        ["northingatfalseorigin"] = "falsenorthing",
        ["latitudeof1ststandardparallel"] = "standardparallel1",
        ["latitudeof2ndstandardparallel"] = "standardparallel2",
    };

    private readonly Dictionary<string, double> _values;

    private WktParameters(string method, Dictionary<string, double> values)
    {
        Method = method;
        _values = values;
    }

    /// <summary>Method with letters and digits only, lower case; "gausskruger" and "transversemercator" are the same projection.</summary>
    public string Method { get; }

    /// <summary>Whether it is Gauss–Krüger or transverse Mercator.</summary>
    public bool IsTransverseMercator => Method is "gausskruger" or "transversemercator";

    /// <summary>A parameter in its unit, or the value it has when it is not stated.</summary>
    public double this[string name, double otherwise] => _values.GetValueOrDefault(name, otherwise);

    public static WktParameters Of(WktNode root)
    {
        var values = new Dictionary<string, double>();
        var conversion = root.Find("CONVERSION") ?? root;
        foreach (var parameter in conversion.Children.Where(c => c.Keyword == "PARAMETER"))
        {
            if (parameter.Number(0) is { } number)
                values[CommonNames.GetValueOrDefault(Bare(parameter.Name), Bare(parameter.Name))] = number;
        }

        return new WktParameters(Bare(conversion.Find("PROJECTION", "METHOD")?.Name ?? string.Empty), values);
    }

    /// <summary>Whether both describe the same projection; lengths to 1 mm, angles to 1e-9°.</summary>
    public bool Matches(WktParameters other) =>
        SameMethod(other)
        && _values.Keys.Union(other._values.Keys).All(name => Math.Abs(Value(name) - other.Value(name)) < Tolerance(name));

    private static string Bare(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    private static double Tolerance(string name) => name.StartsWith("false", StringComparison.Ordinal) ? 1e-3 : 1e-9;

    private bool SameMethod(WktParameters other) =>
        (IsTransverseMercator && other.IsTransverseMercator)
        || (Method.StartsWith("lambertc", StringComparison.Ordinal) && other.Method.StartsWith("lambertc", StringComparison.Ordinal));

    private double Value(string name) => _values.GetValueOrDefault(name, name == "scalefactor" ? 1 : 0);
}
