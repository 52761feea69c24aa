using System.Buffers.Binary;

namespace Platform.Tests.CosmosGateway.Storage;

/// <summary>Resource ids as the SDK parses them: 4 bytes database, 4 bytes container, 8 bytes document, in base64 with <c>-</c> for <c>/</c>.</summary>
internal static class ResourceIds
{
    public static string Database(uint database)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, database);
        return Text(bytes);
    }

    public static string Container(uint database, uint container)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, database);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), container | 0x8000_0000);
        return Text(bytes);
    }

    /// <summary>Documents sort by their number.</summary>
    public static string Document(string container, ulong number)
    {
        var bytes = new byte[16];
        Convert.FromBase64String(container.Replace('-', '/')).CopyTo(bytes, 0);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), number);
        return Text(bytes);
    }

    /// <summary>The number of a document's id.</summary>
    public static ulong Number(string document) =>
        BinaryPrimitives.ReadUInt64LittleEndian(Convert.FromBase64String(document.Replace('-', '/')).AsSpan(8));

    private static string Text(byte[] bytes) => Convert.ToBase64String(bytes).Replace('/', '-');
}
