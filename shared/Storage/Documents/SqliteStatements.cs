using Microsoft.Data.Sqlite;
using Platform.Domain.Documents;

namespace Platform.Storage.Documents;

/// <summary>The prepared writing statements of one container on the writer's connection.</summary>
internal sealed class SqliteStatements(SqliteConnection connection, SqliteContainer container) : IDisposable
{
    private readonly SqliteCommand insert = Make(connection, container, container.Insert);
    private readonly SqliteCommand upsert = Make(connection, container, container.Upsert);
    private readonly SqliteCommand update = Make(connection, container, container.Update);
    private readonly SqliteCommand delete = Make(connection, container, container.Delete);
    private readonly SqliteCommand exists = Make(connection, container, container.Exists);
    private readonly SqliteCommand? expire = container.Expire is null ? null : Make(connection, container, container.Expire);

    /// <summary>Deletes what has expired.</summary>
    public void Expire() => expire?.ExecuteNonQuery();

    /// <summary>Applies one operation; anything but <see cref="WriteOutcome.Written"/> changed nothing.</summary>
    public WriteOutcome Apply(PartitionKey partition, DocumentOperation operation, long version)
    {
        long? match = null;
        if (operation.IfMatch is { } etag)
        {
            if (SqliteETag.Parse(etag) is not { } parsed)
                return Exists(partition, operation) ? WriteOutcome.PreconditionFailed : WriteOutcome.NotFound;
            match = parsed;
        }

        var command = operation.Kind switch
        {
            DocumentOperationKind.Create => insert,
            DocumentOperationKind.Upsert => upsert,
            DocumentOperationKind.Replace => update,
            _ => delete,
        };
        Bind(command, partition, operation, version, match);
        if (command.ExecuteNonQuery() > 0)
            return WriteOutcome.Written;
        if (operation.Kind == DocumentOperationKind.Create)
            return WriteOutcome.Conflict;
        return match is not null && Exists(partition, operation) ? WriteOutcome.PreconditionFailed : WriteOutcome.NotFound;
    }

    public void Dispose()
    {
        foreach (var command in new[] { insert, upsert, update, delete, exists })
            command.Dispose();
        expire?.Dispose();
    }

    private static SqliteCommand Make(SqliteConnection connection, SqliteContainer container, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var key in container.Keys)
            command.Parameters.Add("@" + key, SqliteType.Text);
        command.Parameters.Add("@type", SqliteType.Text);
        command.Parameters.Add("@version", SqliteType.Integer);
        command.Parameters.Add("@body", SqliteType.Blob);
        command.Parameters.Add("@match", SqliteType.Integer);
        return command;
    }

    private bool Exists(PartitionKey partition, DocumentOperation operation)
    {
        Bind(exists, partition, operation, 0, null);
        return exists.ExecuteScalar() is not null;
    }

    private static void Bind(SqliteCommand command, PartitionKey partition, DocumentOperation operation, long version, long? match)
    {
        var index = 0;
        foreach (var part in partition.Parts)
            command.Parameters[index++].Value = part;
        command.Parameters[index++].Value = operation.Id;
        command.Parameters[index++].Value = operation.Type;
        command.Parameters[index++].Value = version;
        command.Parameters[index++].Value = operation.Body.ToArray();
        command.Parameters[index].Value = match is { } value ? value : DBNull.Value;
    }
}
