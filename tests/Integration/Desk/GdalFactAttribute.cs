namespace Platform.Tests.Integration.Desk;

/// <summary>A test against GDAL; skipped with a sentence where Debian's gdal-bin is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GdalFactAttribute : FactAttribute
{
    public const string OgrInfo = "/usr/bin/ogrinfo";

    public GdalFactAttribute()
    {
        if (!File.Exists(OgrInfo))
            Skip = "The oracle GDAL is not installed: apt-get install gdal-bin.";
    }
}
