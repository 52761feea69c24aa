using System.Globalization;
using Platform.Formats.Packaging;

namespace Platform.Reporting.Tasks;

/// <summary>
/// Writes the package that a bureau downloads: a zip with <c>README.txt</c>, the pre-filled form, the GeoPackage and one map picture per patch. Equal requests give
/// equal bytes. Everything is streamed: memory does not grow with the number of patches, the GeoPackage lies in the temporary folder while it is written.
/// </summary>
public static class TaskPackageWriter
{
    /// <param name="target">Receives the zip; stays open.</param>
    /// <param name="request">The task.</param>
    /// <param name="cancellation">Stops between patches; the zip is then incomplete and to be thrown away.</param>
    /// <exception cref="ArgumentException">The enumerated patches are not as many as the request says.</exception>
    public static void Write(Stream target, TaskPackageRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        DeterministicZip.Write(target, Entries(request, cancellation));
    }

    private static IEnumerable<(string Name, Action<Stream> WriteContent)> Entries(TaskPackageRequest request, CancellationToken cancellation)
    {
        yield return (PackageText.ReadMe, stream => stream.Write(PackageText.ReadMeBytes(request)));
        yield return (PackageText.Form, stream => VerificationForm.Write(stream, request));
        yield return (PackageText.GeoPackage, stream => CopyGeoPackage(stream, request, cancellation));
        using var map = new PatchMap(request);
        var count = 0;
        foreach (var patch in request.Patches)
        {
            cancellation.ThrowIfCancellationRequested();
            count++;
            yield return (MapName(count, patch.Patch.Number), stream => map.Write(stream, patch));
        }

        if (count != request.PatchCount)
        {
            throw new ArgumentException($"The request says {request.PatchCount} patches, but there are {count}.", nameof(request));
        }
    }

    /// <summary>Position and number; characters that file systems refuse become underscores.</summary>
    private static string MapName(int position, string number) => string.Create(
        CultureInfo.InvariantCulture,
        $"{PackageText.MapFolder}/{position:D5}-{string.Concat(number.Select(character => char.IsLetterOrDigit(character) || character is '-' or '_' ? character : '_'))}.png");

    private static void CopyGeoPackage(Stream target, TaskPackageRequest request, CancellationToken cancellation)
    {
        var folder = Directory.CreateDirectory(Path.Combine(request.TemporaryFolder, "task-package-" + Guid.NewGuid().ToString("N")));
        try
        {
            var path = Path.Combine(folder.FullName, PackageText.GeoPackage);
            PatchLayers.Write(path, request, cancellation);
            using var file = File.OpenRead(path);
            file.CopyTo(target);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
