namespace Platform.Tests.CosmosGateway.Storage;

/// <summary>
/// Request units by published rules of thumb, not measured on the service: a point read of 1 KB costs 1, a write of 1 KB about 5 and 0.2 more for each indexed path it
/// has, a page of a query 2.3 for each physical partition asked and 0.03 for each document found plus 0.2 for each KB given out.
/// </summary>
internal static class Charges
{
    public static double Read(int bytes) => Math.Max(1, Kilobytes(bytes) * (bytes > 1024 ? 0.6 : 1));

    public static double Write(int bytes, int indexedPaths) => 5 + Math.Max(0, (Kilobytes(bytes) - 1) * 2) + (indexedPaths * 0.2);

    public static double Query(int documents, long bytes) => 2.3 + (documents * 0.03) + (bytes / 1024.0 * 0.2);

    private static double Kilobytes(int bytes) => Math.Ceiling(bytes / 1024.0);
}
