using System.Globalization;

namespace Platform.Storage.Documents;

/// <summary>ETags are the store's write counter: it only grows, also over deletes, so no ETag ever comes back.</summary>
internal static class SqliteETag
{
    public static string Format(long version) => version.ToString("x", CultureInfo.InvariantCulture);

    public static long? Parse(string etag) =>
        long.TryParse(etag, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var version) ? version : null;
}
