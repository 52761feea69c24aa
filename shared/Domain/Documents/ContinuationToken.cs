using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Platform.Domain.Documents;

/// <summary>
/// The wrapper that every store puts around its own paging state: it ties a token to the query that gave it, so that a token from elsewhere,
/// cut or altered is recognised before it reaches a database. It is no secret and grants nothing.
/// </summary>
public static class ContinuationToken
{
    private const int CheckLength = 12;

    /// <summary>True when <paramref name="token"/> was given by an earlier page of this query (page size and position aside).</summary>
    public static bool IsFor(DocumentQuery query, string? token) => token is null || Unwrap(query, token) is not null;

    /// <summary>Wraps a store's own state.</summary>
    public static string Wrap(DocumentQuery query, ReadOnlySpan<byte> state)
    {
        var token = new byte[CheckLength + state.Length];
        state.CopyTo(token.AsSpan(CheckLength));
        Check(query, state).CopyTo(token, 0);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>The store's own state; null when the token does not belong to this query.</summary>
    public static byte[]? Unwrap(DocumentQuery query, string token)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(token);
        if (token.Length > 16_384 || !Base64Url.IsValid(token))
            return null;
        var bytes = Base64Url.DecodeFromChars(token);
        if (bytes.Length < CheckLength)
            return null;
        var state = bytes[CheckLength..];
        return Check(query, state).AsSpan().SequenceEqual(bytes.AsSpan(0, CheckLength)) ? state : null;
    }

    private static byte[] Check(DocumentQuery query, ReadOnlySpan<byte> state)
    {
        var shape = new StringBuilder();
        shape.Append(CultureInfo.InvariantCulture, $"{query.Container.Name}\n{query.Partition}\n{string.Join(',', query.Order)}\n{query.Descending}\n");
        Describe(shape, query.Filter);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(shape.ToString()));
        hash.AppendData(state);
        return hash.GetHashAndReset()[..CheckLength];
    }

    private static void Describe(StringBuilder shape, Filter? filter)
    {
        switch (filter)
        {
            case Filter.Compare c:
                shape.Append(CultureInfo.InvariantCulture, $"({c.Comparison} {c.Path} {c.Value})");
                break;
            case Filter.OneOf o:
                shape.Append(CultureInfo.InvariantCulture, $"(in {o.Path} {string.Join(',', o.Values)})");
                break;
            case Filter.Missing m:
                shape.Append(CultureInfo.InvariantCulture, $"(missing {m.Path})");
                break;
            case Filter.Intersects i:
                shape.Append(CultureInfo.InvariantCulture, $"(meets {i.Path} {i.Footprint})");
                break;
            case Filter.All all:
                DescribeList(shape, "and", all.Filters);
                break;
            case Filter.Any any:
                DescribeList(shape, "or", any.Filters);
                break;
        }
    }

    private static void DescribeList(StringBuilder shape, string name, IEnumerable<Filter> filters)
    {
        shape.Append('(').Append(name);
        foreach (var filter in filters)
            Describe(shape, filter);
        shape.Append(')');
    }
}
