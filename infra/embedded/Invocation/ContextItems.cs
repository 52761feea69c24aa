namespace Platform.Embedded.Invocation;

/// <summary>Keys of what the host puts into a context's items; the key of the HTTP context is the genuine host's.</summary>
internal static class ContextItems
{
    public const string HttpContext = "HttpRequestContext";
}
