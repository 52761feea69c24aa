namespace Microsoft.Azure.Functions.Worker;

/// <summary>Which key a request to an HTTP function has to show (<c>x-functions-key</c> header or <c>code</c> query parameter).</summary>
public enum AuthorizationLevel
{
    /// <summary>None.</summary>
    Anonymous = 0,

    /// <summary>A signed-in user of the platform's own authentication; the embedded host refuses functions of this level.</summary>
    User = 1,

    /// <summary>A key of the function, a host key or the master key.</summary>
    Function = 2,

    /// <summary>A system key or the master key.</summary>
    System = 3,

    /// <summary>The master key.</summary>
    Admin = 4,
}
