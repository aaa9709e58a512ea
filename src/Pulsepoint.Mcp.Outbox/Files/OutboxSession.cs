using Microsoft.Data.Sqlite;
using Pulsepoint.Mcp.Outbox.Sealing;

namespace Pulsepoint.Mcp.Outbox.Files;

/// <summary>Statements within one transaction, and the keys that hold as long as it lasts.</summary>
internal sealed class OutboxSession(SqliteConnection connection, PayloadKeys keys, bool isShortOfRoom)
{
    public PayloadKeys Keys { get; } = keys;

    /// <summary>The disk is full: the database must not grow.</summary>
    public bool IsShortOfRoom { get; } = isShortOfRoom;

    /// <returns>How many rows it changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>The one number that it gives; null where it gives no row, or none.</summary>
    public long? Number(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteScalar() as long?;
    }

    public List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(sql, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));

        return rows;
    }

    private SqliteCommand Command(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);

        return command;
    }
}
