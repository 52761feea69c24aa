using System.Security.Cryptography;
using Platform.Findings;
using Platform.Formats.Documents;
using Platform.Formats.Intake;
using Platform.Formats.Photographs;
using Platform.Formats.Sources;

namespace Platform.Domain.Monitoring;

/// <summary>What came with a verification form: photographs by patch, and the confirmation letter. Pictures are streamed, never decoded.</summary>
/// <remarks>
/// <para>A photograph belongs to the patch whose form row lists its file name. Otherwise its name decides: the patch number, then
/// the end of the name or <c>_</c> and anything (<c>A-001_2.jpg</c>); of several numbers that fit, the longest. Signs that file names
/// cannot have (<c>/ \ : * ? " &lt; &gt; |</c>) are written <c>-</c>; letter case and full-width forms do not matter. Folders do not count.</para>
/// <para>The letter is the one PDF whose name has 确认函 or begins with <c>confirmation</c>.</para>
/// </remarks>
public sealed class Evidence
{
    private static readonly string[] PictureExtensions = [".jpg", ".jpeg", ".png", ".heic", ".tif", ".tiff"];

    private readonly SortedDictionary<string, List<Photograph>> _photographs = new(StringComparer.Ordinal);
    private readonly List<Finding> _findings = [];

    private Evidence()
    {
    }

    /// <summary>Hash of the confirmation letter; null when there is none that can be taken.</summary>
    public string? LetterSha256 { get; private set; }

    /// <summary>What is wrong or doubtful with photographs and letter.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Photographs of a patch by key, in name order; empty when there are none.</summary>
    public IReadOnlyList<Photograph> PhotographsOf(string patchKey) => _photographs.TryGetValue(patchKey, out var list) ? list : [];

    /// <summary>Reads the attachments of a delivery, matching photographs by their names only.</summary>
    public static Evidence Read(Delivery delivery, IEnumerable<ChangePatch> patches, double warningDistanceM, CancellationToken cancellation = default) =>
        Read(delivery, null, patches, warningDistanceM, cancellation);

    /// <summary>Reads the attachments of a delivery.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="reading">Its form, whose photograph column lists names; null when only the names count.</param>
    /// <param name="patches">All patches of the task.</param>
    /// <param name="warningDistanceM">A photograph farther from its patch is a warning, metres.</param>
    /// <param name="cancellation">Stops between files.</param>
    public static Evidence Read(
        Delivery delivery, VerificationReading? reading, IEnumerable<ChangePatch> patches, double warningDistanceM, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return Read(delivery.Attachments, reading, patches, warningDistanceM, cancellation);
    }

    /// <summary>Reads attachments, see the other overloads.</summary>
    public static Evidence Read(
        IReadOnlyList<DeliveredFile> attachments, VerificationReading? reading, IEnumerable<ChangePatch> patches, double warningDistanceM,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(attachments);
        ArgumentNullException.ThrowIfNull(patches);
        var evidence = new Evidence();
        var names = new PhotographNames(patches, reading?.Rows ?? []);
        foreach (var file in attachments.Where(IsPicture).OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            evidence.TakePhotograph(file, names, warningDistanceM);
        }

        evidence._findings.AddRange(names.Missing());
        evidence.TakeLetter([.. attachments.Where(IsLetter)]);
        return evidence;
    }

    private static bool IsPicture(DeliveredFile file) => PictureExtensions.Contains(file.Extension);

    private static bool IsLetter(DeliveredFile file) => file.Extension == ".pdf"
        && (file.Name.Contains("确认函", StringComparison.Ordinal) || file.Name.StartsWith("confirmation", StringComparison.OrdinalIgnoreCase));

    private void TakePhotograph(DeliveredFile file, PhotographNames names, double warningDistanceM)
    {
        var at = new Location(file.Path);
        if (names.PatchOf(file.Name) is not { } patch)
        {
            _findings.Add(MonitoringFindings.PhotoUnmatched.At(at, file.Name));
            return;
        }

        if (PhotoReader.Read(file, _findings) is not { } info || Hash(file) is not { } hash)
        {
            return;
        }

        var distance = info is { Longitude: { } x, Latitude: { } y } ? PhotographDistance.Metres(patch.Shape, x, y) : (double?)null;
        if (distance > warningDistanceM)
        {
            _findings.Add(MonitoringFindings.PhotoFar.At(at, file.Name, patch.Number, Math.Round(distance.Value), warningDistanceM));
        }

        if (!_photographs.TryGetValue(patch.Key, out var list))
        {
            _photographs[patch.Key] = list = [];
        }

        list.Add(new Photograph(file.Path, hash, info.TakenAt, info.Longitude, info.Latitude, info.Bearing, distance));
    }

    private void TakeLetter(List<DeliveredFile> letters)
    {
        var sound = letters.Where(letter => PdfCheck.Check(letter, _findings)).Select(letter => (letter.Path, Sha256: Hash(letter)))
            .Where(letter => letter.Sha256 is not null).ToList();
        var contents = sound.Select(letter => letter.Sha256).Distinct().ToList();
        if (contents.Count > 1)
        {
            _findings.Add(MonitoringFindings.LetterSeveral.At(Location.Whole, sound.Count, string.Join(", ", sound.Select(l => l.Path).Take(5))));
            return;
        }

        LetterSha256 = contents.Count == 1 ? contents[0] : null;
    }

    private string? Hash(DeliveredFile file)
    {
        try
        {
            using var stream = file.Open();
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (RefusedException refused)
        {
            _findings.Add(refused.Finding);
            return null;
        }
    }
}
