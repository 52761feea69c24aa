using System.Buffers.Binary;
using System.Security.Cryptography;
using NetTopologySuite.Geometries;

namespace Platform.Spatial.Change;

/// <summary>A key derived from a geometry: SHA-256 over its normalised, rounded coordinates, the first 80 bits in Crockford's base
/// 32.</summary>
internal static class PatchKey
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 16;

    /// <param name="geometry">Any geometry; the order of its rings and their starts do not matter.</param>
    /// <param name="scale">Steps per unit to round to: 1e8 in degrees is a millimetre.</param>
    public static string Of(Geometry geometry, double scale)
    {
        var normal = geometry.Normalized();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[16];
        foreach (var coordinate in normal.Coordinates)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes, (long)Math.Round(coordinate.X * scale));
            BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], (long)Math.Round(coordinate.Y * scale));
            hash.AppendData(bytes);
        }

        var digest = hash.GetHashAndReset();
        return string.Create(Length, digest, static (text, source) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                var bit = i * 5;
                var pair = (source[bit / 8] << 8) | source[(bit / 8) + 1];
                text[i] = Alphabet[(pair >> (11 - (bit % 8))) & 31];
            }
        });
    }
}
