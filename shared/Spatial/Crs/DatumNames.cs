namespace Platform.Spatial.Crs;

/// <summary>The names that programs give to the datums known here.</summary>
internal static class DatumNames
{
    private static readonly Dictionary<string, CrsDatum> Names = new()
    {
        ["china2000"] = CrsDatum.Cgcs2000,
        ["cgcs2000"] = CrsDatum.Cgcs2000,
        ["chinageodeticcoordinatesystem2000"] = CrsDatum.Cgcs2000,
        ["wgs1984"] = CrsDatum.Wgs84,
        ["wgs84"] = CrsDatum.Wgs84,
        ["worldgeodeticsystem1984"] = CrsDatum.Wgs84,
        ["worldgeodeticsystem1984ensemble"] = CrsDatum.Wgs84,
        ["xian1980"] = CrsDatum.Xian1980,
        ["xian80"] = CrsDatum.Xian1980,
        ["beijing1954"] = CrsDatum.Beijing1954,
        ["beijing54"] = CrsDatum.Beijing1954,
        ["newbeijing"] = CrsDatum.NewBeijing1954,
        ["northamerican1983"] = CrsDatum.Nad83,
        ["northamericandatum1983"] = CrsDatum.Nad83,
        ["nad83"] = CrsDatum.Nad83,
    };

    /// <summary>The datum of a name; <c>D_</c> and <c>GCS_</c> in front, case and punctuation do not matter.</summary>
    public static CrsDatum Find(string name)
    {
        var bare = name.StartsWith("D_", StringComparison.Ordinal) ? name[2..] : name.StartsWith("GCS_", StringComparison.Ordinal) ? name[4..] : name;
        var key = string.Concat(bare.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return Names.GetValueOrDefault(key, CrsDatum.Other);
    }
}
