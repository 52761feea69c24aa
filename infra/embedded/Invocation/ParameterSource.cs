namespace Platform.Embedded.Invocation;

/// <summary>Where the value of one parameter comes from; chosen once, when the function is discovered.</summary>
internal delegate ValueTask<object?> ParameterSource(EmbeddedFunctionContext context);
