namespace Platform.Embedded.Durable.Store;

/// <summary>How to recognise a durable engine's database from outside.</summary>
public static class DurableDatabase
{
    /// <summary>SQLite's <c>application_id</c> of the file.</summary>
    public static int ApplicationId => StoreSchema.ApplicationId;

    /// <summary>The newest <c>user_version</c> that this release knows.</summary>
    public static int Version => StoreSchema.Version;
}
