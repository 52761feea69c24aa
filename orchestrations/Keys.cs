namespace Platform.Orchestrations;

/// <summary>Names one attempt.</summary>
public sealed record UploadKey(string Ticket, string Attempt);

/// <summary>Names one task.</summary>
public sealed record TaskKey(string Campaign, string Unit);
