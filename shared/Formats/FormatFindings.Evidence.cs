using Platform.Findings;

namespace Platform.Formats;

/// <content>Photographs and confirmation letters.</content>
public static partial class FormatFindings
{
    public static readonly FindingKind PhotoNotJpeg = new(
        "PHOTO_NOT_JPEG", Severity.Error,
        "照片不是有效的 JPEG 文件。请上传相机或手机拍摄的原始 JPG。",
        "The photograph is no valid JPEG. Upload the original JPG of the camera or phone.");

    public static readonly FindingKind PhotoTruncated = new(
        "PHOTO_TRUNCATED", Severity.Error,
        "照片文件不完整。请重新上传原始照片。",
        "The photograph is incomplete. Upload the original again.");

    public static readonly FindingKind PhotoNoExif = new(
        "PHOTO_NO_EXIF", Severity.Warning,
        "照片没有 EXIF 信息，无法核对拍摄时间和位置。请上传未经社交软件压缩的原图。",
        "The photograph has no EXIF data, so time and place cannot be checked. Upload the original, not a copy from a messenger.");

    public static readonly FindingKind PhotoExifDamaged = new(
        "PHOTO_EXIF_DAMAGED", Severity.Warning,
        "照片的 EXIF 信息已损坏（{0}），相关内容未读取。",
        "The EXIF data of the photograph are damaged ({0}); that part was not read.");

    public static readonly FindingKind PhotoNoPosition = new(
        "PHOTO_NO_POSITION", Severity.Warning,
        "照片没有拍摄位置。请在拍摄时打开定位。",
        "The photograph has no position. Switch location on when taking photographs.");

    public static readonly FindingKind PhotoPositionInvalid = new(
        "PHOTO_POSITION_INVALID", Severity.Warning,
        "照片的拍摄位置无效（{0}）。请确认拍摄时定位正常。",
        "The position of the photograph is invalid ({0}). Check that the device had a fix.");

    public static readonly FindingKind PhotoNoTime = new(
        "PHOTO_NO_TIME", Severity.Warning,
        "照片没有有效的拍摄时间。请检查设备时间设置。",
        "The photograph has no valid time of exposure. Check the clock of the device.");

    public static readonly FindingKind PdfNotPdf = new(
        "PDF_NOT_PDF", Severity.Error,
        "文件不是 PDF。请上传盖章确认函的 PDF 扫描件。",
        "The file is no PDF. Upload the signed confirmation letter as a PDF scan.");

    public static readonly FindingKind PdfTruncated = new(
        "PDF_TRUNCATED", Severity.Error,
        "PDF 文件不完整，缺少结尾标记。请重新扫描或上传。",
        "The PDF is incomplete: its end marker is missing. Scan or upload it again.");

    public static readonly FindingKind PdfEncrypted = new(
        "PDF_ENCRYPTED", Severity.Error,
        "PDF 已加密。请上传未加密的文件。",
        "The PDF is encrypted. Upload one that is not.");

    public static readonly FindingKind PdfTooLarge = new(
        "PDF_TOO_LARGE", Severity.Error,
        "PDF 超过 {0} 字节的上限。请降低扫描分辨率。",
        "The PDF exceeds the limit of {0} bytes. Scan at a lower resolution.");
}
