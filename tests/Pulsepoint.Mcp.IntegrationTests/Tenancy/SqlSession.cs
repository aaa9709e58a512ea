using Npgsql;

namespace Pulsepoint.Mcp.IntegrationTests.Tenancy;

/// <summary>What somebody types into psql.</summary>
internal static class SqlSession
{
    public static async Task<T?> ScalarAsync<T>(this NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T?)await command.ExecuteScalarAsync();
    }

    /// <summary>Asks again and again until it is so.</summary>
    public static async Task UntilAsync(this NpgsqlConnection connection, string conditionSql)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await connection.ScalarAsync<bool>(conditionSql))
            patience.Token.ThrowIfCancellationRequested();
    }

    public static async Task RunAsync(this NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<IReadOnlyList<string>> ColumnAsync(this NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await reader.ReadAsync())
            values.Add(reader.GetString(0));

        return values;
    }

    /// <summary>
    /// Whether the server had cut the session: it said so (57P01), or the connection was found closed before that could be
    /// read. Under load either comes first.
    /// </summary>
    public static async Task<bool> IsCutAsync(this NpgsqlConnection connection)
    {
        try
        {
            await connection.RunAsync("select 1");
            return false;
        }
        catch (NpgsqlException lost) when (lost is PostgresException { SqlState: PostgresErrorCodes.AdminShutdown } or { InnerException: IOException })
        {
            return connection.State != System.Data.ConnectionState.Open;
        }
    }

    /// <summary>The SQLSTATE and message of the refusal; null when the statement went through. Leaves no transaction behind.</summary>
    public static async Task<string?> RefusalOfAsync(this NpgsqlConnection connection, string sql)
    {
        try
        {
            await connection.RunAsync(sql);
            return null;
        }
        catch (PostgresException refused)
        {
            if (connection.State == System.Data.ConnectionState.Open)
                await connection.RunAsync("rollback");

            return $"{refused.SqlState} {refused.MessageText}";
        }
    }
}
