using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Platform.Tests.CosmosGateway.Storage;

/// <summary>
/// Where a partition key lies in the key space, as hexadecimal text: per part the 128-bit MurmurHash3 of its type, text and end mark, big-endian, its two highest bits cleared;
/// parts one after the other, so that what shares its first parts lies together. (Hash and hierarchical keys of version 2; texts only.)
/// </summary>
internal static class EffectivePartitionKey
{
    private const byte TextMark = 8;
    private const byte EndMark = 0xFF;

    /// <summary>Beyond every key that begins like this one.</summary>
    public const string End = "FF";

    public static string Of(IEnumerable<string> parts) => string.Concat(parts.Select(Of));

    private static string Of(string part)
    {
        byte[] bytes = [TextMark, .. Encoding.UTF8.GetBytes(part), EndMark];
        var (low, high) = Murmur3(bytes);
        Span<byte> hash = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(hash, high);
        BinaryPrimitives.WriteUInt64BigEndian(hash[8..], low);
        hash[0] &= 0x3F;
        return Convert.ToHexString(hash);
    }

    private static (ulong Low, ulong High) Murmur3(ReadOnlySpan<byte> data)
    {
        var (low, high) = (0UL, 0UL);
        var rest = data;
        for (; rest.Length >= 16; rest = rest[16..])
        {
            low ^= MixLow(BinaryPrimitives.ReadUInt64LittleEndian(rest));
            low = ((BitOperations.RotateLeft(low, 27) + high) * 5) + 0x52dce729;
            high ^= MixHigh(BinaryPrimitives.ReadUInt64LittleEndian(rest[8..]));
            high = ((BitOperations.RotateLeft(high, 31) + low) * 5) + 0x38495ab5;
        }

        Span<byte> tail = stackalloc byte[16];
        rest.CopyTo(tail);
        high ^= MixHigh(BinaryPrimitives.ReadUInt64LittleEndian(tail[8..]));
        low ^= MixLow(BinaryPrimitives.ReadUInt64LittleEndian(tail));
        low ^= (ulong)data.Length;
        high ^= (ulong)data.Length;
        low += high;
        high += low;
        low = Finish(low);
        high = Finish(high);
        low += high;
        high += low;
        return (low, high);
    }

    private static ulong MixLow(ulong k) => BitOperations.RotateLeft(k * 0x87c37b91114253d5, 31) * 0x4cf5ad432745937f;

    private static ulong MixHigh(ulong k) => BitOperations.RotateLeft(k * 0x4cf5ad432745937f, 33) * 0x87c37b91114253d5;

    private static ulong Finish(ulong k)
    {
        k = (k ^ (k >> 33)) * 0xff51afd7ed558ccd;
        k = (k ^ (k >> 33)) * 0xc4ceb9fe1a85ec53;
        return k ^ (k >> 33);
    }
}
