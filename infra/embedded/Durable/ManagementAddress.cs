namespace Platform.Embedded.Durable;

/// <summary>Where the engine's HTTP management API answers.</summary>
/// <param name="Site">Scheme, host and port.</param>
/// <param name="Key">Key that opens it; null when none is needed.</param>
public readonly record struct ManagementAddress(Uri Site, string? Key);
