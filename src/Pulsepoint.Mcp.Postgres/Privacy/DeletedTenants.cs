using Dapper;
using Npgsql;

namespace Pulsepoint.Mcp.Postgres.Privacy;

/// <summary>What deleted organisations have left: their logins, some at a time, and then their rows.</summary>
internal static class DeletedTenants
{
    // Far below what a transaction may lock.
    private const int KeysAtOnce = 500;

    // As many rows as the organisation had. Nobody waits for them.
    private const int NoTimeout = 0;

    /// <returns>How many rows were removed.</returns>
    public static async Task<long> RemoveAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        while (await connection.ExecuteScalarAsync<int>("select pp_admin.drop_deleted_keys(@Most)", new { Most = KeysAtOnce, cancellationToken }) > 0)
        {
        }

        return await connection.ExecuteScalarAsync<long>("select pp_steward.remove_deleted()", new { cancellationToken }, commandTimeout: NoTimeout);
    }
}
