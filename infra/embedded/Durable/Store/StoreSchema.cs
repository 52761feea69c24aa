namespace Platform.Embedded.Durable.Store;

/// <summary>
/// The tables. Times are UTC ticks. <c>seq</c> is unique over all tables and rises with commit order: the upper bits count the engine's starts.
/// </summary>
internal static class StoreSchema
{
    /// <summary>Marks the file as this engine's: "UDur".</summary>
    public const int ApplicationId = 0x55447572;

    /// <summary>Raised with every change of the tables, together with a migration from the version before.</summary>
    public const int Version = 2;

    /// <summary>What makes version n + 1 of a database of version n, from 1 on.</summary>
    private static readonly string[] Migrations =
    [
        """
        CREATE TABLE quarantine(
          instance INTEGER NOT NULL, execution INTEGER NOT NULL, task INTEGER NOT NULL, instance_id TEXT NOT NULL, name TEXT NOT NULL,
          starts INTEGER NOT NULL, at INTEGER NOT NULL, reason TEXT NOT NULL,
          PRIMARY KEY(instance, execution, task)) WITHOUT ROWID;
        CREATE INDEX instance_ended ON instance(status, updated) WHERE status IN (1, 3, 4, 5);
        """,
    ];

    /// <summary>What makes the present tables in an empty database.</summary>
    public static string Create => First + From(1);

    /// <summary>What makes the present tables of those of an earlier version.</summary>
    public static string From(long version) => string.Concat(Migrations.Skip((int)version - 1));

    private const string First = """
        CREATE TABLE meta(key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        INSERT INTO meta VALUES('epoch', 0), ('counted', 0);
        CREATE TABLE instance(
          seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, version TEXT NOT NULL, execution INTEGER NOT NULL,
          status INTEGER NOT NULL, created INTEGER NOT NULL, updated INTEGER NOT NULL,
          output TEXT, custom_status TEXT, failure BLOB, tags TEXT,
          parent_seq INTEGER, parent_id TEXT, parent_name TEXT, parent_execution INTEGER, parent_task INTEGER);
        CREATE TABLE instance_input(instance INTEGER PRIMARY KEY, data TEXT NOT NULL);
        CREATE INDEX instance_parent ON instance(parent_seq) WHERE parent_seq IS NOT NULL;
        CREATE TABLE history(
          instance INTEGER NOT NULL, execution INTEGER NOT NULL, turn INTEGER NOT NULL, events BLOB NOT NULL,
          PRIMARY KEY(instance, execution, turn)) WITHOUT ROWID;
        CREATE TABLE inbox(
          instance INTEGER NOT NULL, seq INTEGER NOT NULL, execution INTEGER, message BLOB NOT NULL,
          PRIMARY KEY(instance, seq)) WITHOUT ROWID;
        CREATE TABLE activity(
          seq INTEGER PRIMARY KEY, instance INTEGER NOT NULL, execution INTEGER NOT NULL, task INTEGER NOT NULL,
          instance_id TEXT NOT NULL, name TEXT NOT NULL, input TEXT, starts INTEGER NOT NULL);
        CREATE TABLE timer(
          fire_at INTEGER NOT NULL, instance INTEGER NOT NULL, execution INTEGER NOT NULL, task INTEGER NOT NULL,
          PRIMARY KEY(fire_at, instance, execution, task)) WITHOUT ROWID;
        """;
}
